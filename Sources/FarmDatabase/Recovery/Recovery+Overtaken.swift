import GRDB
import Merge
import Records

/// Versions of the lost branch that came too late: a newer one came back before.
///
/// Whoever wrote the newer one need not have seen them. What was decided between the two was kept
/// for review on the lost branch and went with it: what only this pocket has is kept anew.
extension Recovery {
  /// What such versions had put in place since the common state and our branch never had.
  func overtaken() throws -> [RowChange] {
    try farm.tables.enumerated().flatMap { index, table in
      guard try mark(table) > 0 else { return [RowChange]() }
      return try overtaken(table, index)
    }
  }

  /// The mark is `skip` = 2; a version that came back itself has none.
  private func mark(_ table: ResolvedTable) throws -> Int {
    try db.execute(
      sql: """
        UPDATE \(table.lost) AS l SET skip = 2 WHERE skip = 1 AND deleted = 0
          AND NOT EXISTS (SELECT 1 FROM sync_commit k WHERE k.seq = l.seq AND k.nonce = l.nonce)
          AND EXISTS (SELECT 1 FROM sync_lost t JOIN temp.sync_shared h ON h.at = t.at
            WHERE t.tbl = \(SQLText.text(table.name)) AND t.gid = l.gid
              AND l.seq < t.seq AND l.seq <= h.shared)
        """)
    return db.changesCount
  }

  private func overtaken(_ table: ResolvedTable, _ index: Int) throws -> [RowChange] {
    let names = table.sync.columns.indices
    let versions = try versions(of: table)
    let groups =
      table.sync.groups
      + names.filter { !table.sync.groups.joined().contains($0) }.map { [$0] }
    let cells = names.map { ", c\($0)" }.joined()
    let rows = try Row.fetchAll(
      db, sql: "SELECT gid\(cells) FROM \(table.lost) WHERE skip = 2 ORDER BY gid")
    return rows.compactMap { row in
      let values = names.map { row[1 + $0] as Records.Value }
      let own = versions[row[0]] ?? []
      let known = own.first(where: \.isCommon)?.state.values ?? []
      let base = known.isEmpty ? names.map { _ in .null } : known
      let news = groups.filter { group in
        group.contains { values[$0] != base[$0] }
          && !own.contains { $0.state.isLive && $0.has(values, in: group) }
      }
      guard !news.isEmpty else { return nil }
      let cells = news.joined().map { ($0, CellChange(base: base[$0], new: values[$0])) }
      return RowChange(
        dot: Dot(incarnation: 0, number: 0, nonce: 0), kind: .update, table: index, row: row[0],
        seen: lost.branch.common, cells: Dictionary(uniqueKeysWithValues: cells))
    }
  }

  /// The common state of each marked row and all that our branch had since, as they travel.
  private func versions(of table: ResolvedTable) throws -> [RowID: [Version]] {
    let cells = { (alias: String) in table.travelling(alias).map { ", \($0)" }.joined() }
    let common = Int64(lost.branch.common)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT s.gid, s.rev <= \(common), s.deleted\(cells("s"))
        FROM \(table.lost) l JOIN \(table.image) s ON s.gid = l.gid WHERE l.skip = 2
        UNION ALL
        SELECT p.gid, p.rev <= \(common), p.deleted\(cells("p"))
        FROM \(table.past) p CROSS JOIN \(table.lost) l ON l.gid = p.gid AND l.skip = 2
        WHERE p.until > \(common)
        """)
    var versions: [RowID: [Version]] = [:]
    while let row = try rows.next() {
      versions[row[0], default: []].append(
        Version(isCommon: row[1], state: row.state(at: 2, table.sync.columns.count + 1)))
    }
    return versions
  }
}

/// A state that a row had on our branch.
private struct Version {
  let isCommon: Bool
  let state: RowState

  func has(_ values: [Value], in group: [Int]) -> Bool {
    group.allSatisfy { state.values[$0] == values[$0] }
  }
}
