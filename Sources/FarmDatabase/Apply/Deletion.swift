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
    try keepPast(condition, .delete)
    try db.execute(
      sql: """
        DELETE FROM \(table.sql) WHERE (\(key)) IN
          (SELECT \(staged) FROM \(table.stage) st WHERE \(condition))
        """)
    try db.execute(
      sql: """
        UPDATE \(table.image) AS s SET deleted = 1, rev = \(commit.sequence),
          origin = iif(s.rev <= \(request.feedSequence) OR s.origin = \(origin), \(origin), NULL)
        WHERE s.gid IN (SELECT st.gid FROM \(table.stage) st WHERE \(condition))
        """)
  }

  private func keepParents() throws -> Int {
    var kept = 0
    // A row that stays keeps what it points to in its own table.
    while case let more = try keepParentsOnce(), more > 0 { kept += more }
    return kept
  }

  private func keepParentsOnce() throws -> Int {
    var kept = 0
    let review = try ReviewWriter(self)
    for child in children {
      let isOwn = child.table.lowercased() == table.name.lowercased()
      let goes = zip(table.key, stageKey("q")).map { "c.\(SQLText.quoted($0)) = \($1)" }
      let stays =
        isOwn
        ? """
         AND NOT EXISTS (SELECT 1 FROM \(table.stage) q
          WHERE q.verdict = \(Stage.delete.rawValue) AND \(goes.joined(separator: " AND ")))
        """ : ""
      let pointing = zip(child.columns, child.parentColumns)
        .map { "c.\(SQLText.quoted($0)) = u.\(SQLText.quoted($1))" }.joined(separator: " AND ")
      let rows = try RowID.fetchAll(
        db,
        sql: """
          SELECT st.gid FROM \(table.stage) st JOIN \(table.sql) u ON \(joinsStage("u", "st"))
          WHERE st.verdict = \(Stage.delete.rawValue)
            AND EXISTS (SELECT 1 FROM \(SQLText.quoted(child.table)) c WHERE \(pointing)\(stays))
          """)
      for row in rows {
        try keepInPlace(row)
        try review.keep(
          Conflict(
            kind: .deletedOnPocket, columns: [], base: [], winner: [], loser: [],
            winnerIsPC: true), of: row)
      }
      kept += rows.count
    }
    return kept
  }

  /// The row stays, and the pocket that deleted it gets it again.
  func keepInPlace(_ row: RowID) throws {
    try db.execute(
      sql: "UPDATE \(table.stage) SET verdict = ? WHERE gid = ?",
      arguments: [Stage.write.rawValue, row])
    let one = "st.gid = x'\(row.hexadecimal)'"
    try keepPast(one, .delete)
    try refreshImage(one, .delete, origin: "NULL")
  }
}
