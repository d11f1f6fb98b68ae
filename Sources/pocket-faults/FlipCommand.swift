import ArgumentParser
import CopyFaults
import Foundation

/// Flips bits of a store by seed, one at a time.
struct FlipCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flips",
    abstract: "Flips one bit at a time in every file of a store: found, named, the rest restored.")

  @Option(help: "How many bits.")
  var count = 1_000
  @Option(help: "Where they lie.")
  var seed: UInt64 = 1
  @Option(help: "Rows of the database, 400 bytes each.")
  var rows = 5_000
  @Option(help: "Local folder for the store.")
  var scratch = NSTemporaryDirectory()

  func run() throws {
    let folder = scratch + "/faults-flips-\(ProcessInfo.processInfo.processIdentifier)"
    let start = ContinuousClock.now
    let campaign = try FlipCampaign(yard: CopyYard(folder: folder), rows: rows)
    let tally = try campaign.run(count: count, seed: seed)
    try FileManager.default.removeItem(atPath: folder)
    print(
      """
      flips: \(tally.flips) bits by seed \(seed) in \(tally.files) files, each found and named, \
      \(tally.segments) with the right segment
        \(tally.restored) restorations to the bit beside the damage, \(tally.refused) refused on it
        \(Int((ContinuousClock.now - start) / .seconds(1))) s
      """)
  }
}
