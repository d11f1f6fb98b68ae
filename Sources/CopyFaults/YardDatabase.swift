package import Backup
import CSQLite
import Crypto
package import FarmDatabase
import Foundation
package import Records

/// The farm's database of a yard: rows by seed, and the newest commit in a table of its own.
package struct YardDatabase: Sendable {
  /// Where it lies.
  package let path: String

  /// A handle on what lies there.
  package init(path: String) { self.path = path }

  /// A new one of `rows` rows of 400 random bytes each.
  package func make(rows: Int, pageSize: Int = 4_096) throws {
    try run(
      """
      PRAGMA page_size = \(pageSize);
      CREATE TABLE record(id INTEGER PRIMARY KEY, body BLOB);
      CREATE TABLE newest(sequence INTEGER, nonce INTEGER);
      INSERT INTO newest VALUES (1, 11);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(rows))
      INSERT INTO record SELECT i, randomblob(400) FROM n;
      """)
  }

  /// Changes `rows` rows from `first` and moves the commit on.
  package func change(rows: Int, from first: Int) throws {
    try run(
      """
      BEGIN; UPDATE record SET body = randomblob(400) WHERE id >= \(first) AND id < \(first + rows);
      UPDATE newest SET sequence = sequence + 1, nonce = nonce + 31; COMMIT;
      """)
  }

  /// SHA-256 of the file as it lies there.
  package func digest() throws -> String { try Self.digest(path) }

  static func digest(_ path: String) throws -> String {
    let bytes = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
    return Hexadecimal.encode(SHA256.hash(data: bytes))
  }

  /// The newest commit.
  package func commit() throws(BackupError) -> CommitStamp {
    let connection = try open()
    defer { sqlite3_close(connection) }
    return try Self.commit(connection)
  }

  /// What the engine supplies: the lock, the proof of the commit, the pages.
  package func locked(
    scratchFolder: String, _ expected: CommitStamp,
    _ lend: (PageSource) throws(BackupError) -> Void
  ) throws(BackupError) {
    let connection = try open()
    defer { sqlite3_close(connection) }
    let code = sqlite3_exec(connection, "BEGIN IMMEDIATE", nil, nil, nil)
    guard code == SQLITE_OK else { throw .databaseBusy(code: code) }
    let found = try Self.commit(connection)
    guard found == expected else { throw .commitMoved(expected: expected, found: found) }
    let source: PageSource
    do throws(SnapshotError) {
      source = try PageSource(lockedBy: connection, scratchFolder: scratchFolder)
    } catch { throw .snapshot(error) }
    try lend(source)
  }

  /// What the engine supplies before the lock, where the pages can be had.
  package func glance(
    _ lend: (PageSource) throws(BackupError) -> Void
  ) throws(BackupError) {
    let connection = try open()
    defer { sqlite3_close(connection) }
    let source: PageSource?
    do throws(SnapshotError) {
      source = try PageSource(glancingAt: connection)
    } catch { throw .snapshot(error) }
    if let source { try lend(source) }
  }

  private func open() throws(BackupError) -> OpaquePointer {
    var connection: OpaquePointer?
    let code = sqlite3_open(path, &connection)
    guard code == SQLITE_OK, let connection else { throw .databaseBusy(code: code) }
    sqlite3_busy_timeout(connection, 10_000)
    return connection
  }

  private static func commit(_ connection: OpaquePointer) throws(BackupError) -> CommitStamp {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    sqlite3_prepare_v2(connection, "SELECT sequence, nonce FROM newest", -1, &statement, nil)
    let code = sqlite3_step(statement)
    guard code == SQLITE_ROW else { throw .databaseBusy(code: code) }
    return CommitStamp(
      sequence: UInt64(sqlite3_column_int64(statement, 0)),
      nonce: UInt64(sqlite3_column_int64(statement, 1)))
  }

  private func run(_ sql: String) throws {
    let connection = try open()
    defer { sqlite3_close(connection) }
    guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else {
      throw Violation("\(path): \(String(cString: sqlite3_errmsg(connection)))")
    }
  }
}
