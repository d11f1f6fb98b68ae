import GRDB
import Records

/// What a pocket gives back of a lost branch, in temporary tables until the merge.
final class LostStage {
  let branch: LostBranch
  private let db: Database
  private let tables: [ResolvedTable]
  private var statements: [Int: RawStatement] = [:]
  private var isSettled = false

  init(_ db: Database, _ tables: [ResolvedTable], _ branch: LostBranch) throws {
    self.db = db
    self.tables = tables
    self.branch = branch
    try db.execute(sql: RecoverySchema.branch)
    for table in tables { try db.execute(sql: RecoverySchema.tables(of: table)) }
    for stamp in branch.commits { try add(stamp) }
  }

  func add(_ row: LostRow) throws {
    precondition(!isSettled, "a lost row after the first change")
    if row.commit.nonce != 0 { try add(row.commit) }
    let statement = try statement(for: row.table)
    statement.bind(row.row, at: 1)
    statement.bind(.integer(Int64(row.commit.sequence)), at: 2)
    statement.bind(.integer(Int64(bitPattern: row.commit.nonce)), at: 3)
    statement.bind(.integer(row.values == nil ? 1 : 0), at: 4)
    for (column, value) in (row.values ?? []).enumerated() {
      statement.bind(value, at: Int32(5 + column))
    }
    try statement.run()
  }

  /// Works out, once, how far the branch of each earlier recovery is this pocket's own.
  func settle() throws {
    if isSettled { return }
    isSettled = true
    try db.execute(
      sql: """
        INSERT INTO temp.sync_shared SELECT b.at, max(b.seq) FROM sync_lost_branch b
        JOIN temp.sync_branch p ON p.seq = b.seq AND p.nonce = b.nonce GROUP BY b.at
        """)
  }

  private func add(_ stamp: CommitStamp) throws {
    try db.execute(
      sql: "INSERT OR IGNORE INTO temp.sync_branch VALUES (?, ?)",
      arguments: [Int64(stamp.sequence), Int64(bitPattern: stamp.nonce)])
  }

  private func statement(for table: Int) throws -> RawStatement {
    if let statement = statements[table] { return statement }
    let resolved = tables[table]
    let columns = resolved.sync.columns.indices.map { ", c\($0)" }.joined()
    let parameters = String(repeating: ", ?", count: resolved.sync.columns.count)
    let statement = try RawStatement(
      db,
      sql: """
        INSERT OR REPLACE INTO \(resolved.lost)(gid, seq, nonce, deleted\(columns))
        VALUES (?, ?, ?, ?\(parameters))
        """)
    statements[table] = statement
    return statement
  }
}
