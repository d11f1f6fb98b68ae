import ArgumentParser
import Backup
import Foundation
import Glibc

/// A copy to a slow medium while the farm program writes without a pause.
struct BesideBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy-beside",
    abstract: "Copies to a slow medium while the farm program writes: what it waits for in all.")

  @Option(help: "Size of the database.")
  var megabytes = 256
  @Option(help: "Local folder with room for four times the database.")
  var scratch = NSTemporaryDirectory()
  @Option(help: "The slow medium, mounted and empty; without it a folder of the local disk.")
  var slowMedium: String?
  @Option(help: "What the slow medium is, in words.")
  var slowName = "slow medium"

  /// In all, over one copy.
  private static let blockedSecondsMaximum = 0.5

  func run() throws {
    let folder = scratch + "/beside-benchmark-\(getpid())"
    let medium = slowMedium ?? folder + "/medium"
    for path in [folder + "/scratch", medium] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let yard = BesideYard(folder: folder, medium: medium)
    try yard.make(megabytes: megabytes)
    print("\(megabytes) MB to a \(slowMedium == nil ? "folder" : slowName)")
    var isReached = true
    for step in ["first copy", "a later copy"] {
      let result = try yard.copyBesideWriter()
      let isGood = result.blockedSeconds < Self.blockedSecondsMaximum
      isReached = isReached && isGood
      print(
        String(
          format: """
            %@: %.2f s, in which the farm program committed %d times; blocked %.3f s in all, \
            %.3f s at most (goal: < %.1f s: %@)
              our lock %.3f s; the copy is the state after its first %d commits, to the bit
            """, step, result.seconds, result.commits, result.blockedSeconds,
          result.longestSeconds, Self.blockedSecondsMaximum, isGood ? "reached" : "BEHIND",
          result.lockSeconds, result.copiedCommits))
    }
    throw isReached ? ExitCode.success : ExitCode.failure
  }
}

/// One database with its writer, and the same database as it was before the writer began.
private struct BesideYard {
  let folder: String
  let medium: String
  private var database: String { folder + "/farm.sqlite" }
  private var before: String { folder + "/before.sqlite" }

  init(folder: String, medium: String) {
    self.folder = folder
    self.medium = medium
  }

  struct Result {
    let seconds: Double
    let lockSeconds: Double
    let commits: Int
    let blockedSeconds: Double
    let longestSeconds: Double
    let copiedCommits: Int
  }

  func make(megabytes: Int) throws {
    try FarmLikeDatabase(path: database).make(megabytes: megabytes)
  }

  /// The writer's commits are the same by number, so the copied state can be made again.
  func copyBesideWriter() throws -> Result {
    try? FileManager.default.removeItem(atPath: before)
    try FileManager.default.copyItem(atPath: database, toPath: before)
    sync()
    let writer = try BusyFarm(path: database)
    let start = ContinuousClock.now
    let copy = try LockedCopy(database: database, medium: medium, scratch: folder + "/scratch")
      .run()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let waits = try writer.finish()
    let restored = folder + "/restored.sqlite"
    defer { try? FileManager.default.removeItem(atPath: restored) }
    try Store(openAt: medium, farm: LockedCopy.farm).restore(copy.generation, to: restored)
    let copied = try FarmCommits(path: restored).number
    let farm = try FarmCommits(path: before)
    let commits = copied - farm.number
    while farm.number < copied { _ = try farm.commitNext() }
    try MeasuredCommand(["/usr/bin/cmp", before, restored]).run()
    return Result(
      seconds: seconds, lockSeconds: copy.lockSeconds, commits: waits.commits,
      blockedSeconds: waits.blockedSeconds, longestSeconds: waits.longestSeconds,
      copiedCommits: commits)
  }
}
