import GRDB
import Records

/// New rows of one table that need no thought go straight into it, and all at once into its image.
///
/// Whatever is known, points to a parent that is not there, or is refused by a constraint is given
/// back, to be staged and decided with the rest. A tree that grows by itself is written in order,
/// two that grow in turn are not: that is why the image waits until the last row is in.
final class FreshRows {
  /// How many rows went in.
  private(set) var count = 0

  private let db: Database
  private let table: ResolvedTable
  private let stamp: (sequence: UInt64, origin: Int64)
  /// True where there was nothing before: then every row is fresh, and none is known.
  private let isFirst: Bool
  private let isKnown: RawStatement
  private let note: RawStatement
  private var shapes: [[Int]: Shape] = [:]

  /// What one order of columns needs.
  private struct Shape {
    let columns: [Int]
    let insert: RawStatement
    let parents: [ParentProbe]
  }

  /// Nil where a new row may not stay as it was written, or needs a key of this PC.
  init?(
    _ db: Database, _ table: ResolvedTable, commit: CommitStamp, origin: Int64
  ) throws {
    guard table.sync.identity == .own, table.sync.direction != .toPocket, !table.hasTriggers,
      !table.needsThought, table.references.isEmpty
    else { return nil }
    self.db = db
    self.table = table
    stamp = (commit.sequence, origin)
    isFirst =
      try Bool.fetchOne(
        db,
        sql: """
          SELECT NOT EXISTS (SELECT 1 FROM \(table.sql))
            AND NOT EXISTS (SELECT 1 FROM \(table.image))
          """) ?? false
    isKnown = try RawStatement(db, sql: "SELECT 1 FROM \(table.image) WHERE gid = ?")
    note = try RawStatement(db, sql: "INSERT INTO \(table.placed) VALUES (?)")
    try db.execute(sql: "DELETE FROM \(table.placed)")
  }

  /// Puts the creates among the changes in place; the places of those that need thought.
  func place(_ changes: ChangeColumns, _ rows: [Int]) throws -> [Int] {
    guard changes.columns.count == table.sync.columns.count, changes.kinds.contains(.create) else {
      return rows
    }
    let shape = try shape(changes.columns.map(\.index))
    var left: [Int] = []
    try CellReader.withReaders(of: changes.columns.map(\.new)) { cells in
      for row in rows {
        let isPlaced =
          try changes.kinds[row] == .create && place(changes.rows[row], cells, row, shape)
        if !isPlaced { left.append(row) }
      }
    }
    count += rows.count - left.count
    return left
  }

  /// Reads the rows that went in back into the image.
  func fillImage() throws {
    guard count > 0 else { return }
    let names = table.sync.columns.indices.map { ", c\($0)" }.joined()
    let values = table.columns.map { ", u.\($0)" }.joined()
    let key = "u.\(SQLText.quoted(table.key[0]))"
    let rows =
      isFirst
      ? "\(table.sql) u ORDER BY \(key)"
      : "\(table.placed) p CROSS JOIN \(table.sql) u ON \(key) = p.gid ORDER BY p.gid"
    try db.execute(
      sql: """
        INSERT INTO \(table.image)(gid, rev, deleted, origin\(names))
        SELECT \(key), \(stamp.sequence), 0, \(stamp.origin)\(values) FROM \(rows)
        """)
  }

  private func shape(_ columns: [Int]) throws -> Shape {
    if let shape = shapes[columns] { return shape }
    let names = [table.key[0]] + columns.map { table.sync.columns[$0].name }
    let shape = Shape(
      columns: columns,
      insert: try RawStatement(
        db,
        sql: """
          INSERT OR ABORT INTO \(table.sql)(\(names.map(SQLText.quoted).joined(separator: ", ")))
          VALUES (?\(String(repeating: ", ?", count: columns.count)))
          """),
      parents: try table.foreignKeys.compactMap { try ParentProbe(db, $0, table, columns) })
    shapes[columns] = shape
    return shape
  }

  private func place(
    _ id: RowID, _ cells: [CellReader], _ row: Int, _ shape: Shape
  ) throws -> Bool {
    for (place, reader) in cells.enumerated() {
      switch reader.cellClass(row) {
      case .absent: return false
      case .null where table.defaults[shape.columns[place]] != nil: return false
      default: continue
      }
    }
    for parent in shape.parents where try !parent.isThere(id, cells, row) { return false }
    if !isFirst {
      isKnown.bind(id, at: 1)
      defer { isKnown.reset() }
      if try isKnown.step() { return false }
    }
    bind(shape.insert, id, cells, row)
    guard try shape.insert.runUnlessRefused() else { return false }
    if !isFirst {
      note.bind(id, at: 1)
      try note.run()
    }
    return true
  }

  private func bind(_ statement: RawStatement, _ id: RowID, _ cells: [CellReader], _ row: Int) {
    statement.bind(id, at: 1)
    for (place, reader) in cells.enumerated() { statement.bind(reader, row, at: Int32(2 + place)) }
  }
}

/// Looks for the row that one foreign key points to.
private struct ParentProbe {
  private let statement: RawStatement
  /// Places among the cells, in the key's order; nil for the row's own identity.
  private let places: [Int?]

  /// Nil where no column of the key takes part: it is NULL then.
  init?(
    _ db: Database, _ key: DatabaseCatalog.ForeignKey, _ table: ResolvedTable, _ columns: [Int]
  ) throws {
    var places: [Int?] = []
    for name in key.columns {
      if name == table.key[0] {
        places.append(nil)
        continue
      }
      let column = table.sync.columns.firstIndex { $0.name == name }
      guard let place = column.flatMap({ columns.firstIndex(of: $0) }) else { return nil }
      places.append(place)
    }
    self.places = places
    let condition = key.parentColumns.map { "\(SQLText.quoted($0)) = ?" }
    statement = try RawStatement(
      db,
      sql: """
        SELECT 1 FROM \(SQLText.quoted(key.parent)) WHERE \(condition.joined(separator: " AND "))
        """)
  }

  /// True where the parent is there, or the key is NULL.
  func isThere(_ id: RowID, _ cells: [CellReader], _ row: Int) throws -> Bool {
    for (index, place) in places.enumerated() {
      guard let place else {
        statement.bind(id, at: Int32(index + 1))
        continue
      }
      if cells[place].cellClass(row) == .null { return true }
      statement.bind(cells[place], row, at: Int32(index + 1))
    }
    defer { statement.reset() }
    return try statement.step()
  }
}
