import ArgumentParser
import CSQLite
import FarmDatabase
import Foundation
import Glibc
import Records

/// First sync, edits into it and an idle dock, beside bare INSERTs of the same rows in C.
struct MergeBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Rows a second into the database, beside bare C inserts.")

  @Option(help: "Rows of the first sync, 12 columns each.")
  var rows = 200_000

  @Option(help: "Rows edited afterwards.")
  var edits = 2_000

  @Option(help: "Local folder for the databases.")
  var scratch = NSTemporaryDirectory()

  func run() throws {
    let folder = scratch + "/merge-benchmark-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let bare = try BareInserts(path: folder + "/bare.sqlite").run(rows)
    print("bare INSERT in C          \(Self.rate(rows, bare))")
    let dock = try BenchmarkDock(path: folder + "/farm.sqlite")
    let first = try dock.merge(0..<rows, kind: .create)
    print("first sync                \(Self.rate(rows, first))   × \(Self.ratio(bare, first)) bare")
    let edited = try dock.merge(0..<min(edits, rows), kind: .update)
    print("\(edits) edits into \(rows) rows  \(Self.seconds(edited)) s")
    let idle = try dock.merge(0..<0, kind: .update)
    print("idle dock                 \(Self.seconds(idle)) s")
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print("peak memory               \(usage.ru_maxrss / 1024) MiB")
  }

  private static func rate(_ rows: Int, _ seconds: Double) -> String {
    "\(seconds3(seconds)) s  \(Int(Double(rows) / seconds)) rows/s"
  }

  private static func ratio(_ bare: Double, _ ours: Double) -> String {
    String(format: "%.2f", bare / ours)
  }

  private static func seconds(_ value: Double) -> String { seconds3(value) }

  private static func seconds3(_ value: Double) -> String { String(format: "%.3f", value) }
}

/// The rows of the benchmark: 12 columns, about 100 bytes, time-ordered keys.
enum BenchmarkRows {
  static let schema = """
    CREATE TABLE record(id BLOB PRIMARY KEY, c0 TEXT, c1 INTEGER, c2 INTEGER, c3 TEXT, c4 INTEGER,
      c5 REAL, c6 TEXT, c7 INTEGER, c8 TEXT, c9 INTEGER, c10 INTEGER, c11 TEXT) WITHOUT ROWID
    """
  static let columns = 12

  static func id(_ index: Int) -> RowID {
    RowID(milliseconds: 1_780_000_000_000 + UInt64(index), random: 0, UInt64(index))
  }

  static func value(_ index: Int, _ column: Int) -> Value {
    switch column {
    case 0, 3, 8: .text("2026-05-\(10 + index % 20)")
    case 6: .text("note \(index)")
    case 11: .null
    case 5: .real(Double(index) / 4)
    default: .integer(Int64(index &* (column + 7) % 100_003))
    }
  }
}

/// What SQLite alone can do: one prepared INSERT in one durable transaction.
struct BareInserts {
  let path: String

  /// Seconds for so many rows.
  func run(_ rows: Int) throws -> Double {
    var connection: OpaquePointer?
    guard sqlite3_open(path, &connection) == SQLITE_OK else { throw ExitCode.failure }
    defer { sqlite3_close(connection) }
    sqlite3_exec(connection, "PRAGMA synchronous = EXTRA; " + BenchmarkRows.schema, nil, nil, nil)
    let start = Date()
    sqlite3_exec(connection, "BEGIN IMMEDIATE", nil, nil, nil)
    var statement: OpaquePointer?
    let marks = String(repeating: ", ?", count: BenchmarkRows.columns)
    sqlite3_prepare_v2(connection, "INSERT INTO record VALUES (?\(marks))", -1, &statement, nil)
    for index in 0..<rows {
      let id = BenchmarkRows.id(index).bytes
      pocket_sqlite_bind_blob(statement, 1, id, 16)
      for column in 0..<BenchmarkRows.columns {
        bind(statement, Int32(column + 2), BenchmarkRows.value(index, column))
      }
      guard sqlite3_step(statement) == SQLITE_DONE else { throw ExitCode.failure }
      sqlite3_reset(statement)
    }
    sqlite3_finalize(statement)
    guard sqlite3_exec(connection, "COMMIT", nil, nil, nil) == SQLITE_OK else {
      throw ExitCode.failure
    }
    return Date().timeIntervalSince(start)
  }

  private func bind(_ statement: OpaquePointer?, _ index: Int32, _ value: Value) {
    switch value {
    case .null: sqlite3_bind_null(statement, index)
    case .integer(let number): sqlite3_bind_int64(statement, index, number)
    case .real(let number): sqlite3_bind_double(statement, index, number)
    case .text(let text): pocket_sqlite_bind_text(statement, index, text, Int32(text.utf8.count))
    case .blob(let bytes): pocket_sqlite_bind_blob(statement, index, bytes, Int32(bytes.count))
    }
  }
}

/// A prepared database and a pocket that brings changes, without a line in between.
final class BenchmarkDock {
  private let farm: FarmDatabase
  private let device = RowID(high: 1, low: 1)
  private var number: UInt64 = 0
  private static let batchRows = 512

  init(path: String) throws {
    var connection: OpaquePointer?
    guard sqlite3_open(path, &connection) == SQLITE_OK else { throw ExitCode.failure }
    sqlite3_exec(connection, BenchmarkRows.schema, nil, nil, nil)
    sqlite3_close(connection)
    let table = ProfileTable(name: "record", identity: .own, direction: .both)
    _ = try FarmDatabase.prepare(
      path: path, profile: SyncProfile(name: "benchmark", recentDays: 1, tables: [table]),
      farmName: "Benchmark")
    farm = try FarmDatabase(path: path)
  }

  /// Seconds of one dock's commit with a change for each row: staging, merge, durable commit.
  func merge(_ rows: Range<Int>, kind: ChangeKind) throws -> Double {
    let session = RowID(milliseconds: UInt64(number), random: number, number)
    _ = try farm.open(
      session: session, run: session,
      pocket: PocketFacts(
        device: device, label: "P", incarnation: 7, lastNumber: number, firstNumber: 1,
        recentNonces: [number: number], hub: farm.hub, commits: [], cursor: .start,
        clockSkewMilliseconds: 0))
    let first = number
    let last = first + UInt64(rows.count)
    let start = Date()
    _ = try farm.merge(
      MergeRequest(
        device: device, incarnation: 7, session: session, lastNumber: last, lastNonce: last,
        feedSequence: 0)
    ) { give in
      var start = rows.lowerBound
      while start < rows.upperBound {
        let part = start..<min(start + Self.batchRows, rows.upperBound)
        try give(
          .changes(
            changes(part, after: first + UInt64(start - rows.lowerBound), kind),
            numbers: first + 1...last))
        start = part.upperBound
      }
    }
    number = last
    return Date().timeIntervalSince(start)
  }

  private func changes(
    _ rows: Range<Int>, after number: UInt64, _ kind: ChangeKind
  ) -> ChangeColumns {
    let touched = kind == .create ? Array(0..<BenchmarkRows.columns) : [6]
    return ChangeColumns(
      table: 0, numbers: rows.indices.map { number + 1 + UInt64($0 - rows.lowerBound) },
      kinds: Array(repeating: kind, count: rows.count), rows: rows.map(BenchmarkRows.id),
      columns: touched.map { column in
        var base = Cells()
        var new = Cells()
        for row in rows {
          base.append(kind == .create ? .null : BenchmarkRows.value(row, column))
          new.append(
            kind == .create ? BenchmarkRows.value(row, column) : .text("edited \(row)"))
        }
        return ChangeColumns.Column(index: column, base: base, new: new)
      })
  }
}
