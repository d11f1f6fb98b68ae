import GRDB
import Merge
import Records

/// Reads staged changes back as values, for the few rows that need more than sets.
struct StagedRows {
  let table: ResolvedTable
  let index: Int
  let masks: [[Int]]
  let incarnation: UInt64

  /// Every change of one row, oldest first.
  func changes(_ db: Database, of row: RowID) throws -> [RowChange] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM \(table.stage) WHERE gid = ? ORDER BY number", arguments: [row]
    ).map(change)
  }

  func change(_ row: Row) -> RowChange {
    let columns = masks[row["mask"]]
    let cells = columns.map { ($0, CellChange(base: row["b\($0)"], new: row["v\($0)"])) }
    return RowChange(
      dot: Dot(
        incarnation: incarnation, number: UInt64(row["number"] as Int64), nonce: 0),
      kind: ChangeKind(rawValue: row["kind"])!, table: index, row: row["gid"], seen: 0,
      cells: Dictionary(uniqueKeysWithValues: cells))
  }

  /// Rows that a change waits for.
  func count(_ db: Database) throws -> Int {
    try Int.fetchOne(
      db, sql: "SELECT count(*) FROM \(table.stage) WHERE verdict <> ?",
      arguments: [TableMerge.Stage.decided.rawValue]) ?? 0
  }

  /// Notes what changes replace that the same commit put in place: the past keeps none of it.
  func noteReplaced(_ db: Database, in commit: CommitStamp) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT st.* FROM \(table.stage) st CROSS JOIN \(table.image) s
          ON s.gid = st.gid AND s.rev = ? WHERE st.kind = \(ChangeKind.update.rawValue)
          AND st.verdict <> \(TableMerge.Stage.decided.rawValue)
        """, arguments: [Int64(commit.sequence)])
    while let row = try rows.next() { try Superseded(db: db, table: table).note(change(row)) }
  }

  /// Folds every row that has more than one change into one; what goes to review for it.
  func fold(_ db: Database, _ stager: Stager) throws -> [(row: RowID, conflict: Conflict)] {
    var unseen: [(row: RowID, conflict: Conflict)] = []
    let rows = try RowID.fetchAll(
      db, sql: "SELECT gid FROM \(table.stage) GROUP BY gid HAVING count(*) > 1")
    for row in rows {
      let changes = try changes(db, of: row)
      let net = try net(db, changes)
      for change in changes.dropFirst() { try Superseded(db: db, table: table).note(change) }
      unseen += RowChange.unseen(in: changes).map { (row, $0) }
      try db.execute(sql: "DELETE FROM \(table.stage) WHERE gid = ?", arguments: [row])
      try stager.add(net)
    }
    return unseen
  }

  private func net(_ db: Database, _ changes: [RowChange]) throws -> RowChange {
    let cells = table.travelling("s").joined(separator: ", ")
    guard !table.columns.isEmpty,
      let image = try Row.fetchOne(
        db.cachedStatement(
          sql: "SELECT \(cells) FROM \(table.image) s WHERE s.gid = ? AND s.deleted = 0"),
        arguments: [changes[0].row])
    else { return RowChange.folded(changes) }
    let current = table.columns.indices.map { place -> Records.Value in image[place] }
    return RowChange.folded(changes, over: current, plan: table.plan)
  }
}
