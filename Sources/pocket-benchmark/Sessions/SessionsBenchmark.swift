import ArgumentParser
import Foundation
import Glibc
import SyncEngine
import Transport

/// Sessions by seed whose other end is killed, stopped, slowed or cut: none hangs, nothing leaks.
struct SessionsBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sessions",
    abstract: "Sessions with a real pocket that is killed, stopped, slowed or cut by seed.")

  @Option(help: "How many sessions.")
  var count = 10_000

  @Option(help: "The first session's seed; each next one is one more.")
  var seed = 1

  @Option(help: "Farms and pockets that have sessions at the same time.")
  var atOnce = 12

  @Option(help: "Local folder for the farms and the pockets.")
  var scratch = "/dev/shm"

  /// No session may take longer, and no figure may grow more.
  private static let longestMilliseconds = 30_000
  private static let growthMebibytes = 24.0

  func run() throws {
    let folder = scratch + "/sessions-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let warmUp = max(count / 20, 2 * atOnce)
    print("seeds \(seed) to \(seed + count - 1), \(atOnce) at once")
    let first = try campaign(seed..<(seed + warmUp), folder)
    let before = ProcessFacts.settled()
    let start = ContinuousClock.now
    let tally = try campaign((seed + warmUp)..<(seed + count), folder)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let after = ProcessFacts.settled(downTo: before.threads)
    tell([first, tally], seconds)
    print("after \(warmUp) sessions: \(before.text)")
    print("after \(count) sessions: \(after.text)")
    guard after.descriptors <= before.descriptors, after.threads <= before.threads,
      after.residentMebibytes <= before.residentMebibytes + Self.growthMebibytes
    else { throw BenchmarkFault.step("descriptors, threads or memory were not given back") }
  }

  /// Runs these sessions to their end and gives everything back.
  private func campaign(_ numbers: Range<Int>, _ folder: String) throws -> Tally {
    let tally = Tally(numbers)
    let hand = Hand()
    let yards = try (0..<atOnce).map { place in
      try SessionYard(folder: folder + "/\(numbers.lowerBound)-\(place)", hand: hand)
    }
    let ended = DispatchSemaphore(value: 0)
    for yard in yards {
      let lent = LentYard(yard: yard)
      Thread.detachNewThread {
        Self.work(lent.yard, tally)
        ended.signal()
      }
    }
    for _ in yards { try wait(for: ended, tally) }
    hand.stop()
    if let violation = tally.violations.first { throw BenchmarkFault.step(violation) }
    return tally
  }

  /// Waits for a worker and looks meanwhile whether a session hangs.
  private func wait(for ended: DispatchSemaphore, _ tally: Tally) throws {
    while ended.wait(timeout: .now() + .seconds(1)) == .timedOut {
      if let number = tally.overdue(Self.longestMilliseconds) {
        let fate = Fate(seed: UInt64(number))
        throw BenchmarkFault.step("session \(number) hangs: \(fate)")
      }
    }
  }

  private static func work(_ yard: SessionYard, _ tally: Tally) {
    var last = 0
    while let number = tally.take() {
      last = number
      let fate = Fate(seed: UInt64(number))
      do {
        try yard.session(fate, number: number)
        tally.note(number, fate.name, "success")
      } catch let error as SyncError {
        tally.note(number, fate.name, error.lineFailure ?? "fault")
        // The two know each other, whatever was cut before: only the line may fail.
        if error.lineFailure == nil { tally.violate("session \(number), \(fate): \(error)") }
      } catch {
        tally.violate("session \(number), \(fate): \(error)")
      }
    }
    yard.endPocket()
    do { try yard.session(.behaves, number: last) } catch {
      tally.violate("after session \(last) nothing goes any more: \(error)")
    }
    yard.endPocket()
  }

  private func tell(_ tallies: [Tally], _ seconds: Double) {
    for tally in tallies.suffix(1) {
      for (fate, outcomes) in tally.outcomes.sorted(by: { $0.key < $1.key }) {
        let parts = outcomes.sorted { $0.value > $1.value }.map { "\($0.value) \($0.key)" }
        print("  \(fate): \(parts.joined(separator: ", "))")
      }
      print(
        String(
          format: "%d sessions in %.0f s, %.1f/s, the longest %.1f s", tally.ended, seconds,
          Double(tally.ended) / seconds, Double(tally.longestMilliseconds) / 1000))
    }
  }
}

/// Safe to send: one thread alone uses the yard until it says that it has ended.
private struct LentYard: @unchecked Sendable {
  let yard: SessionYard
}
