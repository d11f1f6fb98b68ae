import PocketProtocol
package import Records

extension PocketStore {
  /// The rows of a table as the user sees them: what the PC sent, with the pocket's own changes.
  package func rows(_ table: Int) -> [RowID: [Value]] {
    allRows()[table].mapValues(\.values)
  }

  /// One row as the user sees it; nil where there is none.
  package func row(_ table: Int, _ row: RowID) -> [Value]? {
    allRows()[table][row]?.values
  }

  /// The identities of the rows of a table, in order.
  func identities(_ table: Int) -> [RowID] { allRows()[table].keys.sorted() }

  /// The table that has a row of this identity; the last one where several have.
  func table(of row: RowID) -> Int? { allRows().lastIndex { $0[row] != nil } }

  /// How many rows a table has as the user sees it.
  func count(_ table: Int) -> Int { allRows()[table].count }

  func allRows() -> [[RowID: PackedValues]] {
    if let visible { return visible }
    let rows = state.visibleRows()
    visible = rows
    return rows
  }
}

extension PocketState {
  /// Images with the changes laid over them that they do not show yet.
  func visibleRows() -> [[RowID: PackedValues]] {
    guard let schema else { return [] }
    var rows = images.tables.map { table in
      table.compactMapValues { $0.isDeleted ? nil : $0.values }
    }
    for change in changes.between(reflected, .max) {
      guard let table = change.table.index else { continue }
      let width = schema.tables[table].columns.count
      rows[table][change.row] = change.applied(
        to: rows[table][change.row]?.values, width: width
      ).map(PackedValues.init)
    }
    return rows
  }
}
