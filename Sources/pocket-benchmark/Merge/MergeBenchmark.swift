import ArgumentParser
import Foundation
import Glibc

/// First sync, merges, docks and captures beside bare C, SQLite's changesets and geodiff.
struct MergeBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Rows a second into the database, beside bare C, changesets and geodiff.")

  @Option(help: "Rows of the database, 12 columns each; 1,000,000 in the long form.")
  var rows = 200_000

  @Option(help: "Runs of each case; the fastest counts, for the cores are seldom ours alone.")
  var repeats = 2

  @Option(help: "Local folder for the databases.")
  var scratch = NSTemporaryDirectory()

  @Option(help: "A Python that has pygeodiff; without one geodiff is left out, and that is said.")
  var python: String?

  func validate() throws {
    guard rows >= 20_000 else { throw ValidationError("--rows 20000 or more") }
    guard repeats >= 1 else { throw ValidationError("--repeats 1 or more") }
  }

  func run() throws {
    let folder = scratch + "/merge-benchmark-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var table = FigureTable(rows: rows)
    let suite = MergeSuite(folder: folder, rows: rows, repeats: repeats)
    try suite.bare(&table)
    try suite.changesets(&table)
    if let python {
      try suite.geodiff(&table, python: python)
    } else {
      table.note("geodiff left out: no Python with pygeodiff")
    }
    try suite.engine(&table)
    table.printAll()
  }
}
