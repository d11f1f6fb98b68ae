import CSQLite
import Glibc

/// Questions to the connection that holds the lock; none of them changes anything.
struct LockedDatabase {
  let connection: OpaquePointer

  func path() throws(SnapshotError) -> String {
    guard let name = sqlite3_db_filename(connection, "main"), name[0] != 0 else {
      throw .notAFile
    }
    return String(cString: name)
  }

  func number(_ query: String) throws(SnapshotError) -> Int {
    try one(query) { Int(sqlite3_column_int64($0, 0)) }
  }

  func text(_ query: String) throws(SnapshotError) -> String {
    try one(query) { row in
      sqlite3_column_text(row, 0).map { String(cString: $0) } ?? ""
    }
  }

  private func one<Answer>(
    _ query: String, _ read: (OpaquePointer) -> Answer
  ) throws(SnapshotError) -> Answer {
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v2(connection, query, -1, &statement, nil)
    guard code == SQLITE_OK, let statement else { throw .sqlite(code: code) }
    defer { sqlite3_finalize(statement) }
    let step = sqlite3_step(statement)
    guard step == SQLITE_ROW else { throw .sqlite(code: step) }
    return read(statement)
  }

  /// With the write lock held nobody can append, so an empty log means: the main file is all.
  func hasEmptyLog(_ path: String) -> Bool {
    var status = stat()
    guard stat(path + "-wal", &status) == 0 else { return errno == ENOENT }
    return status.st_size == 0
  }

  /// True where nothing was written for longer than any file system's clock takes for one tick.
  func isAtRest(_ path: String) -> Bool {
    var status = stat()
    var now = timespec()
    guard stat(path, &status) == 0, clock_gettime(CLOCK_REALTIME, &now) == 0 else { return false }
    return now.tv_sec - status.st_mtim.tv_sec > Self.restSeconds
  }

  private static let restSeconds = 3

  /// Where the file lies, when it last changed, and SQLite's own header with its counters.
  func stateText(_ path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    var header = [UInt8](repeating: 0, count: 100)
    let code = header.withUnsafeMutableBytes {
      pocket_sqlite_read_main(connection, $0.baseAddress, Int32($0.count), 0)
    }
    guard code == SQLITE_OK else { return nil }
    let facts: [Int] = [
      Int(bitPattern: UInt(status.st_dev)), Int(bitPattern: UInt(status.st_ino)),
      Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
      status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
    ]
    return facts.map(String.init).joined(separator: " ") + " "
      + header.map { String($0) }.joined(separator: ",")
  }
}
