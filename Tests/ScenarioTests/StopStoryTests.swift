import Foundation
import Testing

/// Ctrl-C, a polite kill, and a second run beside the first, with real processes.
@Suite struct StopStoryTests {
  /// Starts `pocket-sync`, runs `body` with it, and waits for its end.
  private func during(
    _ yard: Yard, _ arguments: [String], _ body: (Process) throws -> Void
  ) throws -> Program.Outcome {
    let process = Process()
    process.executableURL = Program.folder.appending(path: "pocket-sync")
    process.arguments = arguments
    process.environment = [
      "PATH": "/usr/bin:/bin", "LANG": "fr_BE.UTF-8", "HOME": yard.folder.path,
      "POCKET_SYNC_CONFIG": yard.folder.path + "/config.json",
      "POCKET_SYNC_DATABASE": yard.database,
    ]
    let out = yard.folder.appending(path: "during-out")
    let err = yard.folder.appending(path: "during-err")
    for file in [out, err] { try Data().write(to: file) }
    // Somebody sits at the keyboard and types nothing.
    let keyboard = Pipe()
    process.standardInput = keyboard
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
    defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
    try body(process)
    process.waitUntilExit()
    return Program.Outcome(
      status: process.terminationStatus, output: try String(contentsOf: out, encoding: .utf8),
      words: try String(contentsOf: err, encoding: .utf8))
  }

  /// Waits until the run has said so much of its story.
  private func wait(for words: String, _ yard: Yard, in file: String = "during-err") throws {
    let err = yard.folder.appending(path: file)
    for _ in 0..<2000 {
      if try String(contentsOf: err, encoding: .utf8).contains(words) { return }
      usleep(5_000)
    }
    throw ProgramFailed(words: try String(contentsOf: err, encoding: .utf8))
  }

  /// A pocket with records that a slow line needs seconds for.
  private func slowPocket(_ yard: Yard) throws -> Simulator {
    try Simulator(
      ["--farm", yard.pocket, "--records", "150", "--seed", "5", "--pty", "--baud", "9600"],
      in: yard.folder)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a stopped transfer says so, loses nothing and goes on the next time`(
    signal: Int32
  ) throws {
    let yard = try Yard.settled()
    let simulator = try slowPocket(yard)
    let stopped = try during(yard, ["--pocket", simulator.address]) { process in
      try wait(for: "à reprendre", yard)
      usleep(700_000)
      kill(process.processIdentifier, signal)
    }
    #expect(stopped.status == 15, "\(stopped.words)")
    #expect(stopped.words.contains("[STOP-01]"), "\(stopped.words)")
    simulator.stop()
    let next = try yard.dock(
      .tcp, sessions: 2, ["--then-backup", "--pretend-external", yard.stick])
    #expect(next.status == 0, "\(next.words)")
    let state = try yard.state().pocket
    #expect(state.pending == 0)
    #expect(state.mergedNumber == state.lastNumber)
  }

  @Test func `who is asked to compare the digits can stop as well, and nobody was paired`() throws {
    let yard = try Yard.settled()
    let known = try yard.sync(["devices"]).output
    let simulator = try Simulator(["--farm", yard.pocket, "--tcp", "0", "--pair"], in: yard.folder)
    let stopped = try during(yard, ["pair", "--pocket", simulator.address]) { process in
      try wait(for: "oui ou non", yard, in: "during-out")
      kill(process.processIdentifier, SIGINT)
    }
    #expect(stopped.status == 15, "\(stopped.words)")
    #expect(stopped.words.contains("[STOP-01]"), "\(stopped.words)")
    #expect(try yard.sync(["devices"]).output == known)
    simulator.stop()
    try yard.expect(0, try yard.dock(.tcp))
  }

  @Test func `a second run beside the first says who works and leaves everything alone`() throws {
    let yard = try Yard.settled()
    let simulator = try slowPocket(yard)
    defer { simulator.stop() }
    var second: [Program.Outcome] = []
    var first: Int32 = 0
    let outcome = try during(yard, ["--pocket", simulator.address]) { process in
      try wait(for: "à reprendre", yard)
      first = process.processIdentifier
      second.append(try yard.sync(["backup", "--pretend-external", yard.stick]))
      let link = yard.folder.path + "/other-name.sqlite"
      try FileManager.default.createSymbolicLink(
        atPath: link, withDestinationPath: yard.database)
      second.append(try yard.sync(["retire", "Pocket", "--reason", "x", "--database", link]))
      second.append(try yard.sync(["status"]))
      kill(process.processIdentifier, SIGINT)
    }
    #expect(outcome.status == 15, "\(outcome.words)")
    for refused in second.prefix(2) {
      #expect(refused.status == 11, "\(refused.words)")
      #expect(refused.words.contains("[DATA-10]"), "\(refused.words)")
      #expect(refused.words.contains("processus \(first)"), "\(refused.words)")
    }
    #expect(second.last?.status == 0, "status only reads")
    #expect(try FileManager.default.contentsOfDirectory(atPath: yard.stick) == [])
    try yard.expect(0, try yard.sync(["retire", "Pocket", "--reason", "cassé"]))
  }

  @Test func `a run that may wait lets another one finish first`() throws {
    let yard = try Yard.settled()
    let simulator = try Simulator(["--farm", yard.pocket, "--tcp", "0"], in: yard.folder)
    defer { simulator.stop() }
    let other = open(yard.database + "-pocket-sync.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    try #require(flock(other, LOCK_EX) == 0)
    let waiting = ["--pocket", simulator.address, "--wait"]
    let tired = try yard.sync(waiting + ["1"])
    #expect(tired.status == 11 && tired.words.contains("[DATA-10]"), "\(tired.words)")
    let patient = try during(yard, waiting + ["60"]) { process in
      usleep(300_000)
      #expect(process.isRunning)
      close(other)
    }
    #expect(patient.status == 0, "\(patient.words)")
  }

  @Test func `a copy that is stopped is there whole or not at all`() throws {
    var statuses: Set<Int32> = []
    for milliseconds: UInt32 in [0, 5, 15, 40, 100, 250] {
      statuses.insert(try copyStopped(afterMilliseconds: milliseconds))
    }
    #expect(statuses.contains(15), "no signal came while a copy was written")
    #expect(statuses.isSubset(of: [0, 15]))
  }

  private func copyStopped(afterMilliseconds milliseconds: UInt32) throws -> Int32 {
    let yard = try Yard.settled()
    let pocket = try Simulator(["--farm", yard.pocket, "--tcp", "0"], in: yard.folder)
    defer { pocket.stop() }
    let copy = ["--pocket", pocket.address, "--then-backup", "--pretend-external", yard.stick]
    let stopped = try during(yard, copy) { process in
      try wait(for: "Oui, tous", yard)
      usleep(milliseconds * 1000)
      kill(process.processIdentifier, SIGINT)
    }
    let listed = try yard.sync(["generations", yard.stick, "--json"])
    let isListed = listed.output.contains("\"generation\" : 1")
    #expect(isListed == (stopped.status == 0), "\(stopped.words)\(listed.output)")
    let again = try yard.sync(copy)
    #expect(again.status == 0, "\(again.words)")
    try yard.expect(0, try yard.sync(["verify", yard.stick]))
    return stopped.status
  }
}
