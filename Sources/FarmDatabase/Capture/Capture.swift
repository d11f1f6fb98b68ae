import GRDB
import Records

/// Brings our image of one table up to what the farm program made of it.
///
/// It looks at the rows named in `keys`, which the log or a comparison put there, or at all.
struct Capture {
  let table: ResolvedTable
  let commit: UInt64
  var isNamed = true

  /// True where at least one row differs; stops at the first.
  func differs(_ db: Database) throws -> Bool {
    for condition in [changed, added, removed] {
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
    let kept = try keepChanged(db)
    return try arePairs(db, changed: kept)
      ? updatePairs(db) : remove(db) + update(db) + add(db)
  }

  /// True where every named key is a row and a live image, so that nothing came or went.
  ///
  /// So many pairs that changed as there are keys prove it. Else one walk of both trees finds it
  /// out, which four that find nothing would do otherwise.
  private func arePairs(_ db: Database, changed: Int) throws -> Bool {
    guard isNamed, table.sync.identity == .own else { return false }
    let isProven = try Bool.fetchOne(
      db,
      sql: """
        SELECT count(*) = ? AND NOT EXISTS (SELECT 1 FROM \(table.ended)) FROM \(table.keys)
        """, arguments: [changed])
    if isProven == true { return true }
    return try Bool.fetchOne(
      db,
      sql: """
        SELECT count(*) = count(u.\(SQLText.quoted(table.key[0]))) AND count(*) = count(s.gid)
          AND NOT EXISTS (SELECT 1 FROM \(table.ended))
        FROM \(table.keys) k LEFT JOIN \(table.sql) u ON u.\(SQLText.quoted(table.key[0])) = k.k0
          LEFT JOIN \(table.image) s ON s.gid = k.k0 AND s.deleted = 0
        """) == true
  }

  private func add(_ db: Database) throws -> Int {
    // A row that was deleted and is there again replaces its tombstone.
    if table.sync.identity != .surrogate {
      try keepPast(
        db,
        """
        s.deleted = 1\(isNamed ? " AND " + table.isNamed(table.imageKey("s")) : "")
          AND EXISTS (SELECT 1 FROM \(table.sql) u WHERE \(table.joins("u", "s")))
        """)
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

  /// What differs has its version kept by then, and is not compared a second time.
  private func updatePairs(_ db: Database) throws -> Int {
    let names = SQLText.list(table.sync.columns.count) { "c\($0)" }
    let values = table.columns.map { "u.\($0)" }.joined(separator: ", ")
    try db.execute(
      sql: """
        UPDATE \(table.image) AS s SET rev = \(commit), origin = NULL, (\(names)) =
          (SELECT \(values) FROM \(table.sql) u WHERE \(table.joins("u", "s")))
        WHERE s.deleted = 0\(imageNamed) AND (s.rev = \(commit) OR EXISTS
          (SELECT 1 FROM \(table.past) p WHERE p.until = \(commit) AND p.gid = s.gid))
        """)
    return db.changesCount
  }

  /// Keeps the versions of the rows that differ; their number.
  private func keepChanged(_ db: Database) throws -> Int {
    try keepPast(
      db,
      """
      s.deleted = 0\(imageNamed) AND EXISTS (SELECT 1 FROM \(table.sql) u
        WHERE \(table.joins("u", "s")) AND (\(differs)))
      """)
    return db.changesCount
  }

  private func update(_ db: Database) throws -> Int {
    let values = table.columns.enumerated().map { "c\($0) = u.\($1)" }.joined(separator: ", ")
    try db.execute(
      sql: """
        UPDATE \(table.image) AS s SET rev = \(commit), origin = NULL, \(values)
        FROM \(table.sql) u
        WHERE \(table.findsImage("u", "s")) AND s.deleted = 0\(userNamed) AND (\(differs))
        """)
    return db.changesCount
  }

  private func remove(_ db: Database) throws -> Int {
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
    FROM \(table.sql) u WHERE \(table.hasIdentity("u"))\(userNamed) AND NOT EXISTS
      (SELECT 1 FROM \(table.image) s WHERE \(table.findsImage("u", "s")) AND s.deleted = 0)
    """
  }

  private var changed: String {
    """
    FROM \(table.sql) u JOIN \(table.image) s ON \(table.findsImage("u", "s"))
    WHERE s.deleted = 0\(userNamed) AND (\(differs))
    """
  }

  private var removed: String { "FROM \(table.image) s WHERE \(gone)" }

  private var gone: String {
    let ended = isNamed ? "s.gid IN (SELECT gid FROM \(table.ended)) OR " : ""
    return """
      s.deleted = 0\(imageNamed) AND (\(ended)NOT EXISTS
        (SELECT 1 FROM \(table.sql) u WHERE \(table.joins("u", "s"))))
      """
  }

  private var differs: String {
    isNamed
      ? "\(table.cellsDiffer) OR s.gid IN (SELECT gid FROM \(table.repointed))" : table.cellsDiffer
  }

  private var userNamed: String {
    isNamed ? " AND " + table.isNamed(table.userKey("u")) : ""
  }

  private var imageNamed: String {
    isNamed ? " AND " + table.isNamedImage("s") : ""
  }
}
