import ArgumentParser
import Foundation
import Glibc

/// A first sync of a whole pocket over TCP with the real programs: cut three times, arrived once.
struct MillionBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "million",
    abstract: "A million rows from a pocket over TCP, cut three times, and held against it.")

  @Option(help: "New rows on the pocket, 12 columns each.")
  var rows = 1_000_000

  @Option(help: "Local folder for the farm and the pocket.")
  var scratch = NSTemporaryDirectory()

  func run() throws {
    let folder = scratch + "/million-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let yard = try MillionYard(folder: folder)
    let made = try yard.work(rows)
    tell("made on the pocket", made)
    var (seconds, bytes) = (0.0, 0)
    for cut in MillionYard.Cut.allCases {
      let dock = try yard.dock(cut, rows: rows)
      seconds += dock.seconds
      bytes += dock.bytes
      tell("dock, \(cut.words)", dock)
      guard !dock.isDone, try yard.arrived() == 0 else { throw failed("a cut dock wrote rows") }
      print("  in the inbox: \(try yard.received()) of \(rows)")
    }
    let last = try yard.dock(nil, rows: rows)
    seconds += last.seconds
    bytes += last.bytes
    tell("last dock, to its end", last)
    print(
      String(
        format: "all docks %.2f s, %.0f rows/s, %.1f MB over TCP, %.0f bytes a row", seconds,
        Double(rows) / seconds, Double(bytes) / 1e6, Double(bytes) / Double(rows)))
    try check(yard)
  }

  private func check(_ yard: MillionYard) throws {
    guard try yard.arrived() == rows else { throw failed("\(try yard.arrived()) of \(rows) rows") }
    let (pocket, farm) = (try yard.pocketDigest(), try yard.farmDigest())
    guard pocket == farm else { throw failed("the PC's rows are \(farm), the pocket's \(pocket)") }
    for (sql, file) in MillionYard.nothingLeft where try yard.number(sql, file) != 0 {
      throw failed(sql)
    }
    guard try yard.merges() == 1 else { throw failed("\(try yard.merges()) merge commits") }
    let again = try yard.dock(nil, rows: rows)
    tell("one more dock, without news", again)
    guard again.isDone, try yard.merges() == 1, try yard.farmDigest() == farm else {
      throw failed("a dock without news changed something")
    }
    print("arrived once: \(rows) rows, one merge commit, SHA-256 on both sides \(farm)")
  }

  private func tell(_ name: String, _ dock: MillionYard.Dock) {
    let passed =
      dock.bytes > 0 ? String(format: ", %.1f MB over TCP", Double(dock.bytes) / 1e6) : ""
    print(
      String(
        format: "%@: %.2f s%@; peak of the PC %.0f MiB, of the pocket %.0f MiB", name, dock.seconds,
        passed, dock.peakOfPC, dock.peakOfPocket))
  }

  private func failed(_ words: String) -> BenchmarkFault { .step(words) }
}
