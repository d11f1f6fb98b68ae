import ArgumentParser
import Dispatch
import FarmDatabase
import Foundation
import Simulation
import Synchronization

/// Runs the engine through faults by seed, and says which promise did not hold.
@main
struct PocketSimulateProgram: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pocket-simulate",
    abstract: "Runs the merge engine and simulated pockets through faults, by seed.",
    discussion: """
      Faults: the line is cut at any byte; programs are killed and the power goes between any two
      writes, on the PC and on pockets; the PC is put back to an older copy; pockets are set back,
      cloned and reset; the PC's disk is full; clocks jump by years; the farm program writes
      meanwhile; somebody decides what is in review and takes sessions back.
      """)

  @Option(help: "How many seeds to run.")
  var seeds = 300
  @Option(help: "The first of them.")
  var from: UInt64 = 1
  @Option(help: "Run this seed alone.")
  var seed: UInt64?
  @Flag(help: "Tell the run of --seed, a line an event.")
  var story = false
  @Option(help: "Keep the PC's database of --seed in this file.")
  var keep: String?
  @Option(help: "How many runs at a time.")
  var jobs = 2
  @Option(help: "Steps of a run before everything comes to rest.")
  var steps = 40
  @Option(help: "all, basic, or names: faults,tricks,restores,clones,clashes,orphans,upgrades.")
  var events = "all"
  @Option(help: "Leave a guard out and stop at the first seed that notices.")
  var without: String?

  func run() throws {
    let options = SimulationOptions(
      events: try chosenEvents(), guards: try chosenGuards(), steps: steps)
    if let seed {
      let result = Simulation.run(seed: seed, options: options, keepsStory: story || keep != nil)
      if story { for line in result.story { say(line) } }
      if let keep { try Data(result.database).write(to: URL(filePath: keep)) }
      say("seed \(seed): \(result.outcome), digest \(String(result.digest, radix: 16))")
      throw result.violation == nil ? ExitCode.success : ExitCode.failure
    }
    let tally = Tally(options: options, stopsAtFirst: without != nil)
    let start = ContinuousClock.now
    tally.run(from: from, count: seeds, jobs: jobs)
    tally.report(seconds: (ContinuousClock.now - start) / .seconds(1))
    let isCaught = !tally.violations.isEmpty
    throw isCaught == (without != nil) ? ExitCode.success : ExitCode.failure
  }

  private func chosenEvents() throws -> Events {
    let names: [String: Events] = [
      "all": .all, "basic": .basic, "faults": .faults, "tricks": .tricks, "restores": .restores,
      "clones": .clones, "clashes": .clashes, "orphans": .orphans, "upgrades": .upgrades,
    ]
    return try events.split(separator: ",").reduce(into: []) { all, name in
      guard let kind = names[String(name)] else {
        throw ValidationError("There are no events “\(name)”.")
      }
      all.formUnion(kind)
    }
  }

  private func chosenGuards() throws -> Guards {
    guard let without else { return .all }
    let names: [String: Guards] = [
      "nonces": .nonces, "recovery": .recovery, "losers": .losers, "ack2": .ack2,
      "replace-trigger": .replaceTrigger, "compare": .compare,
      "cursor-in-transaction": .cursorInTransaction,
    ]
    guard let guarded = names[without] else {
      throw ValidationError("There is no guard “\(without)”.")
    }
    return Guards.all.subtracting(guarded)
  }
}

/// At once: who stops a long run keeps what it found.
private func say(_ line: String) {
  FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

extension RunResult {
  var outcome: String {
    violation.map { "\($0.promise.rawValue): \($0.detail)" } ?? "every promise held"
  }
}

/// Runs seeds on several threads and counts what happened.
private final class Tally: Sendable {
  private struct State {
    var next: UInt64
    var end: UInt64
    var done = 0
    var counts = Counts()
    var violations: [RunResult] = []
  }

  private let options: SimulationOptions
  private let stopsAtFirst: Bool
  private let state = Mutex(State(next: 0, end: 0))

  init(options: SimulationOptions, stopsAtFirst: Bool) {
    self.options = options
    self.stopsAtFirst = stopsAtFirst
  }

  /// In the order of their seeds.
  var violations: [RunResult] { state.withLock { $0.violations.sorted { $0.seed < $1.seed } } }

  func run(from first: UInt64, count: Int, jobs: Int) {
    state.withLock { ($0.next, $0.end) = (first, first + UInt64(count)) }
    DispatchQueue.concurrentPerform(iterations: max(jobs, 1)) { job in
      while let seed = take() { note(Simulation.run(seed: seed, options: options, disk: job)) }
    }
  }

  private func take() -> UInt64? {
    state.withLock { state in
      guard state.next < state.end else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  private func note(_ result: RunResult) {
    state.withLock { state in
      state.done += 1
      state.counts.add(result.counts)
      guard result.violation != nil else { return }
      state.violations.append(result)
      say("seed \(result.seed): \(result.outcome)")
      if stopsAtFirst { state.end = min(state.end, result.seed) }
    }
  }

  func report(seconds: Double) {
    let (done, counts) = state.withLock { ($0.done, $0.counts) }
    for (name, count) in counts.numbers.sorted(by: { $0.key < $1.key }) {
      say("\(count)".leftPadded(to: 9) + "  \(name)")
    }
    say(
      "\(done) seeds in \(Int(seconds.rounded())) s, "
        + "\((Double(done) / seconds * 10).rounded() / 10) seeds/s, "
        + "\(violations.count) violations")
    if stopsAtFirst, let first = violations.first { say("caught by seed \(first.seed)") }
  }
}

extension String {
  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
