import ArgumentParser
import Delivery
import Foundation

/// Many farms with keys of their own send a day's delta to one object store at the same moment.
struct FarmsBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "farms", abstract: "Many farms send their day's copy to one server at once.")

  @Option(help: "How many farms.")
  var count = 500

  @Option(help: "Bytes of a sealed day's delta.")
  var deltaBytes = 1_000_000

  @Option(help: "Bytes of the sealed full that it stands on.")
  var fullBytes = 1_000_000

  @Option(help: "Bytes of a full of the farms whose costs are reckoned.")
  var yearlyFullBytes = 29_500_000

  @Option(help: "Address of the store.")
  var endpoint = "http://127.0.0.1:8333"

  @Option(help: "The bucket.")
  var bucket = "farms"

  @Option(help: "Local folder for files and what is remembered.")
  var scratch: String

  @Option(help: "Write SeaweedFS's file of keys for these farms there, and do nothing else.")
  var keysFile: String?

  func validate() throws {
    guard (2...FarmFleet.farmsMaximum).contains(count) else {
      throw ValidationError("2 to \(FarmFleet.farmsMaximum) farms")
    }
  }

  func run() throws {
    if let keysFile {
      return try FarmKeys.file(count: count, bucket: bucket).write(to: URL(filePath: keysFile))
    }
    let fleet = try FarmFleet(
      count: count, endpoint: endpoint, bucket: bucket, scratch: scratch,
      fullBytes: fullBytes, deltaBytes: deltaBytes)
    try fleet.makeBucket()
    let first = fleet.sendAll(day: 0)
    report("first full", first)
    let day = fleet.sendAll(day: 1)
    report("a day's delta", day)
    let crossings = fleet.crossings()
    print(
      "cross-talk: \(crossings.tried) attempts on another farm's files, "
        + "\(crossings.refused) refused, \(crossings.passed) passed")
    print()
    print(
      FarmCost(
        fullBytes: yearlyFullBytes, deltaBytes: deltaBytes,
        requestsOfDay: day.requestsPerFarm, requestsOfFull: first.requestsPerFarm
      ).table)
    guard first.errors.isEmpty, day.errors.isEmpty, crossings.passed == 0 else {
      throw ExitCode.failure
    }
  }

  private func report(_ name: String, _ round: FarmFleet.Round) {
    let seconds = round.durations.sorted()
    func at(_ part: Double) -> Double {
      seconds.isEmpty ? 0 : seconds[min(Int(Double(seconds.count) * part), seconds.count - 1)]
    }
    print(
      String(
        format: "%@: %d farms at once, %d errors, %.1f s in all, %.0f requests/s, %.1f MB/s; "
          + "a farm: %.1f requests, %.0f kB, %.2f s (median), %.2f s (95 %%), %.2f s (longest)",
        name, count, round.errors.count, round.seconds,
        Double(round.requests) / round.seconds, Double(round.bytes) / 1e6 / round.seconds,
        round.requestsPerFarm, Double(round.bytes) / 1e3 / Double(count), at(0.5), at(0.95),
        seconds.last ?? 0))
    for (error, times) in Dictionary(grouping: round.errors, by: { $0 }).mapValues(\.count) {
      print("  \(times) × \(error)")
    }
  }
}
