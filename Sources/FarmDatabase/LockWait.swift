import CSQLite
import GRDB
import Glibc

/// Waits for the farm program's lock by looking often, so that a gap between two commits is found.
///
/// SQLite's own wait looks ten times a second in the end: beside a program that never pauses that
/// starves. A look takes no lock, so the farm program does not notice it.
// Safe: it belongs to one connection, which one thread at a time uses.
final class LockWait: @unchecked Sendable {
  private static let lookMicroseconds: UInt32 = 100

  private let limit: Duration
  private var deadline = ContinuousClock.now
  private var connection: OpaquePointer?

  init(seconds: Int) { limit = .seconds(seconds) }

  /// Looks at the file of this connection from now on.
  func watch(_ db: Database) { connection = db.sqliteConnection }

  /// Returns once it is worth trying again; false where the limit is reached.
  func isWorthTrying(_ tries: Int) -> Bool {
    if tries == 0 { deadline = .now + limit }
    repeat {
      if .now >= deadline { return false }
      usleep(Self.lookMicroseconds)
    } while connection.map { pocket_sqlite_is_written($0) != 0 } ?? false
    return true
  }
}
