import GRDB
import Merge
import Records

/// A change that had come back once, and whose row another pocket then brought in an older version.
extension RepeatedChanges {
  /// True where the row holds what the change replaced, since a recovery from a branch that has not
  /// the change: the change is newer, and goes forward as any other.
  func isNewer(_ change: RowChange, _ accepted: CommitStamp) throws -> Bool {
    guard change.kind != .delete else { return false }
    let table = farm.tables[change.table]
    let columns = change.cells.keys.sorted().filter {
      change.cells[$0]!.base != change.cells[$0]!.new
    }
    guard !columns.isEmpty, let since = try commitOfBases(change, columns, table) else {
      return false
    }
    return try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM sync_lost WHERE tbl = ?1 AND gid = ?2 AND at = ?3)
          AND NOT EXISTS (SELECT 1 FROM sync_lost t
            JOIN sync_lost_branch b ON b.at = t.at AND b.seq = ?4 AND b.nonce = ?5
            WHERE t.tbl = ?1 AND t.gid = ?2 AND t.at = ?3 AND t.seq >= ?4)
        """,
      arguments: [
        table.name, change.row, since, Int64(accepted.sequence), Int64(bitPattern: accepted.nonce),
      ]) ?? false
  }

  /// The commit since which the row has held the change's base values in `columns`, as far back as
  /// its first recovery; nil where it does not hold them.
  private func commitOfBases(
    _ change: RowChange, _ columns: [Int], _ table: ResolvedTable
  ) throws -> Int64? {
    let cells = { (alias: String) in
      columns.map { ", \(table.travelling(alias)[$0]) AS c\($0)" }.joined()
    }
    let versions = try Row.fetchCursor(
      db,
      sql: """
        SELECT s.rev, s.deleted\(cells("s")) FROM \(table.image) s WHERE s.gid = ?1
        UNION ALL
        SELECT * FROM (SELECT p.rev, p.deleted\(cells("p")) FROM \(table.past) p
          WHERE p.gid = ?1 AND p.until >
            (SELECT min(at) FROM sync_lost WHERE tbl = ?2 AND gid = ?1)
          ORDER BY p.until DESC)
        """, arguments: [change.row, table.name])
    var since: Int64?
    while let version = try versions.next() {
      let holds = columns.allSatisfy { column in
        let value: Records.Value = version["c\(column)"]
        return value == change.cells[column]!.base
      }
      guard holds, version["deleted"] == 0 else { break }
      since = version["rev"]
    }
    return since
  }
}
