import GRDB
package import Records

/// What happened to a row in a commit.
package enum RowEvent: String, Sendable, Hashable, CaseIterable {
  /// It was not there before.
  case created
  /// Some of its cells changed.
  case changed
  /// It went.
  case deleted
  /// It had gone and came back.
  case broughtBack = "brought-back"
}

/// How many rows of a table a commit wrote.
package struct TableRows: Sendable, Hashable {
  /// The table.
  package var table: WordedName
  /// Its rows.
  package var rows: Int
}

/// One commit as people read it.
package struct HistoryEntry: Sendable, Hashable {
  /// Number, kind, pocket and time.
  package var author: Author
  /// The short name of the session; nil where it was none.
  package var session: String?
  /// Rows written, table by table, in the schema's order.
  package var tables: [TableRows]
  /// Review items that came up.
  package var conflicts: Int
  /// Differences that a policy of the profile settled.
  package var settled: Int
  /// Changes that could not be placed.
  package var quarantined: Int
  /// The first and the last commit that it took back; nil where it is no undo.
  package var undone: ClosedRange<UInt64>?
}

/// One cell that a commit changed.
package struct HistoryCell: Sendable, Hashable {
  /// The column.
  package var column: WordedName
  /// What stood before; nil where the row was not there.
  package var old: ShownValue?
  /// What stood after; nil where the row went.
  package var new: ShownValue?
}

/// What a commit did with one row.
package struct HistoryRow: Sendable, Hashable {
  /// Who did it.
  package var author: Author
  /// The table.
  package var table: WordedName
  /// The row.
  package var row: RowID
  /// What names the row.
  package var title: [ShownValue]
  /// What happened.
  package var event: RowEvent
  /// The cells that changed, in the schema's order.
  package var cells: [HistoryCell]
}

/// What one session or commit did.
package struct SessionHistory: Sendable, Hashable {
  /// Its commits, newest first.
  package var entries: [HistoryEntry]
  /// The rows that it wrote, parents first.
  package var rows: [HistoryRow]
  /// What was decided automatically, settled or open, in its order.
  package var reviews: [ReviewItem]
}

extension FarmDatabase {
  /// The newest commits, newest first.
  package func history(limit: Int) throws(FarmDatabaseError) -> [HistoryEntry] {
    try read { db in
      let tail = try CommitChain.tail(db)?.sequence ?? 0
      let first = tail - min(tail, UInt64(limit)) + 1
      return try HistoryReader(db: db, tables: tables)
        .entries(CommitRange(first: min(first, tail), last: tail))
    }
  }

  /// What one session or commit did, row by row, at most `limit` rows.
  package func history(
    ofSession name: String, limit: Int
  ) throws(FarmDatabaseError) -> SessionHistory {
    try read { db in
      let range = try CommitRange.find(db, name)
      let reader = HistoryReader(db: db, tables: tables)
      return SessionHistory(
        entries: try reader.entries(range), rows: try reader.rows(range, limit: limit),
        reviews: try ReviewReader(db: db, tables: tables).items(of: range, limit: limit))
    }
  }

  /// The versions of one row, newest first; `key` is its identity, its key or a word of its title.
  package func history(
    ofRecord key: String, in name: String, limit: Int
  ) throws(FarmDatabaseError) -> [HistoryRow] {
    try read { db in
      guard let table = tables.first(where: { $0.isCalled(name) }) else {
        throw ReviewFault.noSuchTable(name)
      }
      let rows = try RecordKey(db: db, table: table).find(key)
      guard rows.count < 2 else { throw ReviewFault.severalRecords(table: name, key: key) }
      guard let row = rows.first else { throw ReviewFault.noSuchRecord(table: name, key: key) }
      return try HistoryReader(db: db, tables: tables).versions(of: row, in: table, limit: limit)
    }
  }
}

/// Reads the past from images, replaced versions and commits.
struct HistoryReader {
  let db: Database
  let tables: [ResolvedTable]

  private var titles: RowTitle { RowTitle(db: db, tables: tables) }
  private var reviews: ReviewReader { ReviewReader(db: db, tables: tables) }

  /// Each commit of the range, newest first.
  func entries(_ range: CommitRange) throws -> [HistoryEntry] {
    let counts = try tables.map { try rowCounts(of: $0, range) }
    let conflicts = try commitCounts("sync_conflict", "state <> 'settled'", range)
    let settled = try commitCounts("sync_conflict", "state = 'settled'", range)
    let quarantined = try commitCounts("sync_quarantine", "1", range)
    return try Row.fetchAll(
      db,
      sql: """
        SELECT m.seq, m.kind AS commit_kind, m.wall, m.session, p.label FROM sync_commit m
        LEFT JOIN sync_peer p ON p.device = m.device
        WHERE m.seq BETWEEN ? AND ? ORDER BY m.seq DESC
        """, arguments: [Int64(range.first), Int64(range.last)]
    ).map { row in
      let author = ReviewReader.author(row)
      let written = zip(tables, counts).compactMap { table, counts in
        counts[author.commit].map { TableRows(table: table.worded, rows: $0) }
      }
      return HistoryEntry(
        author: author, session: (row["session"] as RowID?).map(SessionName.short),
        tables: written, conflicts: conflicts[author.commit] ?? 0,
        settled: settled[author.commit] ?? 0, quarantined: quarantined[author.commit] ?? 0,
        undone: try CommitRange.undone(db, by: author.commit).map { $0.first...$0.last })
    }
  }

  private func rowCounts(
    of table: ResolvedTable, _ range: CommitRange
  ) throws -> [UInt64: Int] {
    try counts(
      """
      SELECT rev, count(*) FROM (
        SELECT rev FROM \(table.image) WHERE rev BETWEEN \(range.first) AND \(range.last)
        UNION ALL SELECT rev FROM \(table.past)
          WHERE until > \(range.first) AND rev BETWEEN \(range.first) AND \(range.last))
      GROUP BY rev
      """)
  }

  private func commitCounts(
    _ table: String, _ condition: String, _ range: CommitRange
  ) throws -> [UInt64: Int] {
    try counts(
      """
      SELECT seq, count(*) FROM \(table)
      WHERE seq BETWEEN \(range.first) AND \(range.last) AND \(condition) GROUP BY seq
      """)
  }

  private func counts(_ sql: String) throws -> [UInt64: Int] {
    let pairs = try Row.fetchAll(db, sql: sql).map { (UInt64($0[0] as Int64), $0[1] as Int) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// The rows that the range wrote, parents first.
  func rows(_ range: CommitRange, limit: Int) throws -> [HistoryRow] {
    guard let author = try reviews.author(of: range.last) else { return [] }
    var found: [HistoryRow] = []
    for table in tables {
      for row in try range.rows(db, of: table) where found.count < limit {
        let versions = try RowVersions.fetch(db, table, of: row)
        guard let after = versions.after(range.last) else { continue }
        let before = versions.before(range.first)
        guard let told = try tell(before, after, of: row, in: table, author) else { continue }
        found.append(told)
      }
    }
    return found
  }

  /// The versions of a row, newest first.
  func versions(
    of row: RowID, in table: ResolvedTable, limit: Int
  ) throws -> [HistoryRow] {
    let versions = try RowVersions.fetch(db, table, of: row).all
    return try versions.indices.reversed().prefix(limit).compactMap { index in
      guard let author = try reviews.author(of: versions[index].commit) else { return nil }
      let before = index > 0 ? versions[index - 1] : nil
      return try tell(before, versions[index], of: row, in: table, author)
    }
  }

  private func tell(
    _ before: RowVersions.Version?, _ after: RowVersions.Version, of row: RowID,
    in table: ResolvedTable, _ author: Author
  ) throws -> HistoryRow? {
    let old = before.flatMap { $0.isDeleted ? nil : $0.values }
    let new = after.isDeleted ? nil : after.values
    let event: RowEvent
    switch (before, old, new) {
    case (nil, _, _?): event = .created
    case (_, nil, _?): event = .broughtBack
    case (_, _?, _?): event = .changed
    case (_, _?, nil): event = .deleted
    case (_, nil, nil): return nil
    }
    let cells = try table.sync.columns.indices.compactMap { column -> HistoryCell? in
      let values = (old?[column] ?? .null, new?[column] ?? .null)
      guard values.0 != values.1 else { return nil }
      return HistoryCell(
        column: table.worded(column),
        old: try old.map { try titles.shown($0[column], column: column, in: table) },
        new: try new.map { try titles.shown($0[column], column: column, in: table) })
    }
    return HistoryRow(
      author: author, table: table.worded, row: row, title: try titles.title(of: row, in: table),
      event: event, cells: cells)
  }
}
