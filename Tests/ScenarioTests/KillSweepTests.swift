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
    let clock = ContinuousClock.now
    try uncut.expect(0, try uncut.dock(.tcp, sessions: 2, arguments(uncut)))
    let milliseconds = UInt64((ContinuousClock.now - clock) / .milliseconds(1))
    let wanted = try uncut.state()
    var killed = 0
    var random = Self.seed
    for _ in 0..<Self.kills {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let moment = (random >> 33) % max(milliseconds, 1)
      let yard = try Yard(copying: start)
      if try kill(yard, after: moment) { killed += 1 }
      try yard.expect(0, try yard.dock(.tcp, sessions: 2, arguments(yard)))
      #expect(try yard.state().difference(from: wanted) == [], "killed after \(moment) ms")
      let verified = try yard.sync(["verify", yard.stick])
      #expect(verified.status == 0, "killed after \(moment) ms: \(verified.words)")
      let restored = yard.folder.path + "/restored.sqlite"
      try yard.expect(0, try yard.sync(["restore", yard.stick, restored]))
      #expect(FileManager.default.contentsEqual(atPath: restored, andPath: yard.database))
      try yard.expect(
        0, try yard.sync(["restore", yard.stick, restored + "1", "--generation", "1"]))
    }
    // Most kills must have hit the run, or the sweep proves nothing.
    #expect(killed >= Self.kills / 2, "\(killed) of \(Self.kills)")
  }

  /// True where the run was still going when it was killed.
  private func kill(_ yard: Yard, after milliseconds: UInt64) throws -> Bool {
    let simulator = try Simulator(
      ["--farm", yard.pocket, "--sessions", "2", "--tcp", "0"], in: yard.folder)
    defer { simulator.stop() }
    let run = try Running(
      "pocket-sync", ["--pocket", simulator.address] + arguments(yard), in: yard.folder)
    usleep(UInt32(milliseconds * 1000))
    run.signal(SIGKILL)
    return try run.outcome().status == -SIGKILL
  }
}
