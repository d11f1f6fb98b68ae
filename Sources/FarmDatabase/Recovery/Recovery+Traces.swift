import GRDB
import Records

/// What a recovery leaves: a repeated one finds it done, and the feed brings the rest.
extension Recovery {
  /// Names the commits of the pocket's branch, for the pockets that bring other parts of it.
  func noteBranch(_ commit: CommitStamp) throws {
    try db.execute(
      sql: """
        INSERT INTO sync_lost_branch SELECT \(commit.sequence), seq, nonce FROM temp.sync_branch
        """)
  }

  /// Remembers which lost version each row came back from.
  func tag(_ table: ResolvedTable, _ commit: CommitStamp) throws {
    try db.execute(
      sql: """
        INSERT INTO sync_lost
        SELECT \(SQLText.text(table.name)), gid, \(commit.sequence), seq, nonce
        FROM \(table.lost) WHERE skip = 0
        """)
  }

  /// A row that is not here gets a tombstone: it was deleted, or it waits in the quarantine.
  ///
  /// What a deleted row had held nobody knows yet: its cells are empty until a pocket shows them.
  func bury(_ table: ResolvedTable, _ commit: CommitStamp) throws {
    var (name, key) = ("", "")
    if table.sync.identity == .surrogate {
      let own = SQLText.quoted(table.key[0])
      name = ", k0"
      key = """
        , max(ifnull((SELECT max(\(own)) FROM \(table.sql)), 0),
          ifnull((SELECT max(k0) FROM \(table.image)), 0)) + row_number() OVER (ORDER BY l.gid)
        """
    }
    try db.execute(
      sql: """
        INSERT INTO \(table.image)(gid, rev, deleted, origin\(name))
        SELECT l.gid, \(commit.sequence), 1, NULL\(key) FROM \(table.lost) l
        WHERE NOT EXISTS (SELECT 1 FROM \(table.image) s WHERE s.gid = l.gid)
        """)
  }

  /// Fills empty tombstones with what the rows had held before, where this pocket still has it.
  func fillTombstones(_ table: ResolvedTable) throws {
    guard !table.columns.isEmpty else { return }
    let columns = table.sync.columns.indices
    let set = columns.map { column in
      guard let parent = table.references[column] else { return "c\(column) = l.c\(column)" }
      return "c\(column) = (SELECT r.k0 FROM \(parent) r WHERE r.gid = l.c\(column))"
    }
    let isEmpty = columns.map { "s.c\($0) IS NULL" }.joined(separator: " AND ")
    try db.execute(
      sql: """
        UPDATE \(table.image) AS s SET \(set.joined(separator: ", ")) FROM \(table.lost) l
        WHERE l.gid = s.gid AND l.skip = 1 AND l.deleted = 0 AND s.deleted = 1 AND \(isEmpty)
        """)
  }

  /// Stamps rows that the feed would leave out and that the pocket has in another version.
  func touch(_ table: ResolvedTable, _ commit: CommitStamp) throws {
    let stale = try staleOnPocket(table)
    try PastVersions.keep(db, of: table, until: commit.sequence, where: stale)
    try db.execute(
      sql: "UPDATE \(table.image) AS s SET rev = \(commit.sequence), origin = NULL WHERE \(stale)")
  }

  /// The condition on image rows `s` that the pocket has otherwise and that its feed leaves out.
  func staleOnPocket(_ table: ResolvedTable) throws -> String {
    var last = Int64(lost.branch.common)
    if table.history == .recent {
      let recent = try farm.firstRecentCommit(db)
      last = recent == 0 ? .max : max(last, recent - 1)
    }
    let differ = zip(table.sync.columns.indices, table.travelling("s")).map { column, cell in
      " OR NOT (\(SQLText.same("l.c\(column)", cell)))"
    }.joined()
    return """
      s.rev <= \(last) AND EXISTS (SELECT 1 FROM \(table.lost) l WHERE l.gid = s.gid
        AND (l.deleted <> s.deleted OR (s.deleted = 0 AND (0\(differ)))))
      """
  }
}
