import CSQLite

/// The write lock of a farm, held as any other program holds it.
/// Safe to share: SQLite serialises the calls of a connection.
final class FarmLock: @unchecked Sendable {
  private var connection: OpaquePointer?

  init(path: String) {
    if sqlite3_open(path, &connection) == SQLITE_OK {
      sqlite3_exec(connection, "BEGIN IMMEDIATE", nil, nil, nil)
    }
  }

  deinit { sqlite3_close(connection) }

  /// Harmless when repeated.
  func release() { sqlite3_exec(connection, "COMMIT", nil, nil, nil) }
}
