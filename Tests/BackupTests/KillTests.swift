import Foundation
import Glibc
import Testing

@testable import Backup

@Suite struct KillTests {
  /// Copies and changes without end until it is killed after `microseconds`.
  static func copyUntilKilled(in folder: String, microseconds: UInt32) throws {
    let bench = Workbench(adopting: folder)
    Thread.detachNewThread {
      usleep(microseconds)
      kill(getpid(), SIGKILL)
    }
    for round in 1...10_000 {
      try bench.change(rows: round.isMultiple(of: 3) ? 2_000 : 20, from: round % 500)
      try bench.copy()
    }
  }

  @Test(arguments: 0..<10)
  func `a writer killed at any moment harms no generation and blocks no next one`(
    seed: Int
  )
    async throws
  {
    var random = Seeded(state: UInt64(seed))
    let bench = try Workbench(rows: 2_500)
    if seed > 1 { try bench.copy() }
    let folder = bench.folder
    let microseconds = UInt32.random(in: 1_000...900_000, using: &random)
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [folder = folder as String, microseconds = microseconds as UInt32] in
      try KillTests.copyUntilKilled(in: folder, microseconds: microseconds)
    }
    let states = try bench.openStore().generations()
    #expect(states.allSatisfy { if case .complete = $0 { true } else { false } }, "\(seed)")
    #expect(try bench.faults().isEmpty, "seed \(seed), \(microseconds) µs")
    try bench.change(rows: 1)
    let next = try #require(try bench.copy().sealed)
    #expect(next.generation > states.last?.number ?? 0)
    #expect(try bench.restored(next.generation) == bench.reference())
    #expect(try bench.faults().isEmpty)
  }
}
