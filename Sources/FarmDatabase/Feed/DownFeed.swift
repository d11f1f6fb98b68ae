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

  /// Where the feed stands after the row at `index`.
  package func cursor(after index: Int) -> FeedCursor {
    FeedCursor(sequence: sequence, table: UInt32(table), row: rows[index])
  }
}

/// All that a pocket has not: ordered by commit, table, row, read in pieces.
///
/// Each piece is a read of its own, so that a slow line never keeps the farm program waiting. Rows
/// that change meanwhile get a later commit than `end` and come with the next feed.
package final class DownFeed {
  /// Where the feed stands when it has given everything.
  package let end: FeedCursor

  private let farm: FarmDatabase
  private let origin: Int64
  private let rowLimit: Int
  private let firstRecent: Int64
  private var commits: ArraySlice<UInt64>
  private var position: FeedCursor

  fileprivate init(
    _ farm: FarmDatabase, _ db: Database, to incarnation: UInt64, from cursor: FeedCursor,
    rowLimit: Int
  ) throws {
    self.farm = farm
    origin = Int64(bitPattern: incarnation)
    self.rowLimit = rowLimit
    firstRecent = try farm.firstRecentCommit(db)
    let tail = try CommitChain.tail(db)?.sequence ?? 0
    end = max(cursor, FeedCursor(after: tail))
    position = cursor
    let first = cursor.table == FeedCursor.wholeCommit ? cursor.sequence + 1 : cursor.sequence
    // A probe of the index for each commit: a million rows of one commit are not read for it.
    let written = farm.tables.map { "EXISTS (SELECT 1 FROM \($0.image) WHERE rev = seq)" }
    commits =
      written.isEmpty
      ? []
      : try Int64.fetchAll(
        db,
        sql: """
          SELECT seq FROM sync_commit WHERE seq BETWEEN ? AND ?
            AND (\(written.joined(separator: " OR "))) ORDER BY seq
          """, arguments: [Int64(first), Int64(tail)]
      ).map(UInt64.init)[...]
  }

  /// The next rows, at least one and at most the row limit; nil at the end.
  package func next() throws(FarmDatabaseError) -> FeedRows? {
    try farm.read { db in
      while let sequence = commits.first {
        let isSame = position.sequence == sequence && position.table != FeedCursor.wholeCommit
        let start = isSame ? Int(position.table) : 0
        for index in farm.tables.indices.dropFirst(start) {
          let after = isSame && index == start ? position.row : RowID(high: 0, low: 0)
          guard let rows = try rows(db, of: sequence, index, after: after) else { continue }
          position = rows.cursor(after: rows.rows.count - 1)
          return rows
        }
        position = FeedCursor(after: sequence)
        commits.removeFirst()
      }
      return nil
    }
  }

  private func rows(
    _ db: Database, of sequence: UInt64, _ index: Int, after: RowID
  ) throws -> FeedRows? {
    let table = farm.tables[index]
    if table.sync.direction == .fromPocket { return nil }
    if table.history == .recent, firstRecent == 0 || Int64(sequence) < firstRecent { return nil }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT * FROM \(table.image) WHERE rev = ? AND (origin IS NULL OR origin <> ?)
          AND gid > ? ORDER BY gid LIMIT ?
        """, arguments: [Int64(sequence), origin, after, rowLimit])
    guard !rows.isEmpty else { return nil }
    return FeedRows(
      table: index, sequence: sequence, rows: rows.map { $0["gid"] },
      deleted: rows.map { $0["deleted"] },
      columns: try table.sync.columns.indices.map { try values(db, rows, table, $0) })
  }

  /// Keys that SQLite handed out travel as identities.
  private func values(
    _ db: Database, _ rows: [Row], _ table: ResolvedTable, _ column: Int
  ) throws -> [Value] {
    let values = rows.map { $0["c\(column)"] as Value }
    guard let parent = table.references[column] else { return values }
    return try values.map { value in
      guard case .integer(let key) = value else { return .null }
      return try Value.fetchOne(
        db, sql: "SELECT gid FROM \(parent) WHERE k0 = ? ORDER BY deleted LIMIT 1",
        arguments: [key]) ?? .null
    }
  }
}

extension FarmDatabase {
  /// What the pocket with this log has not, from `cursor` on.
  package func feed(
    to incarnation: UInt64, from cursor: FeedCursor, rowLimit: Int
  ) throws(FarmDatabaseError) -> DownFeed {
    try read { db in
      try DownFeed(self, db, to: incarnation, from: cursor, rowLimit: rowLimit)
    }
  }

  /// The first commit that `FeedHistory.recent` still reaches; preparing counts as long ago.
  func firstRecentCommit(_ db: Database) throws -> Int64 {
    let oldest = Int64(surroundings.nowMilliseconds) - Int64(recentDays) * 86_400_000
    return try Int64.fetchOne(
      db,
      sql: "SELECT ifnull(min(seq), 0) FROM sync_commit WHERE kind <> 'prepare' AND wall >= ?",
      arguments: [oldest]) ?? 0
  }
}
