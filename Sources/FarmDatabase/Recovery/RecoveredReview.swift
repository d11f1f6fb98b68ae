import Foundation
import GRDB
import Merge
import Records

/// Keeps for review every value that a recovery replaced and that no other decision names.
struct RecoveredReview {
  let recovery: Recovery
  let table: ResolvedTable
  let commit: CommitStamp

  /// The number of reviews made.
  func run() throws -> Int {
    let db = recovery.db
    let names = table.sync.columns.indices
    let cells = { (alias: String) in names.map { ", \(alias).c\($0)" }.joined() }
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT s.gid, p.deleted\(cells("p")), s.deleted\(cells("s"))
        FROM \(table.past) p JOIN \(table.image) s ON s.gid = p.gid
        WHERE p.until = ? ORDER BY p.gid
        """, arguments: [Int64(commit.sequence)])
    let width = names.count + 1
    var made = 0
    while let row = try rows.next() {
      guard case .live(let before) = row.state(at: 1, width) else { continue }
      let after = row.state(at: 1 + width, width)
      let known = try namedColumns(of: row[0])
      let columns = names.filter { column in
        !before[column].isNull && !known.contains(table.sync.columns[column].name)
          && (!after.isLive || after.values[column] != before[column])
      }
      if columns.isEmpty { continue }
      let conflict = Conflict(
        kind: .recovered, columns: columns, base: columns.map { before[$0] },
        winner: columns.map { after.isLive ? after.values[$0] : .null },
        loser: columns.map { before[$0] }, winnerIsPC: false)
      let kept = try recovery.farm.keepRecovered(
        db, conflict, of: row[0], in: table, device: recovery.request.device, commit)
      made += kept ? 1 : 0
    }
    return made
  }

  /// The columns that a decision of this commit names already.
  private func namedColumns(of row: RowID) throws -> Set<String> {
    let texts = try String.fetchAll(
      recovery.db, sql: "SELECT columns FROM sync_conflict WHERE seq = ? AND tbl = ? AND gid = ?",
      arguments: [Int64(commit.sequence), table.name, row])
    return Set(
      texts.flatMap { text in
        (ValueText.decode(text) ?? []).compactMap { value in
          if case .text(let name) = value { name } else { nil }
        }
      })
  }
}
