import PocketProtocol
package import Records

extension PocketStore {
  /// The rows of a table as the user sees them: what the PC sent, with the pocket's own changes.
  package func rows(_ table: Int) -> [RowID: [Value]] { allRows()[table] }

  /// One row as the user sees it; nil where there is none.
  package func row(_ table: Int, _ row: RowID) -> [Value]? { allRows()[table][row] }

  func allRows() -> [[RowID: [Value]]] {
    if let visible { return visible }
    let rows = state.visibleRows()
    visible = rows
    return rows
  }
}

extension PocketState {
  /// Images with the changes laid over them that they do not show yet.
  func visibleRows() -> [[RowID: [Value]]] {
    guard let schema else { return [] }
    var rows = images.tables.map { table in
      table.compactMapValues { $0.isDeleted ? nil : $0.values }
    }
    for change in changes where change.number > reflected {
      guard let table = change.table.index else { continue }
      let width = schema.tables[table].columns.count
      rows[table][change.row] = change.applied(to: rows[table][change.row], width: width)
    }
    return rows
  }
}
