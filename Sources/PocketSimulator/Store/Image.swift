import PocketProtocol
import Records

/// A row as the PC last sent it.
struct Image: Hashable, Sendable {
  /// Values in the schema's order; null throughout in a tombstone.
  var values: PackedValues
  /// The commit of this version.
  var sequence: UInt64
  /// True for a tombstone.
  var isDeleted: Bool
}

/// The images of all tables, by index.
struct Images: Hashable, Sendable {
  private(set) var tables: [[RowID: Image]] = []

  /// Makes room for the tables of a schema, taking over by name what the former one had.
  mutating func adapt(from old: SyncSchema, to new: SyncSchema) {
    let former = Dictionary(uniqueKeysWithValues: zip(old.tables.map(\.name), old.tables.indices))
    tables = new.tables.map { table in
      guard let index = former[table.name], index < tables.count else { return [:] }
      let columns = old.tables[index].columns.map(\.name)
      let places = table.columns.map { columns.firstIndex(of: $0.name) }
      return tables[index].mapValues { image in
        var image = image
        let values = image.values.values
        image.values = PackedValues(places.map { $0.map { values[$0] } ?? .null })
        return image
      }
    }
  }

  /// Puts every row of a batch in place.
  mutating func apply(_ batch: RowBatch) {
    for index in 0..<batch.count {
      tables[batch.table][batch.rows[index]] = Image(
        values: PackedValues(batch.values(index)), sequence: batch.sequences[index],
        isDeleted: batch.isDeleted(index))
    }
  }

  subscript(table: Int, row: RowID) -> Image? {
    get { tables[table][row] }
    set { tables[table][row] = newValue }
  }

  /// Says of every version after `common` that it is as old as `common`.
  mutating func clamp(to common: UInt64) {
    for table in tables.indices {
      for (row, image) in tables[table] where image.sequence > common {
        tables[table][row]?.sequence = common
      }
    }
  }

  /// Batches of the rows that `include` names, in the order of their identities.
  func batches(
    schema: SyncSchema, targetBytes: Int, where include: (Image) -> Bool = { _ in true }
  ) -> [RowBatch] {
    var batches: [RowBatch] = []
    for (table, rows) in tables.enumerated() {
      let width = schema.tables[table].columns.count
      var batch = RowBatch(table: table, columnCount: width)
      for (row, image) in rows.sorted(by: { $0.key < $1.key }) where include(image) {
        let values = image.isDeleted ? nil : image.values.values
        if !batch.hasRoom(for: values, targetBytes: targetBytes) {
          batches.append(batch)
          batch = RowBatch(table: table, columnCount: width)
        }
        batch.append(row: row, sequence: image.sequence, values: values)
      }
      if batch.count > 0 { batches.append(batch) }
    }
    return batches
  }
}
