import Dispatch
import FarmDatabase
import Foundation
import Simulation
import Synchronization
import Testing

/// Runs of the engine by seed; each test has disks of its own.
@Suite(.serialized) struct SeedTests {
  /// Short runs: every fault and step is in them, and a debug build makes 300 of them in a minute.
  private static let steps = 12

  private func violations(
    _ seeds: ClosedRange<UInt64>, _ options: SimulationOptions
  ) -> [RunResult] {
    let found = Mutex<[RunResult]>([])
    let next = Mutex(seeds.lowerBound)
    DispatchQueue.concurrentPerform(iterations: 2) { disk in
      while true {
        let seed = next.withLock { seed in
          defer { seed += 1 }
          return seed
        }
        guard seed <= seeds.upperBound else { return }
        let result = Simulation.run(seed: seed, options: options, disk: disk)
        if result.violation != nil { found.withLock { $0.append(result) } }
      }
    }
    return found.withLock { $0 }
  }

  @Test func `300 seeds keep every promise`() {
    let bad = violations(1...300, SimulationOptions(steps: Self.steps))
    #expect(bad.map { "\($0.seed): \($0.violation!.promise.rawValue)" } == [])
  }

  @Test func `a seed gives the same run again`() {
    for seed in 1...5 as ClosedRange<UInt64> {
      let first = Simulation.run(seed: seed, options: SimulationOptions(), keepsStory: true)
      let second = Simulation.run(seed: seed, options: SimulationOptions(), keepsStory: true)
      #expect(first.story == second.story)
      #expect(first.digest == second.digest)
    }
  }

  @Test(arguments: [Guards.losers, .cursorInTransaction])
  func `a guard that is left out is missed`(_ guarded: Guards) {
    let options = SimulationOptions(guards: .all.subtracting(guarded))
    let caught = (1...300 as ClosedRange<UInt64>).contains { seed in
      Simulation.run(seed: seed, options: options, disk: 2).violation != nil
    }
    #expect(caught)
  }
}
