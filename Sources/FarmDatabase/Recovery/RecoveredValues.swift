import GRDB
import Merge
import Records

extension FarmDatabase {
  /// Keeps for review what a recovery put aside; false where losers are not to be kept.
  func keepRecovered(
    _ db: Database, _ conflict: Conflict, of row: RowID, in table: ResolvedTable, device: RowID,
    _ commit: CommitStamp
  ) throws -> Bool {
    guard guards.contains(.losers) else { return false }
    try db.execute(
      sql: """
        INSERT INTO sync_conflict(seq, device, tbl, gid, kind, columns, base, winner, loser,
          winner_is_pc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        Int64(commit.sequence), device, table.name, row, conflict.kind.rawValue,
        table.names(conflict.columns), ValueText.encode(conflict.base),
        ValueText.encode(conflict.winner), ValueText.encode(conflict.loser), conflict.winnerIsPC,
      ])
    return true
  }

  /// True where the very same values were put aside before.
  func isKept(
    _ db: Database, _ conflict: Conflict, of row: RowID, in table: ResolvedTable
  ) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM sync_conflict
          WHERE tbl = ? AND gid = ? AND columns = ? AND loser = ?)
        """,
      arguments: [
        table.name, row, table.names(conflict.columns), ValueText.encode(conflict.loser),
      ]) ?? false
  }
}

extension ResolvedTable {
  /// The names of columns as the review tables hold them.
  func names(_ columns: [Int]) -> String {
    "[" + columns.map { ValueText.string(sync.columns[$0].name) }.joined(separator: ",") + "]"
  }
}
