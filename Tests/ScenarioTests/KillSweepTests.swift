import Foundation
import Testing

/// The PC's program is killed at any moment; the next run completes and nothing shows of it.
@Suite(.serialized) struct KillSweepTests {
  private static let kills = 40
  private static let seed: UInt64 = 11

  private func arguments(_ yard: Yard) -> [String] {
    ["--then-backup", "--pretend-external", yard.stick]
  }

  /// A yard with one copy on the stick and work on both sides since.
  private func start() throws -> Yard {
    let yard = try Yard.settled()
    try yard.expect(0, try yard.dock(.tcp, sessions: 2, arguments(yard)))
    try yard.workApart()
    return yard
  }

  @Test func `killed at any moment the run is done by the next one`() throws {
    let start = try start()
    let uncut = try Yard(copying: start)
    let milliseconds = try run(uncut)
    let wanted = try uncut.state()
    var killed = 0
    var random = Self.seed
    for _ in 0..<Self.kills {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let moment = (random >> 33) % max(milliseconds, 1)
      let yard = try Yard(copying: start)
      if try run(yard, killedAfter: moment) == Self.killed { killed += 1 }
      try yard.expect(0, try yard.dock(.tcp, sessions: 2, arguments(yard)))
      let difference = try yard.state().difference(from: wanted)
      #expect(difference.isEmpty, "killed after \(moment) ms: \(difference.prefix(8))")
      let verified = try yard.sync(["verify", yard.stick])
      #expect(verified.status == 0, "killed after \(moment) ms: \(verified.words)")
      let restored = yard.folder.path + "/restored.sqlite"
      try yard.expect(0, try yard.sync(["restore", yard.stick, restored]))
      #expect(FileManager.default.contentsEqual(atPath: restored, andPath: yard.database))
      try yard.expect(
        0, try yard.sync(["restore", yard.stick, restored + "1", "--generation", "1"]))
    }
    // Enough kills must have hit the run, or the sweep proves nothing.
    #expect(killed >= Self.kills / 4, "\(killed) of \(Self.kills)")
  }

  /// What `run` gives where the program did not reach its end.
  private static let killed: UInt64 = .max

  /// How many milliseconds the program took, or that it was killed after so many.
  private func run(_ yard: Yard, killedAfter moment: UInt64? = nil) throws -> UInt64 {
    let simulator = try Simulator(
      ["--farm", yard.pocket, "--sessions", "2", "--tcp", "0"], in: yard.folder)
    defer { simulator.stop() }
    let clock = ContinuousClock.now
    let run = try Running(
      "pocket-sync", ["--pocket", simulator.address] + arguments(yard), in: yard.folder)
    if let moment {
      usleep(UInt32(moment * 1000))
      run.signal(SIGKILL)
    }
    let outcome = try run.outcome()
    if outcome.status == -SIGKILL { return Self.killed }
    try yard.expect(0, outcome)
    return UInt64((ContinuousClock.now - clock) / .milliseconds(1))
  }
}
