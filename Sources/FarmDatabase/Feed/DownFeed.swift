import GRDB
package import Records

/// Rows of one table for a pocket, all of one commit, in the order of their identities.
package struct FeedRows: Sendable, Hashable {
  /// Index of the table in the schema.
  package var table: Int
  /// The commit that wrote them.
  package var sequence: UInt64
  /// Identities.
  package var rows: [RowID]
  /// True for a tombstone; beside `rows`.
  package var deleted: [Bool]
  /// A list of values for each column of the table; beside `rows`.
  package var columns: [[Value]]
  /// Where the feed stands after these rows.
  package var cursor: FeedCursor
}

extension FarmDatabase {
  /// Gives the pocket all it has not: ordered by commit, table, row; the cursor at the end.
  package func feed(
    to incarnation: UInt64, from cursor: FeedCursor, rowLimit: Int,
    _ give: (FeedRows) throws -> Void
  ) throws -> FeedCursor {
    try queue.inDatabase { db in
      var end = cursor
      try db.inTransaction(.deferred) {
        let feed = DownFeed(
          db: db, tables: tables, origin: Int64(bitPattern: incarnation), rowLimit: rowLimit,
          firstRecent: try firstRecentCommit(db))
        end = try feed.run(from: cursor, give)
        return .commit
      }
      return end
    }
  }

  /// The first commit that `FeedHistory.recent` still reaches; preparing counts as long ago.
  private func firstRecentCommit(_ db: Database) throws -> Int64 {
    let oldest = Int64(Clock.milliseconds) - Int64(recentDays) * 86_400_000
    return try Int64.fetchOne(
      db,
      sql: "SELECT ifnull(min(seq), 0) FROM sync_commit WHERE kind <> 'prepare' AND wall >= ?",
      arguments: [oldest]) ?? 0
  }
}

struct DownFeed {
  let db: Database
  let tables: [ResolvedTable]
  /// The pocket whose own rows it has already.
  let origin: Int64
  let rowLimit: Int
  let firstRecent: Int64

  func run(from cursor: FeedCursor, _ give: (FeedRows) throws -> Void) throws -> FeedCursor {
    for sequence in try commits(from: cursor) {
      for index in tables.indices where tables[index].sync.direction != .fromPocket {
        var after: RowID?
        if sequence == cursor.sequence {
          if UInt32(index) < cursor.table { continue }
          if UInt32(index) == cursor.table { after = cursor.row }
        }
        try giveRows(of: sequence, index, after: after, give)
      }
    }
    let tail = try CommitChain.tail(db)?.sequence ?? 0
    return max(cursor, FeedCursor(after: tail))
  }

  /// The commits that rows of any table still carry, from the cursor's own on.
  private func commits(from cursor: FeedCursor) throws -> [UInt64] {
    let first = cursor.table == FeedCursor.wholeCommit ? cursor.sequence + 1 : cursor.sequence
    let selects = tables.map { "SELECT rev FROM \($0.image) WHERE rev >= \(first)" }
    guard !selects.isEmpty else { return [] }
    return try Int64.fetchAll(db, sql: selects.joined(separator: " UNION ") + " ORDER BY 1")
      .map(UInt64.init)
  }

  private func giveRows(
    of sequence: UInt64, _ index: Int, after start: RowID?, _ give: (FeedRows) throws -> Void
  ) throws {
    let table = tables[index]
    if table.history == .recent, firstRecent == 0 || Int64(sequence) < firstRecent { return }
    var after = start
    while true {
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM \(table.image) WHERE rev = ? AND (origin IS NULL OR origin <> ?)
            AND gid > ? ORDER BY gid LIMIT ?
          """,
        arguments: [Int64(sequence), origin, after ?? RowID(high: 0, low: 0), rowLimit])
      guard let last = rows.last else { return }
      let ids = rows.map { $0["gid"] as RowID }
      let columns = try table.sync.columns.enumerated().map { column, definition in
        try values(rows, column, definition)
      }
      try give(
        FeedRows(
          table: index, sequence: sequence, rows: ids, deleted: rows.map { $0["deleted"] },
          columns: columns,
          cursor: FeedCursor(sequence: sequence, table: UInt32(index), row: last["gid"])))
      guard rows.count == rowLimit else { return }
      after = ids.last
    }
  }

  /// Keys that SQLite handed out travel as identities.
  private func values(_ rows: [Row], _ column: Int, _ definition: SyncColumn) throws -> [Value] {
    let values = rows.map { $0["c\(column)"] as Value }
    guard let name = definition.reference, let parent = tables.first(where: { $0.name == name })
    else { return values }
    return try values.map { value in
      guard case .integer(let key) = value else { return .null }
      return try Value.fetchOne(
        db, sql: "SELECT gid FROM \(parent.image) WHERE k0 = ? ORDER BY deleted LIMIT 1",
        arguments: [key]) ?? .null
    }
  }
}
