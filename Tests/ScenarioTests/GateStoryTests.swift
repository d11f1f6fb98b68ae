import Foundation
import Testing

/// What closes the gate, told by the program itself; the stick stays as it was.
@Suite struct GateStoryTests {
  private func refused(_ yard: Yard, _ arguments: [String], _ code: String) throws {
    let before = try FileManager.default.subpathsOfDirectory(atPath: yard.stick)
    let outcome = try yard.sync(["backup", "--pretend-external", yard.stick] + arguments)
    #expect(outcome.status == 12, "\(outcome.words)")
    #expect(outcome.words.contains("[\(code)]"), "\(outcome.words)")
    #expect(try FileManager.default.subpathsOfDirectory(atPath: yard.stick) == before)
  }

  @Test func `a record that is still on the docked pocket closes the gate`() throws {
    let yard = try Yard.settled()
    let simulator = try Simulator(
      ["--farm", yard.pocket, "--records", "3", "--tcp", "0"], in: yard.folder)
    defer { simulator.stop() }
    try refused(yard, ["--pocket", simulator.address], "GATE-02")
  }

  @Test func `a pocket that took no part in the last run closes the gate`() throws {
    let yard = try Yard.settled()
    let second = yard.folder.path + "/second"
    let simulator = try Simulator(
      ["--farm", second, "--label", "Second", "--tcp", "0"], in: yard.folder)
    try yard.expect(0, try yard.sync(["--pocket", simulator.address]))
    simulator.stop()
    try refused(yard, [], "GATE-01")
    let partial = try yard.sync([
      "backup", "--pretend-external", yard.stick, "--without", "Pocket", "--reason", "à la ville",
    ])
    #expect(partial.status == 0, "\(partial.words)")
    #expect(partial.output.contains("à la ville"))
  }

  @Test func `a session that was cut closes the gate`() throws {
    let yard = try Yard.settled()
    _ = try Program.run(
      "pocket-simulator", ["--farm", yard.pocket, "--records", "40"], in: yard.folder)
    let cut = try yard.dock(.tcp, cutAfter: 2500)
    #expect(cut.status == 10)
    try refused(yard, [], "GATE-01")
  }

  @Test func `in the right order the copy is made, and a second time there is nothing to do`()
    throws
  {
    let yard = try Yard.settled()
    let first = try yard.dock(
      .pty, sessions: 2, ["--then-backup", "--pretend-external", yard.stick])
    #expect(first.status == 0, "\(first.words)")
    let files = try FileManager.default.subpathsOfDirectory(atPath: yard.stick).sorted()
    let second = try yard.dock(
      .pty, sessions: 2, ["--then-backup", "--pretend-external", yard.stick])
    #expect(second.status == 0, "\(second.words)")
    #expect(second.output.contains("Rien à faire"))
    #expect(try FileManager.default.subpathsOfDirectory(atPath: yard.stick).sorted() == files)
  }

  @Test func `a farm without pockets passes the gate`() throws {
    let yard = try Yard()
    _ = try Program.sqlite(
      yard.database, "CREATE TABLE t(id INTEGER PRIMARY KEY, v); INSERT INTO t(v) VALUES ('x')",
      in: yard.folder)
    let profile = yard.folder.path + "/profile.json"
    let draft = try yard.sync(["profile", "suggest", yard.database])
    try Data(draft.output.utf8).write(to: URL(filePath: profile))
    try yard.expect(0, try yard.sync(["init", yard.database, "--profile", profile]))
    _ = try Program.sqlite(yard.database, "INSERT INTO t(v) VALUES ('y')", in: yard.folder)
    let outcome = try yard.sync(["--then-backup", "--pretend-external", yard.stick])
    #expect(outcome.status == 0, "\(outcome.words)")
  }
}
