import ArgumentParser
import FarmDatabase
import Foundation
import Glibc
import PocketProtocol
import Records

/// Docks beside a farm program that writes without a pause: what they wait for and keep waiting.
struct HammerBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hammer",
    abstract: "Docks while plain sqlite3 writes without a pause: waits, locks, nothing lost.")

  static let columns = """
    nr INTEGER PRIMARY KEY, tag TEXT UNIQUE, c0 TEXT, c1 INTEGER, c2 INTEGER, c3 TEXT, c4 INTEGER, \
    c5 REAL, c6 TEXT, c7 INTEGER, c8 TEXT, c9 INTEGER
    """

  @Option(help: "Rows of the table, 12 columns each.")
  var rows = 1_000_000

  @Option(help: "Seconds of docks for each kind of farm program.")
  var seconds = 20.0

  @Option(help: "Local folder for the database.")
  var scratch = NSTemporaryDirectory()

  func run() throws {
    let folder = scratch + "/hammer-benchmark-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let dock = BenchmarkDock(path: folder + "/farm.sqlite")
    try prepare(dock)
    var farm = HammeredFarm(dock: dock)
    for (seed, rebuild) in ForeignWriter.Rebuild.allCases.enumerated() {
      try hammer(&farm, rebuild, seed: UInt64(seed))
    }
  }

  private func prepare(_ dock: BenchmarkDock) throws {
    try dock.execute(
      """
      CREATE TABLE beast(\(Self.columns));
      CREATE TABLE weighing(beast INTEGER NOT NULL REFERENCES beast(nr) ON DELETE CASCADE
        ON UPDATE CASCADE, day TEXT, kg REAL, PRIMARY KEY(beast, day)) WITHOUT ROWID;
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(rows))
      INSERT INTO beast SELECT i, 'BE' || i, 'note ' || i, i * 8 % 100003, i * 9 % 100003,
        '2026-05-' || (10 + i % 20), i * 11 % 100003, i / 4.0, 'lot ' || i, i * 14 % 100003,
        '2026-05-' || (10 + i % 20), i * 16 % 100003 FROM n;
      INSERT INTO weighing SELECT nr, 'd1', nr % 700 FROM beast WHERE nr % 10 = 0;
      """)
    let tables = [
      ProfileTable(name: "beast", identity: .surrogate, direction: .both),
      ProfileTable(name: "weighing", identity: .natural, direction: .both),
    ]
    _ = try FarmDatabase.prepare(
      path: dock.path, profile: SyncProfile(name: "hammer", recentDays: 1, tables: tables),
      farmName: "Benchmark")
    _ = try dock.capture()
  }

  private func hammer(
    _ farm: inout HammeredFarm, _ rebuild: ForeignWriter.Rebuild, seed: UInt64
  ) throws {
    let watch = HeldLocks(path: farm.dock.path)
    let writer = try ForeignWriter(
      path: farm.dock.path, rows: rows, seed: seed, rebuild: rebuild)
    let start = ContinuousClock.now
    var (docks, captured, refused, longest) = (0, 0, 0, 0.0)
    while start.duration(to: .now) < .seconds(seconds) {
      let from = ContinuousClock.now
      do throws(FarmDatabaseError) {
        captured += try farm.run()
        docks += 1
      } catch .busy { refused += 1 }
      longest = max(longest, from.duration(to: .now) / .seconds(1))
    }
    let locks = watch.finish()
    let isFine = writer.finish()
    print(
      String(
        format: """
          rebuild %@: %d docks took %d rows of the farm program, %d were refused as busy (DATA-04)
            longest dock %.2f s, our write lock %.3f s, our locks against writers %.3f s at most
          """, rebuild.rawValue, docks, captured, refused, longest, locks.write, locks.any))
    guard isFine else { throw BenchmarkFault.step("the farm program was refused") }
    _ = try farm.run()
    let lost = try farm.differences()
    print("  rows that our image holds otherwise than the farm's tables: \(lost)")
    guard lost == 0, docks > 0 else { throw BenchmarkFault.step("hammer") }
  }
}

/// A database that docks follow each other on, each with a few new rows of one pocket.
struct HammeredFarm {
  let dock: BenchmarkDock
  private static let device = RowID(high: 1, low: 1)
  private static let incarnation: UInt64 = 7
  private static let newRows: UInt64 = 20
  private var last: UInt64 = 0

  init(dock: BenchmarkDock) { self.dock = dock }

  /// One dock from opening the database; the rows of the farm program that it took in.
  mutating func run() throws(FarmDatabaseError) -> Int {
    let farm = try FarmDatabase(path: dock.path)
    let session = RowID(high: .random(in: 1 ... .max), low: 2)
    let next = last + Self.newRows
    let opening = try farm.open(session: session, run: session, pocket: facts(farm, last))
    let request = MergeRequest(
      device: Self.device, incarnation: Self.incarnation, session: session, lastNumber: next,
      lastNonce: next, feedSequence: opening.cursor.sequence)
    let changes = changes(last + 1...next)
    let receipt = try farm.merge(request) { give in
      try give(.changes(changes, numbers: 1...next))
    }
    last = next
    try farm.close(session: session, lastNumber: next)
    return receipt.captured
  }

  /// Rows that stand on one side only.
  func differences() throws -> Int {
    let sides = [
      ("SELECT nr, tag, c0, c5 FROM beast", "SELECT k0, c0, c1, c6 FROM sync_row_0"),
      ("SELECT * FROM weighing", "SELECT c0, c1, c2 FROM sync_row_1"),
    ]
    return try sides.reduce(0) { total, side in
      let image = side.1 + " WHERE deleted = 0"
      return try total
        + dock.number("SELECT count(*) FROM (\(side.0) EXCEPT \(image))")
        + dock.number("SELECT count(*) FROM (\(image) EXCEPT \(side.0))")
    }
  }

  private func facts(_ farm: FarmDatabase, _ last: UInt64) -> PocketFacts {
    PocketFacts(
      device: Self.device, label: "P", incarnation: Self.incarnation, lastNumber: last,
      firstNumber: 1, recentNonces: [last: last], hub: farm.hub, commits: [], cursor: .start,
      clockSkewMilliseconds: 0)
  }

  private func changes(_ numbers: ClosedRange<UInt64>) -> ChangeColumns {
    var (base, new) = (Cells(), Cells())
    for number in numbers {
      base.append(.null)
      new.append(.text("P\(number)"))
    }
    return ChangeColumns(
      table: 0, numbers: Array(numbers), kinds: numbers.map { _ in .create },
      rows: numbers.map { RowID(high: 9, low: $0) },
      columns: [ChangeColumns.Column(index: 0, base: base, new: new)])
  }
}
