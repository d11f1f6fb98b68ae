import GRDB
package import Records

/// A database that was rebuilt from a copy, as SQLite and the bookkeeping in it see it.
package struct CopiedDatabase {
  private let queue: DatabaseQueue
  private let path: String

  /// Opens the file; one of our own, as SQLite may write beside it.
  package init(path: String) throws(FarmDatabaseError) {
    try FarmDatabaseError.inspect(path: path)
    self.path = path
    do { queue = try DatabaseQueue(path: path) } catch {
      throw FarmDatabaseError(error, path: path)
    }
  }

  /// The newest commit; nil where there is none.
  package func commit() throws(FarmDatabaseError) -> CommitStamp? {
    try read { db in try CommitChain.tail(db) }
  }

  /// What SQLite's whole integrity check says; empty when it says ok.
  package func faults() throws(FarmDatabaseError) -> [String] {
    try read { db in
      try String.fetchAll(db, sql: "PRAGMA integrity_check(4)").filter { $0 != "ok" }
    }
  }

  /// The names of its tables but our own, in order.
  package func tables() throws(FarmDatabaseError) -> [String] {
    try read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 5) <> 'sync_'
          AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name
          """)
    }
  }

  /// The rows of a table; nil where the database has none of this name.
  package func rows(of table: String) throws(FarmDatabaseError) -> Int? {
    try read { db in
      guard let name = try CopiedTable.name(table, in: db) else { return nil }
      return try Int.fetchOne(db, sql: "SELECT count(*) FROM \(SQLText.quoted(name))")
    }
  }

  /// Conflicts and quarantined changes that nobody has decided yet.
  package func openReviews() throws(FarmDatabaseError) -> (conflicts: Int, quarantined: Int) {
    try read { db in try OpenReviews.count(db) }
  }

  /// Writes one table; the pieces go to `write` in order. Returns its rows, nil for no such table.
  package func dump(
    _ table: String, as format: TableFormat, to write: ([UInt8]) throws -> Void
  ) throws(FarmDatabaseError) -> Int? {
    try read { db in
      guard let table = try CopiedTable(named: table, in: db) else { return nil }
      return try TableDump(table: table, format: format).write(db, to: write)
    }
  }

  private func read<T>(_ body: (Database) throws -> T) throws(FarmDatabaseError) -> T {
    do { return try queue.read(body) } catch { throw FarmDatabaseError(error, path: path) }
  }
}

/// What waits for a person.
enum OpenReviews {
  static func count(_ db: Database) throws -> (conflicts: Int, quarantined: Int) {
    (
      try Int.fetchOne(db, sql: "SELECT count(*) FROM sync_conflict WHERE state = 'open'") ?? 0,
      try Int.fetchOne(db, sql: "SELECT count(*) FROM sync_quarantine WHERE state = 'open'") ?? 0
    )
  }
}
