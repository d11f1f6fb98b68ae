import GRDB
import Records

/// The keys that one capture looks at, in tables of the connection that nobody else sees.
struct TouchedKeys {
  let db: Database
  let tables: [ResolvedTable]

  static func create(_ db: Database, _ tables: [ResolvedTable]) throws {
    for table in tables {
      try db.execute(sql: "CREATE TABLE \(table.keys)(\(table.keyNames))")
      for list in [table.ended, table.repointed] {
        try db.execute(sql: "CREATE TABLE \(list)(gid BLOB PRIMARY KEY) WITHOUT ROWID")
      }
    }
  }

  func clear() throws {
    for table in tables {
      for list in [table.keys, table.ended, table.repointed] {
        try db.execute(sql: "DELETE FROM \(list)")
      }
    }
  }

  func isEmpty(_ table: ResolvedTable) throws -> Bool {
    try Bool.fetchOne(db, sql: "SELECT EXISTS(SELECT 1 FROM \(table.keys))") == false
  }

  func count(_ table: ResolvedTable) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table.keys)") ?? 0
  }

  /// Takes every key of the table from the log.
  func addLogged(_ table: ResolvedTable) throws {
    try db.execute(
      sql: """
        INSERT INTO \(table.keys) SELECT DISTINCT \(table.keyNames) FROM \(KeyLog.table)
        WHERE tbl = \(table.number)
        """)
  }

  /// SQLite hands the key of a deleted row out again: what was inserted where no row stood is
  /// another row, whatever it looks like. Children that point to the key point to the new one.
  func endReused(_ table: ResolvedTable) throws {
    guard table.sync.identity == .surrogate else { return }
    let inserted = KeyLogTrigger.Event.inserted.rawValue
    let rewritten = KeyLogTrigger.Event.rewritten.rawValue
    let deleted = KeyLogTrigger.Event.deleted.rawValue
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO \(table.ended) SELECT s.gid FROM \(table.image) s
        WHERE s.deleted = 0 AND s.k0 IN (SELECT k0 FROM (
          SELECT k0, op, lag(op) OVER log AS last, lag(op, 2) OVER log AS before
          FROM \(KeyLog.table) WHERE tbl = \(table.number)
          WINDOW log AS (PARTITION BY k0 ORDER BY seq))
        WHERE op = \(inserted) AND last IS NOT \(rewritten)
          AND NOT (last IS \(deleted) AND before IS \(rewritten)))
        """)
    guard db.changesCount > 0 else { return }
    for child in tables {
      for (column, image) in child.references where image == table.image {
        try follow(child, column, table)
      }
    }
  }

  private func follow(_ child: ResolvedTable, _ column: Int, _ parent: ResolvedTable) throws {
    // The identity of a natural key comes from its values, the parent's identity among them.
    let isOfKey = child.sync.identity == .natural && child.sync.key.contains(column)
    let list = isOfKey ? child.ended : child.repointed
    // From the few to the many, in this order.
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO \(list) SELECT s.gid FROM \(child.image) s
        WHERE s.deleted = 0 AND s.c\(column) IN (SELECT p.k0
          FROM \(parent.ended) e CROSS JOIN \(parent.image) p ON p.gid = e.gid)
        """)
    let key = child.imageKey("s").joined(separator: ", ")
    try db.execute(
      sql: """
        INSERT INTO \(child.keys) SELECT \(key)
        FROM \(list) e CROSS JOIN \(child.image) s ON s.gid = e.gid
        """)
  }

  /// How many rows have another identity than their key says.
  func endedCount() throws -> Int {
    try tables.reduce(0) { total, table in
      total + (try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table.ended)") ?? 0)
    }
  }

  /// The keys of a table; nil where they are more than `limit`.
  func fetch(_ table: ResolvedTable, limit: Int) throws -> [Row]? {
    let rows = try Row.fetchAll(db, sql: "SELECT * FROM \(table.keys) LIMIT \(limit + 1)")
    return rows.count > limit ? nil : rows
  }

  func add(_ rows: [Row], to table: ResolvedTable) throws {
    guard !rows.isEmpty else { return }
    let marks = SQLText.list(table.key.count) { _ in "?" }
    let statement = try db.makeStatement(sql: "INSERT INTO \(table.keys) VALUES (\(marks))")
    for row in rows { try statement.execute(arguments: StatementArguments(row.databaseValues)) }
  }
}
