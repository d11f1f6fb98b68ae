import GRDB
import Merge
import Records

/// Takes up again what this database lost when it was set back, inside of the merge's transaction.
///
/// After capture and before the pocket's changes. A row that is as it was at the common commit goes
/// forward to the lost version; a row that changed since is merged three-way. Every value that is
/// replaced is kept for review. Rows that the pocket has and that did not come out as it has them
/// are stamped anew, so that the feed brings them.
struct Recovery {
  let farm: FarmDatabase
  let db: Database
  let request: MergeRequest
  let lost: LostStage

  /// Everything that came back; nil where all of it is here already.
  func run() throws -> (commit: CommitStamp, receipt: RecoveryReceipt)? {
    try lost.settle()
    for table in farm.tables {
      try relate(table)
      try fillTombstones(table)
    }
    guard try farm.tables.contains(where: needsCommit) else { return nil }
    let commit = try CommitChain.append(db, .recover, for: asNobody, in: farm.surroundings)
    try noteBranch(commit)
    let tables = farm.tables.map(\.forRecovery)
    for table in tables { try db.execute(sql: MetadataSchema.stage(of: table)) }
    let stager = try Stager(db, tables)
    for (index, table) in tables.enumerated() {
      try findCommonStates(table)
      try stage(table, index, stager)
    }
    let merged = try farm.mergeTables(db, asNobody, stager, commit, tables)
    var receipt = RecoveryReceipt()
    for (index, table) in farm.tables.enumerated() {
      receipt.rows += merged[index].applied
      receipt.reviews += merged[index].conflicts + merged[index].quarantined
      receipt.reviews += try RecoveredReview(recovery: self, table: table, commit: commit).run()
      try bury(table, commit)
      try touch(table, commit)
      try tag(table, commit)
    }
    return (commit, receipt)
  }

  /// What comes back is nobody's own change: it goes to every pocket, this one too.
  private var asNobody: MergeRequest {
    var request = request
    (request.incarnation, request.feedSequence) = (0, 0)
    (request.lastNumber, request.lastNonce) = (0, 0)
    return request
  }

  /// Says of each lost row whether it is in here already, and what it is to be compared with.
  private func relate(_ table: ResolvedTable) throws {
    let tags = """
      FROM sync_lost t JOIN temp.sync_shared h ON h.at = t.at
      WHERE t.tbl = \(SQLText.text(table.name)) AND t.gid = l.gid
      """
    try db.execute(
      sql: """
        UPDATE \(table.lost) AS l SET skip = 1 WHERE
          EXISTS (SELECT 1 FROM sync_commit k WHERE k.seq = l.seq AND k.nonce = l.nonce)
          OR EXISTS (SELECT 1 \(tags) AND l.seq <= t.seq AND l.seq <= h.shared);
        UPDATE \(table.lost) AS l SET base = ifnull(
          (SELECT t.at \(tags) AND t.seq <= h.shared ORDER BY t.seq DESC LIMIT 1),
          \(lost.branch.common));
        """)
  }

  private func needsCommit(_ table: ResolvedTable) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM \(table.lost) WHERE skip = 0)
          OR EXISTS (SELECT 1 FROM \(table.image) s WHERE \(try staleOnPocket(table)))
        """) ?? false
  }

  /// Fills the states that the lost versions are compared with, and those that our branch went
  /// through since, in the form that travels.
  private func findCommonStates(_ table: ResolvedTable) throws {
    let cells = table.travelling("p").map { ", \($0)" }.joined()
    let bases = try Int64.fetchAll(
      db, sql: "SELECT DISTINCT base FROM \(table.lost) WHERE skip = 0")
    for base in bases {
      let wanted = "l.gid = p.gid AND l.skip = 0 AND l.base = \(base)"
      try db.execute(
        sql: """
          INSERT OR IGNORE INTO \(table.common) SELECT p.gid, p.deleted\(cells)
          FROM \(table.lost) l JOIN \(table.image) p ON \(wanted) WHERE p.rev <= \(base);
          INSERT OR IGNORE INTO \(table.common) SELECT p.gid, p.deleted\(cells)
          FROM \(table.past) p CROSS JOIN \(table.lost) l ON \(wanted)
          WHERE p.until > \(base) AND p.rev <= \(base);
          INSERT INTO \(table.passed) SELECT p.gid, p.until\(cells)
          FROM \(table.past) p CROSS JOIN \(table.lost) l ON \(wanted)
          WHERE p.rev > \(base) AND p.deleted = 0;
          """)
    }
  }

  /// Versions of a row that our branch went through after the common state, whole or in part.
  private func passed(_ row: RowID, _ table: ResolvedTable) throws -> [[Int: Records.Value]] {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT * FROM \(table.passed) WHERE gid = ?"), arguments: [row])
    let versions = rows.map { row in
      let cells = table.sync.columns.indices.map { ($0, row["c\($0)"] as Records.Value) }
      return Dictionary(uniqueKeysWithValues: cells)
    }
    return try versions + Superseded(db: db, table: table).values(of: row)
  }

  private func stage(_ table: ResolvedTable, _ index: Int, _ stager: Stager) throws {
    let names = table.sync.columns.indices
    let plain = { (alias: String) in names.map { ", \(alias).c\($0)" }.joined() }
    let now = table.travelling("s").map { ", \($0)" }.joined()
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT l.gid, l.deleted\(plain("l")), b.deleted\(plain("b")), s.deleted\(now)
        FROM \(table.lost) l LEFT JOIN \(table.common) b ON b.gid = l.gid
          LEFT JOIN \(table.image) s ON s.gid = l.gid WHERE l.skip = 0 ORDER BY l.gid
        """)
    let width = table.sync.columns.count + 1
    var number: UInt64 = 0
    while let row = try rows.next() {
      guard
        var change = RecoveryRule.change(
          lost: row.state(at: 1, width), base: row.state(at: 1 + width, width),
          now: row.state(at: 1 + 2 * width, width), groups: table.sync.groups,
          passed: try passed(row[0], table))
      else { continue }
      // A natural key is the identity: it stands, and nothing may look as if it changed.
      if change.kind == .update, table.sync.identity == .natural {
        for column in table.sync.key { change.cells[column] = nil }
      }
      number += 1
      try stager.add(
        RowChange(
          dot: Dot(incarnation: 0, number: number, nonce: 0), kind: change.kind, table: index,
          row: row[0], seen: lost.branch.common, cells: change.cells))
    }
  }
}

extension Row {
  /// The state in a `deleted` column, NULL for no row, and the cells that follow it.
  func state(at place: Int, _ width: Int) -> RowState {
    guard let deleted: Bool = self[place] else { return .absent }
    let values = (1..<width).map { offset -> Records.Value in self[place + offset] }
    return deleted ? .deleted(values) : .live(values)
  }
}
