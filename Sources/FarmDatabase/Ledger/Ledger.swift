import GRDB
package import Records

/// What may be lost without losing a record: the inbox, the sessions of each run, the copies made.
///
/// A file of its own beside the database, so that a dock without news leaves the farm's file alone.
/// Write-ahead mode with synchronous NORMAL: a killed program loses nothing. A power cut may lose
/// the newest entries: then the gate asks again and the pocket sends again. Copies are durable.
package final class Ledger {
  /// Where the ledger of a database is.
  package static func place(besideDatabase path: String) -> String { path + "-pocket-sync" }

  /// Where the file is.
  package let path: String
  let surroundings: Surroundings
  private let queue: DatabaseQueue

  /// Opens or creates the ledger of the database at `databasePath`.
  package init(
    besideDatabase databasePath: String, surroundings: Surroundings = .real
  ) throws(FarmDatabaseError) {
    let path = Self.place(besideDatabase: databasePath)
    self.path = path
    self.surroundings = surroundings
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(10)
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
        // Debian's SQLite zeroes what is deleted; a merged batch stands in the farm's file anyway.
        try db.execute(sql: "PRAGMA secure_delete = OFF")
        try db.execute(sql: Self.tables)
        try db.execute(sql: Self.measureTables)
        try Self.bringUpToDate(db)
      }
    } catch { throw Self.fault(error, path: path) }
  }

  /// What a ledger of an older program lacks, and what it has too much.
  private static func bringUpToDate(_ db: Database) throws {
    let counts =
      [("kept", "pretended")] + ["heard", "missed"].map { ("session_measure", "frames_\($0)") }
    for (table, column) in counts
    where try !db.columns(in: table).contains(where: { $0.name == column }) {
      try db.execute(sql: "ALTER TABLE \(table) ADD COLUMN \(column) INTEGER NOT NULL DEFAULT 0")
    }
    try db.execute(sql: "DROP TABLE IF EXISTS line")
  }

  private static let tables = """
    CREATE TABLE IF NOT EXISTS batch(device BLOB NOT NULL, incarnation INTEGER NOT NULL,
      first INTEGER NOT NULL, last INTEGER NOT NULL, nonce INTEGER NOT NULL, bytes BLOB NOT NULL,
      PRIMARY KEY(device, incarnation, first));
    CREATE TABLE IF NOT EXISTS lost(id INTEGER PRIMARY KEY, device BLOB NOT NULL,
      bytes BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS session(id INTEGER PRIMARY KEY, session BLOB NOT NULL UNIQUE,
      run BLOB NOT NULL, device BLOB NOT NULL, incarnation INTEGER NOT NULL,
      started INTEGER NOT NULL, finished INTEGER, last_on_pocket INTEGER NOT NULL,
      clock_skew INTEGER NOT NULL, seq INTEGER, nonce INTEGER);
    CREATE INDEX IF NOT EXISTS session_device ON session(device, id);
    CREATE TABLE IF NOT EXISTS medium(medium TEXT PRIMARY KEY, label TEXT NOT NULL,
      proven INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS kept(medium TEXT NOT NULL, generation INTEGER NOT NULL,
      seq INTEGER NOT NULL, nonce INTEGER NOT NULL, partial INTEGER NOT NULL,
      made INTEGER NOT NULL, pretended INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY(medium, generation));
    CREATE TABLE IF NOT EXISTS capture(id INTEGER PRIMARY KEY CHECK(id = 1), seq INTEGER NOT NULL,
      nonce INTEGER NOT NULL, state TEXT, schema INTEGER NOT NULL, day INTEGER NOT NULL,
      keyless TEXT NOT NULL);
    """

  func run<T>(_ body: (Database) throws -> T) throws(FarmDatabaseError) -> T {
    do { return try queue.inDatabase(body) } catch { throw Self.fault(error, path: path) }
  }

  /// What SQLite says of a ledger: its damage would pass for damage of the farm's database.
  private static func fault(_ error: any Error, path: String) -> FarmDatabaseError {
    switch FarmDatabaseError(error, path: path) {
    case .damaged(let detail): .ledgerDamaged(path: path, detail: detail)
    case .notADatabase: .ledgerDamaged(path: path, detail: "SQLITE_NOTADB")
    case let other: other
    }
  }
}

extension Row {
  /// A commit stored in the columns `seq` and `nonce`; nil where `seq` is NULL.
  var commitStamp: CommitStamp? {
    guard let sequence: Int64 = self["seq"] else { return nil }
    return CommitStamp(sequence: UInt64(sequence), nonce: UInt64(bitPattern: self["nonce"]))
  }
}
