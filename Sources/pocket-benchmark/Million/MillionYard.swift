import CSQLite
import Crypto
import Foundation
import Glibc
import SecureChannel

/// A farm, a pocket and the cable between them, all of it the real programs in one folder.
struct MillionYard {
  /// How a dock is broken off; each leaves more in the inbox than was there.
  enum Cut: CaseIterable {
    case pocketDies, pcIsKilled, pocketDiesAgain

    var words: String {
      switch self {
      case .pocketDies: "the pocket dies"
      case .pcIsKilled: "the PC's program is killed"
      case .pocketDiesAgain: "the pocket dies again"
      }
    }
  }

  /// What one run of both programs took.
  struct Dock {
    var seconds: Double
    var isDone = true
    var peakOfPC = 0.0
    var peakOfPocket = 0.0
    /// What passed over TCP, both ways counted.
    var bytes = 0
  }

  /// Each must be 0 in the end: the statement and the file it is asked of.
  static let nothingLeft = [
    ("SELECT count(*) FROM sync_quarantine", "farm.sqlite"),
    ("SELECT count(*) FROM sync_conflict", "farm.sqlite"),
    ("SELECT count(*) FROM batch", "farm.sqlite-pocket-sync"),
  ]

  let folder: String
  private static let examples = 200
  /// Less than a quarter of what a row takes on the line, so that three cuts leave something.
  private static let bytesARow = 24
  private static let waitMicroseconds: UInt32 = 2_000

  /// Prepares a farm with a few rows, so that the pocket knows what such rows look like.
  init(folder: String) throws {
    self.folder = folder
    let farm = BenchmarkDock(path: folder + "/farm.sqlite")
    try farm.execute(Self.schema)
    let profile = folder + "/profile.json"
    try Data(Self.profile.utf8).write(to: URL(fileURLWithPath: profile))
    let made = try WatchedProgram(
      "pocket-sync", ["init", farm.path, "--profile", profile], in: folder
    ).finish()
    guard made.status == 0, try pair() == 0, try dock(nil, rows: 0).isDone else {
      throw BenchmarkFault.step("init")
    }
  }

  /// Makes the two known to each other; the status of `pocket-sync`.
  private func pair() throws -> Int32 {
    let key = PrintedKey().text
    let pocket = try WatchedProgram(
      "pocket-simulator",
      ["--farm", folder + "/pocket", "--tcp", "0", "--printed-key", key], in: folder)
    defer {
      pocket.kill()
      _ = try? pocket.finish()
    }
    guard let address = try pocket.line(with: "tcp ") else { throw BenchmarkFault.step("pocket") }
    let pc = try WatchedProgram(
      "pocket-sync", ["pair", "--pocket", "tcp:" + address.dropFirst(4), "--key", key], in: folder)
    return try pc.finish().status
  }

  /// Makes so many new rows on the pocket.
  func work(_ rows: Int) throws -> Dock {
    let start = ContinuousClock.now
    let pocket = try WatchedProgram(
      "pocket-simulator", ["--farm", folder + "/pocket", "--records", "\(rows)", "--seed", "7"],
      in: folder)
    guard try pocket.finish().output == "records \(rows)\n" else {
      throw BenchmarkFault.step("records")
    }
    return Dock(
      seconds: (ContinuousClock.now - start) / .seconds(1), peakOfPocket: pocket.peakMebibytes)
  }

  /// One dock over TCP, to its end or broken off.
  func dock(_ cut: Cut?, rows: Int) throws -> Dock {
    var bytes = 0
    var arguments = [
      "--farm", folder + "/pocket", "--tcp", "0", "--sessions", "1", "--count-bytes",
    ]
    if cut == .pocketDies || cut == .pocketDiesAgain {
      bytes = rows * Self.bytesARow
      arguments += ["--cut-after", "\(bytes)"]
    }
    let pocket = try WatchedProgram("pocket-simulator", arguments, in: folder)
    defer {
      pocket.kill()
      // The next one must find the pocket's folder free.
      _ = try? pocket.finish()
    }
    guard let address = try pocket.line(with: "tcp ") else { throw BenchmarkFault.step("pocket") }
    let start = ContinuousClock.now
    // There is no inbox before the first dock.
    let before = cut == nil ? 0 : try received()
    let pc = try WatchedProgram(
      "pocket-sync", ["--pocket", "tcp:" + address.dropFirst(4)], in: folder)
    if cut == .pcIsKilled {
      while pc.isRunning, try received() < before + rows / 5 { usleep(Self.waitMicroseconds) }
      pc.kill()
    }
    let status = try pc.finish().status
    // A pocket that was served puts its journal in order before it ends; one that was left says
    // what had passed. Who dies says nothing: it died after so many bytes.
    if cut == nil || cut == .pcIsKilled {
      guard let line = try pocket.line(with: "bytes ") else { throw BenchmarkFault.step("bytes") }
      bytes = Int(line.dropFirst(6)) ?? 0
    }
    if cut == nil { _ = try pocket.finish() }
    return Dock(
      seconds: (ContinuousClock.now - start) / .seconds(1), isDone: status == 0,
      peakOfPC: pc.peakMebibytes, peakOfPocket: pocket.peakMebibytes, bytes: bytes)
  }

  /// Rows of the pocket that stand in the farm's table.
  func arrived() throws -> Int {
    try number("SELECT count(*) - \(Self.examples) FROM record", "farm.sqlite")
  }

  /// Changes that stand in the inbox.
  func received() throws -> Int {
    try number("SELECT ifnull(sum(last - first + 1), 0) FROM batch", "farm.sqlite-pocket-sync")
  }

  func merges() throws -> Int {
    try number("SELECT count(*) FROM sync_commit WHERE kind = 'merge'", "farm.sqlite")
  }

  /// What the pocket says of its own rows.
  func pocketDigest() throws -> String {
    struct Shown: Decodable { var digest: String }
    let shown = try WatchedProgram(
      "pocket-simulator", ["--farm", folder + "/pocket", "--show"], in: folder
    ).finish()
    return try JSONDecoder().decode(Shown.self, from: Data(shown.output.utf8)).digest
  }

  /// The same hash over the farm's table, read with plain SQLite.
  func farmDigest() throws -> String {
    var hash = SHA256()
    hash.update(data: Array("record\n".utf8))
    try read("SELECT * FROM record ORDER BY id", "farm.sqlite") { statement in
      var bytes = Data(
        bytes: sqlite3_column_blob(statement, 0), count: Int(sqlite3_column_bytes(statement, 0)))
      for column in 1..<sqlite3_column_count(statement) { bytes.add(statement, column) }
      hash.update(data: bytes)
    }
    return hash.finalize().map { String(format: "%02x", $0) }.joined()
  }

  func number(_ sql: String, _ file: String) throws -> Int {
    var number = 0
    try read(sql, file) { number = Int(sqlite3_column_int64($0, 0)) }
    return number
  }

  private func read(_ sql: String, _ file: String, _ row: (OpaquePointer?) -> Void) throws {
    var connection: OpaquePointer?
    var statement: OpaquePointer?
    defer {
      sqlite3_finalize(statement)
      sqlite3_close(connection)
    }
    guard sqlite3_open(folder + "/" + file, &connection) == SQLITE_OK,
      sqlite3_busy_timeout(connection, 10_000) == SQLITE_OK,
      sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK
    else { throw BenchmarkFault.sqlite(String(cString: sqlite3_errmsg(connection))) }
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else {
        throw BenchmarkFault.sqlite(String(cString: sqlite3_errmsg(connection)))
      }
      row(statement)
    }
  }

  private static let schema = """
    CREATE TABLE record(id BLOB PRIMARY KEY, seen_on TEXT, seen_hm TEXT, plot INTEGER,
      dose INTEGER, area REAL, lot_no TEXT, step INTEGER, remark TEXT, height INTEGER,
      wind INTEGER, place TEXT, work_no INTEGER) WITHOUT ROWID;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(examples))
    INSERT INTO record SELECT
      CAST(printf('%016d', 1000 + i) AS BLOB), '2026-05-' || (10 + i % 19),
      '0' || (i % 10) || ':' || (10 + i % 50),
      i % 400, i * 37 % 5000, i * 0.25, 'L26-' || (1000 + i), i % 3, 'wet soil ' || i,
      i * 7 % 90, i % 6, 'corner ' || (i % 9), i
    FROM n;
    """

  private static let profile = """
    {"format": 1, "name": "million", "recentDays": 400, "leftOut": [],
     "tables": [{"name": "record", "identity": "own", "direction": "both"}]}
    """
}

extension Data {
  /// Class, length and content of a cell, as the pocket's summary counts them.
  fileprivate mutating func add(_ statement: OpaquePointer?, _ column: Int32) {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER:
      append(1)
      add(UInt64(bitPattern: sqlite3_column_int64(statement, column)))
    case SQLITE_FLOAT:
      append(2)
      add(sqlite3_column_double(statement, column).bitPattern)
    case SQLITE_NULL: append(0)
    case let other:
      append(other == SQLITE_TEXT ? 3 : 4)
      let bytes = sqlite3_column_blob(statement, column)
      let count = Int(sqlite3_column_bytes(statement, column))
      add(UInt64(count))
      if let bytes { append(Data(bytes: bytes, count: count)) }
    }
  }

  private mutating func add(_ number: UInt64) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
