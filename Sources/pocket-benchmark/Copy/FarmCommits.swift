import CSQLite

/// Commits of a farm program that depend on their number alone: a state can be made again.
final class FarmCommits {
  /// What it did, and what it waited for locks.
  struct Waits: Codable {
    var commits = 0
    var blockedSeconds = 0.0
    var longestSeconds = 0.0

    /// Without anybody beside it no lock takes so long.
    private static let noticedSeconds = 0.001

    mutating func add(_ seconds: Double) {
      commits += 1
      if seconds > Self.noticedSeconds { blockedSeconds += seconds }
      longestSeconds = max(longestSeconds, seconds)
    }
  }

  private static let patienceMilliseconds: Int32 = 60_000
  private let connection: OpaquePointer
  /// The newest commit of the database.
  private(set) var number = 0

  init(path: String) throws {
    var opened: OpaquePointer?
    guard sqlite3_open(path, &opened) == SQLITE_OK, let opened else {
      throw BenchmarkFault.sqlite("cannot open \(path)")
    }
    connection = opened
    sqlite3_busy_timeout(connection, Self.patienceMilliseconds)
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    sqlite3_prepare_v2(connection, "SELECT what FROM busy", -1, &statement, nil)
    guard sqlite3_step(statement) == SQLITE_ROW else { throw BenchmarkFault.sqlite("no commits") }
    number = Int(sqlite3_column_int64(statement, 0))
  }

  deinit { sqlite3_close(connection) }

  /// Some milk, a correction anywhere; the seconds that it waited for the lock.
  func commitNext() throws -> Double {
    number += 1
    let start = ContinuousClock.now
    try run("BEGIN IMMEDIATE")
    let waited = (ContinuousClock.now - start) / .seconds(1)
    try run(
      """
      INSERT INTO milk(cow, day, session, kg)
        VALUES (\(number % 300), '2026-05-22', 0, \(number % 40));
      UPDATE milk SET kg = kg + 1 WHERE id = 1 + \(number) * 982451653 % 100000;
      UPDATE busy SET what = \(number);
      """)
    // Its own fsync is no lock: a commit waits only where somebody reads.
    let closing = ContinuousClock.now
    sqlite3_busy_timeout(connection, 0)
    defer { sqlite3_busy_timeout(connection, Self.patienceMilliseconds) }
    if sqlite3_exec(connection, "COMMIT", nil, nil, nil) == SQLITE_OK { return waited }
    sqlite3_busy_timeout(connection, Self.patienceMilliseconds)
    try run("COMMIT")
    return waited + (ContinuousClock.now - closing) / .seconds(1)
  }

  private func run(_ sql: String) throws {
    guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else {
      throw BenchmarkFault.sqlite(String(cString: sqlite3_errmsg(connection)))
    }
  }
}
