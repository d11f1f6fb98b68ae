import GRDB
import Merge
import Records

/// Deletes last and children first, so that a parent is judged after its children went.
extension TableMerge {
  /// Deletes in sets; a row that still has children stays, for review. Gives the reviews made.
  func applyDeletes() throws -> Int {
    let kept = try keepParents()
    let all = "st.verdict = \(Stage.delete.rawValue)"
    if try inSavepoint({ try delete(all) }) == nil { return kept }
    let rows = try RowID.fetchAll(db, sql: "SELECT gid FROM \(table.stage) st WHERE \(all)")
    for row in rows {
      let refusal = try inSavepoint { try delete("st.gid = x'\(row.hexadecimal)'") }
      if let refusal { try quarantine(row, refusal) }
    }
    return kept
  }

  private func delete(_ condition: String) throws {
    let key = keyColumns.joined(separator: ", ")
    let staged = stageKey("st").joined(separator: ", ")
    try db.execute(
      sql: """
        DELETE FROM \(table.sql) WHERE (\(key)) IN
          (SELECT \(staged) FROM \(table.stage) st WHERE \(condition))
        """)
    try keepPast(condition)
    try db.execute(
      sql: """
        UPDATE \(table.image) AS s SET deleted = 1, rev = \(commit.sequence),
          origin = iif(s.rev <= \(request.feedSequence) OR s.origin = \(origin), \(origin), NULL)
        WHERE s.gid IN (SELECT st.gid FROM \(table.stage) st WHERE \(condition))
        """)
  }

  private func keepParents() throws -> Int {
    var kept = 0
    for child in children {
      let pointing = zip(child.columns, child.parentColumns)
        .map { "c.\(SQLText.quoted($0)) = u.\(SQLText.quoted($1))" }.joined(separator: " AND ")
      let rows = try RowID.fetchAll(
        db,
        sql: """
          SELECT st.gid FROM \(table.stage) st JOIN \(table.sql) u ON \(joinsStage("u", "st"))
          WHERE st.verdict = \(Stage.delete.rawValue)
            AND EXISTS (SELECT 1 FROM \(SQLText.quoted(child.table)) c WHERE \(pointing))
          """)
      for row in rows {
        try settle(row, .written)
        try refreshImage("st.gid = x'\(row.hexadecimal)'", origin: "NULL")
        try keep(
          Conflict(
            kind: .deletedOnPocket, columns: [], base: [], winner: [], loser: [],
            winnerIsPC: true), of: row)
        kept += 1
      }
    }
    return kept
  }
}
