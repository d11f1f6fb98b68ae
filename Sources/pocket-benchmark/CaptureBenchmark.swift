import ArgumentParser
import CSQLite
import FarmDatabase
import Foundation
import Glibc
import Records

/// What it costs to find what the farm program wrote, and how long its locks are held for it.
struct CaptureBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capture",
    abstract: "Seconds to find the farm program's writes, and how long locks are held.")

  @Option(help: "Rows of the table, 12 columns each.")
  var rows = 1_000_000

  @Option(help: "Rows that the farm program changes between two docks.")
  var edits = 2_000

  @Option(help: "Local folder for the database.")
  var scratch = NSTemporaryDirectory()

  func run() throws {
    let folder = scratch + "/capture-benchmark-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let dock = BenchmarkDock(path: folder + "/farm.sqlite")
    try dock.execute(BenchmarkRows.ownSchema)
    try dock.execute(
      """
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < \(rows - 1))
      INSERT INTO record SELECT CAST(printf('%016d', i) AS BLOB), '2026-05-' || (10 + i % 20),
        i * 8 % 100003, i * 9 % 100003, '2026-05-' || (10 + i % 20), i * 11 % 100003, i / 4.0,
        'note ' || i, i * 14 % 100003, '2026-05-' || (10 + i % 20), i * 16 % 100003,
        i * 17 % 100003, NULL FROM n
      """)
    let table = ProfileTable(name: "record", identity: .own, direction: .both)
    try measure(dock, "prepare") {
      _ = try FarmDatabase.prepare(
        path: dock.path, profile: SyncProfile(name: "b", recentDays: 1, tables: [table]),
        farmName: "Benchmark")
    }
    try measure(dock, "first dock (all compared)") { _ = try dock.capture() }
    try measure(dock, "idle dock, opening included") { _ = try dock.capture() }
    let change = "UPDATE record SET c6 = c6 || '!' WHERE c10 < \(edits) * 100003 / \(rows)"
    try measure(dock, "the farm program's edits") { try dock.execute(change) }
    try measure(dock, "dock that finds them in the log") { print("  \(try dock.capture()) rows") }
    try dock.execute(change)
    try dock.execute("ALTER TABLE sync_quarantine ADD COLUMN moved INTEGER")
    try measure(dock, "dock that finds them by comparing") { print("  \(try dock.capture()) rows") }
    try measure(dock, "the gate's evidence") {
      let farm = try FarmDatabase(path: dock.path)
      _ = try farm.evidence(run: Surroundings.real.freshID(), asked: [:], exceptions: [])
    }
  }

  private static var processorSeconds: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let times = [usage.ru_utime, usage.ru_stime]
    return times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
  }

  private func measure(_ dock: BenchmarkDock, _ what: String, _ body: () throws -> Void) throws {
    let watch = HeldLocks(path: dock.path)
    let start = ContinuousClock.now
    let busy = Self.processorSeconds
    try body()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let held = watch.finish()
    print(
      String(
        format: "%7.3f s  processor %.3f s  write lock %.3f s, against writers %.3f s  %@", seconds,
        Self.processorSeconds - busy, held.write, held.any, what))
  }
}
