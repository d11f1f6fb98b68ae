import Foundation
import Testing

/// A device that cannot be understood, or that stops in the middle.
@Suite struct DeviceRefusalTests {
  /// Accepts connections, then sends noise, says nothing, or hangs up.
  private static let server = """
    import os, socket, sys, time
    s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(4)
    print('%05d' % s.getsockname()[1], file=sys.stderr, flush=True)
    c, _ = s.accept()
    if sys.argv[1] == 'noise':
        for _ in range(200):
            c.sendall(os.urandom(4096)); time.sleep(0.01)
    if sys.argv[1] != 'gone': time.sleep(60)
    """

  @Test(arguments: [("noise", "LINE-01"), ("silence", "LINE-01"), ("gone", "POCKET-06")])
  func `a device that is no pocket changes nothing`(kind: String, code: String) throws {
    let yard = try Yard.settled()
    let before = try yard.state()
    let peer = try Running("/usr/bin/python3", ["-c", Self.server, kind], in: yard.folder)
    while try peer.words().isEmpty, peer.isRunning { usleep(10_000) }
    let port = try peer.words().trimmingCharacters(in: .whitespacesAndNewlines)
    expectRefusal(try yard.sync(["--pocket", "tcp:127.0.0.1:\(port)"]), 10, code)
    #expect(try yard.state().difference(from: before) == [])
  }

  @Test func `a pocket of another version is refused and understands why`() throws {
    let yard = try Yard.settled()
    try yard.workApart()
    let before = try yard.state()
    let simulator = try Simulator(
      ["--farm", yard.pocket, "--tcp", "0", "--sessions", "1", "--protocol-version", "2"],
      in: yard.folder)
    let outcome = try yard.sync(["--pocket", simulator.address])
    expectRefusal(outcome, 10, "PROTO-04")
    let told = try simulator.rest()
    #expect(told.contains("session failed refused"), "\(told)")
    #expect(try yard.state().difference(from: before) == [])
    try yard.expect(0, try yard.dock(.tcp))
  }

  @Test(arguments: Yard.Line.allCases)
  func `a pocket that stops in the middle is given up, and goes on when it wakes`(
    line: Yard.Line
  ) throws {
    let yard = try Yard.settled()
    _ = try Program.run(
      "pocket-simulator", ["--farm", yard.pocket, "--records", "2000"], in: yard.folder)
    let simulator = try Simulator(
      ["--farm", yard.pocket, "--baud", "200000"] + line.arguments, in: yard.folder)
    defer { simulator.stop() }
    let run = try Running("pocket-sync", ["--pocket", simulator.address], in: yard.folder)
    usleep(1_500_000)
    simulator.signal(SIGSTOP)
    let start = ContinuousClock.now
    let outcome = try run.outcome()
    expectRefusal(outcome, 10, "LINE-02")
    #expect(ContinuousClock.now - start < .seconds(20))
    simulator.signal(SIGCONT)
    try yard.expect(0, try yard.sync(["--pocket", simulator.address]))
    simulator.stop()
    #expect(try yard.state().pocket.pending == 0)
  }
}
