import ArgumentParser
import Foundation

/// Copies of one farm-like database beside the tools that people use for it, in one run.
struct CopyBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy",
    abstract: "First copy, no change, 1,000 rows, check, restoration: ours beside five tools.",
    discussion: """
      Every step is a process of its own, timed from its start to its end, its peak memory as the \
      kernel counts it. Bytes are what the files of the copy grew by.
      """)

  @Option(help: "Size of the database.")
  var megabytes = 1_024
  @Option(help: "A second size, to see that peak memory does not follow; 0 for none.")
  var smallMegabytes = 100
  @Option(help: "Local folder with room for seven times the database.")
  var scratch = NSTemporaryDirectory()
  @Option(help: "A slow medium, mounted and empty: everything once more on it.")
  var slowMedium: String?
  @Option(help: "What the slow medium is, in words.")
  var slowName = "slow medium"
  @Option(help: "Size of the database for the slow medium.")
  var slowMegabytes = 1_024

  func run() throws {
    let folder = scratch + "/copy-benchmark-\(ProcessInfo.processInfo.processIdentifier)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var table = CopyTable()
    if smallMegabytes > 0 {
      try peak(of: smallMegabytes, folder, &table)
    }
    let suite = try CopySuite(
      folder: folder + "/fast", media: folder + "/fast", megabytes: megabytes)
    try suite.run(&table, title: "\(megabytes) MB on the local disk", isSlow: false)
    try FileManager.default.removeItem(atPath: folder + "/fast")
    if let slowMedium {
      let suite = try CopySuite(
        folder: folder + "/slow", media: slowMedium, megabytes: slowMegabytes)
      try suite.run(&table, title: "\(slowMegabytes) MB on a \(slowName)", isSlow: true)
    }
    table.printAll()
  }

  private func peak(of megabytes: Int, _ folder: String, _ table: inout CopyTable) throws {
    let small = folder + "/small"
    defer { try? FileManager.default.removeItem(atPath: small) }
    let suite = try CopySuite(folder: small, media: small, megabytes: megabytes)
    table.title("\(megabytes) MB, for its memory")
    let first = try suite.ours.copy()
    table.add("first copy", "ours", first, goals: [.peak(first)])
  }
}
