import GRDB
import Merge
import Records

/// What a person may want to look at: losers of conflicts, changes that could not be placed.
extension TableMerge {
  /// Keeps the loser of a decision in the same commit as the decision.
  func keep(_ conflict: Conflict, of row: RowID) throws {
    let columns = conflict.columns.map { ValueText.string(table.sync.columns[$0].name) }
    try db.execute(
      sql: """
        INSERT INTO sync_conflict(seq, device, tbl, gid, kind, columns, base, winner, loser,
          winner_is_pc, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        Int64(commit.sequence), request.device, table.name, row, conflict.kind.rawValue,
        "[" + columns.joined(separator: ",") + "]", ValueText.encode(conflict.base),
        ValueText.encode(conflict.winner), ValueText.encode(conflict.loser), conflict.winnerIsPC,
        conflict.kind.isSettled ? "settled" : "open",
      ])
  }

  /// Marks one staged row as not to be placed.
  func quarantine(_ row: RowID, _ detail: String, _ reason: Reason = .constraint) throws {
    try settle(row, .quarantine)
    try db.execute(
      sql: "UPDATE \(table.stage) SET detail = ? WHERE gid = ?",
      arguments: [reason.rawValue + (detail.isEmpty ? "" : " " + detail), row])
  }

  /// Writes every change that could not be placed where it is durable; the number written.
  func storeQuarantine() throws -> Int {
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM \(table.stage) WHERE verdict = ? ORDER BY gid",
      arguments: [Stage.quarantine.rawValue])
    for row in rows {
      let change = staged.change(row)
      let cells = change.cells.sorted { $0.key < $1.key }.map { column, cell in
        ValueText.string(table.sync.columns[column].name) + ":"
          + ValueText.encode([cell.base, cell.new])
      }
      let words = (row["detail"] as String? ?? "").split(separator: " ", maxSplits: 1)
      try db.execute(
        sql: """
          INSERT INTO sync_quarantine(seq, device, incarnation, number, tbl, gid, kind, cells,
            reason, detail, blocks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
          """,
        arguments: [
          Int64(commit.sequence), request.device, origin, Int64(change.dot.number), table.name,
          change.row, change.kind.rawValue, "{" + cells.joined(separator: ",") + "}",
          words.first.map(String.init) ?? "", words.dropFirst().first.map(String.init) ?? "",
        ])
    }
    return rows.count
  }
}
