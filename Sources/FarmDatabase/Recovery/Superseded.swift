import GRDB
import Merge
import Records

/// Values that a pocket had before it when it wrote on, and that the history here may not know.
///
/// A fold of several changes keeps none in between, and a lost branch comes back as it ended.
/// Who brings one of them later brings nothing new: whoever wrote on had seen it.
struct Superseded {
  let db: Database
  let table: ResolvedTable

  /// Notes what `change` replaced, in the form that travels.
  func note(_ change: RowChange) throws {
    let columns = change.cells.keys.sorted()
    let bases = columns.map { change.cells[$0]!.base }
    guard change.kind != .delete, bases.contains(where: { !$0.isNull }) else { return }
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO sync_superseded(tbl, gid, columns, cells, seq)
        VALUES (?, ?, ?, ?, (SELECT max(seq) FROM sync_commit))
        """
    ).execute(
      arguments: [
        table.name, change.row, table.names(columns), ValueText.encode(bases),
      ])
  }

  /// Column → value, one dictionary for each note of the row.
  func values(of row: RowID) throws -> [[Int: Value]] {
    let places = Dictionary(
      uniqueKeysWithValues: table.sync.columns.enumerated().map { ($1.name, $0) })
    return try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT columns, cells FROM sync_superseded WHERE tbl = ? AND gid = ?"),
      arguments: [table.name, row]
    ).map { note in
      let names = ValueText.decode(note["columns"]) ?? []
      let cells = ValueText.decode(note["cells"]) ?? []
      return zip(names, cells).reduce(into: [:]) { known, cell in
        if case .text(let name) = cell.0, let place = places[name] { known[place] = cell.1 }
      }
    }
  }
}
