import GRDB
import Records

/// Finds what the farm program wrote to one table since our image of it, by comparing the two.
///
/// Cells compare by storage class and bytes: no affinity (`+`), no collation of the farm's.
struct Capture {
  let table: ResolvedTable
  let commit: UInt64

  /// True where at least one row differs; stops at the first.
  func differs(_ db: Database) throws -> Bool {
    for condition in [added, changed, removed] {
      let sql = "SELECT EXISTS(SELECT 1 \(condition))"
      if try Bool.fetchOne(db, sql: sql) == true { return true }
    }
    return false
  }

  /// Rows that differ.
  func count(_ db: Database) throws -> Int {
    try [added, changed, removed].reduce(0) { total, condition in
      total + (try Int.fetchOne(db, sql: "SELECT count(*) \(condition)") ?? 0)
    }
  }

  /// Brings the image up to the table, stamped with the commit; the number of rows that differed.
  func run(_ db: Database) throws -> Int {
    try remove(db) + update(db) + add(db)
  }

  private func add(_ db: Database) throws -> Int {
    // A row that was deleted and is there again replaces its tombstone.
    if table.sync.identity != .surrogate {
      try keepPast(
        db, "s.deleted = 1 AND EXISTS (SELECT 1 FROM \(table.sql) u WHERE \(table.joins("u", "s")))"
      )
    }
    let key = table.sync.identity == .surrogate ? "k0, " : ""
    let keyValue = table.sync.identity == .surrogate ? "u.\(SQLText.quoted(table.key[0])), " : ""
    let names = SQLText.list(table.sync.columns.count) { "c\($0)" }
    let values = table.columns.map { "u.\($0)" }.joined(separator: ", ")
    let revive = table.sync.columns.indices.map { "c\($0) = excluded.c\($0)" }
    try db.execute(
      sql: """
        INSERT INTO \(table.image)(gid, rev, deleted, origin, \(key)\(names))
        SELECT \(table.mintsIdentity("u")), \(commit), 0, NULL, \(keyValue)\(values) \(added)
        ON CONFLICT(gid) DO UPDATE SET rev = excluded.rev, deleted = 0, origin = NULL,
          \(revive.joined(separator: ", "))
        """)
    return db.changesCount
  }

  private func update(_ db: Database) throws -> Int {
    let values = table.columns.enumerated().map { "c\($0) = u.\($1)" }.joined(separator: ", ")
    try keepPast(
      db,
      """
      s.deleted = 0 AND EXISTS (SELECT 1 FROM \(table.sql) u
        WHERE \(table.joins("u", "s")) AND (\(cellsDiffer)))
      """)
    try db.execute(
      sql: """
        UPDATE \(table.image) AS s SET rev = \(commit), origin = NULL, \(values)
        FROM \(table.sql) u WHERE \(table.joins("u", "s")) AND s.deleted = 0 AND (\(cellsDiffer))
        """)
    return db.changesCount
  }

  private func remove(_ db: Database) throws -> Int {
    let gone = """
      s.deleted = 0 AND NOT EXISTS (SELECT 1 FROM \(table.sql) u WHERE \(table.joins("u", "s")))
      """
    try keepPast(db, gone)
    try db.execute(
      sql: """
        UPDATE \(table.image) AS s SET rev = \(commit), origin = NULL, deleted = 1 WHERE \(gone)
        """)
    return db.changesCount
  }

  private func keepPast(_ db: Database, _ condition: String) throws {
    try PastVersions.keep(db, of: table, until: commit, where: condition)
  }

  private var added: String {
    """
    FROM \(table.sql) u WHERE \(hasIdentity)NOT EXISTS
      (SELECT 1 FROM \(table.image) s WHERE \(table.joins("u", "s")) AND s.deleted = 0)
    """
  }

  /// A row without a whole key has no identity: it is in every copy, and never travels.
  private var hasIdentity: String {
    let key = table.key.map { "u.\(SQLText.quoted($0))" }
    switch table.sync.identity {
    case .own:
      return "typeof(\(key[0])) = 'blob' AND length(\(key[0])) = \(RowID.byteCount) AND "
    case .natural: return key.map { "\($0) IS NOT NULL AND " }.joined()
    case .surrogate: return ""
    }
  }

  private var changed: String {
    """
    FROM \(table.sql) u JOIN \(table.image) s ON \(table.joins("u", "s"))
    WHERE s.deleted = 0 AND (\(cellsDiffer))
    """
  }

  private var removed: String {
    """
    FROM \(table.image) s WHERE s.deleted = 0
      AND NOT EXISTS (SELECT 1 FROM \(table.sql) u WHERE \(table.joins("u", "s")))
    """
  }

  private var cellsDiffer: String {
    guard !table.columns.isEmpty else { return "0" }
    return table.columns.enumerated().map { index, column in
      let differs = "(+u.\(column) COLLATE BINARY) IS NOT s.c\(index)"
      // Elsewhere the column itself makes one class of 1 and 1.0.
      guard table.sync.columns[index].affinity == "BLOB" else { return differs }
      return differs + " OR typeof(u.\(column)) <> typeof(s.c\(index))"
    }.joined(separator: " OR ")
  }
}

extension FarmDatabase {
  /// Captures every table that takes part; a commit only where something differed.
  func captureAll(_ db: Database) throws -> (commit: CommitStamp, rows: Int)? {
    let differing = try tables.filter { try Capture(table: $0, commit: 0).differs(db) }
    guard !differing.isEmpty else { return nil }
    let commit = try CommitChain.append(db, .capture, in: surroundings)
    let rows = try differing.reduce(0) { rows, table in
      rows + (try Capture(table: table, commit: commit.sequence).run(db))
    }
    return (commit, rows)
  }

  /// Takes in what the farm program wrote since the last commit; the number of rows.
  package func capture() throws(FarmDatabaseError) -> Int {
    try write { db in try captureAll(db)?.rows ?? 0 }
  }
}
