import Foundation
import Testing

/// Where a copy may not go or does not fit: told by its code; what is on the medium stays good.
@Suite struct MediumRefusalTests {
  private func backup(_ yard: Yard) throws -> Program.Outcome {
    try yard.dock(.tcp, sessions: 2, ["--then-backup", "--pretend-external", yard.stick])
  }

  private func manifests(_ yard: Yard) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: yard.stick)
      .filter { $0.hasSuffix(".json") && !$0.hasSuffix("medium.json") }.sorted()
  }

  @Test func `folders of this PC and names that nobody knows`() throws {
    let yard = try Yard.settled()
    let before = try yard.state()
    for folder in [yard.stick, "/"] {
      let outcome = try yard.dock(.tcp, ["--then-backup", "--to", folder])
      // Which of them depends on where the machine keeps its files.
      expectRefusal(outcome, 13, "MEDIUM-01", "MEDIUM-02", "MEDIUM-06", "MEDIUM-09")
    }
    for name in ["KINGSTON", yard.folder.path + "/nowhere", "/dev/nothing"] {
      expectRefusal(try yard.dock(.tcp, ["--then-backup", "--to", name]), 13, "MEDIUM-23")
    }
    #expect(try yard.state().difference(from: before) == [])
    #expect(try FileManager.default.subpathsOfDirectory(atPath: yard.stick) == [])
  }

  @Test(.enabled(if: canMount))
  func `memory and a file that plays a disk are no medium`() throws {
    let yard = try Yard.settled()
    let memory = try Mounted(over: yard.stick, kibibytes: 20_000)
    expectRefusal(try yard.dock(.tcp, ["--then-backup", "--to", memory.path]), 13, "MEDIUM-05")
    memory.pull()
    let shell = """
      truncate -s 16M "$1/disk.img" && mkfs.ext4 -q "$1/disk.img" && \
      mount -o loop "$1/disk.img" "$1/stick"
      """
    let made = try Program.run("/bin/sh", ["-ec", shell, "sh", yard.folder.path], in: yard.folder)
    try #require(made.status == 0, "\(made.words)")
    defer { umount2(yard.stick, Int32(MNT_DETACH)) }
    let outcome = try yard.dock(.tcp, ["--then-backup", "--to", yard.stick])
    expectRefusal(outcome, 13, "MEDIUM-01", "MEDIUM-02", "MEDIUM-03", "MEDIUM-06", "MEDIUM-09")
  }

  @Test(.enabled(if: canMount), arguments: [4, 64, 1_000])
  func `a medium that is full from the start says what is needed`(kibibytes: Int) throws {
    let yard = try Yard.settled()
    let medium = try Mounted(over: yard.stick, kibibytes: kibibytes)
    let outcome = try backup(yard)
    expectRefusal(outcome, 13, "MEDIUM-24")
    #expect(!outcome.words.contains(" 0 "), "\(outcome.words)")
    #expect(try manifests(yard) == [])
    try medium.resize(kibibytes: 40_000)
    try yard.expect(0, try backup(yard))
    try yard.expect(0, try yard.sync(["verify", yard.stick]))
  }

  @Test(.enabled(if: canMount))
  func `a medium that is full later keeps what it has`() throws {
    let yard = try Yard.settled()
    let medium = try Mounted(over: yard.stick, kibibytes: 40_000)
    try yard.expect(0, try backup(yard))
    let first = try manifests(yard)
    try medium.resize(kibibytes: 1_500)
    try yard.workApart()
    expectRefusal(try backup(yard), 13, "MEDIUM-24")
    #expect(try manifests(yard) == first)
    try yard.expect(0, try yard.sync(["verify", yard.stick]))
    #expect(try yard.state().pocket.pending == 0)
    try medium.resize(kibibytes: 40_000)
    try yard.expect(0, try backup(yard))
    #expect(try manifests(yard).count == first.count + 1)
    try yard.expect(0, try yard.sync(["verify", yard.stick]))
  }

  @Test(.enabled(if: canMount), arguments: [false, true])
  func `a medium that may only be read stays as it is`(isUsed: Bool) throws {
    let yard = try Yard.settled()
    let medium = try Mounted(over: yard.stick, kibibytes: 40_000)
    if isUsed { try yard.expect(0, try backup(yard)) }
    let first = try FileManager.default.subpathsOfDirectory(atPath: yard.stick).sorted()
    try yard.workApart()
    try medium.makeReadOnly()
    expectRefusal(try backup(yard), 13, "MEDIUM-25")
    #expect(try FileManager.default.subpathsOfDirectory(atPath: yard.stick).sorted() == first)
    #expect(try yard.state().pocket.pending == 0)
  }

  @Test(.enabled(if: canMount))
  func `a medium that is pulled in the middle is told and no copy is claimed`() throws {
    let yard = try Yard.settled()
    let medium = try Mounted(over: yard.stick, kibibytes: 40_000)
    let simulator = try Simulator(
      ["--farm", yard.pocket, "--sessions", "2", "--tcp", "0"], in: yard.folder)
    defer { simulator.stop() }
    let run = try Running(
      "pocket-sync",
      ["--pocket", simulator.address, "--then-backup", "--pretend-external", yard.stick],
      in: yard.folder)
    while run.isRunning {
      let files = try FileManager.default.subpathsOfDirectory(atPath: yard.stick)
      if files.contains(where: { $0.contains("-full.sqlite.zst") }) { break }
      usleep(500)
    }
    run.signal(SIGSTOP)
    try #require(run.isRunning)
    let hadManifest = try !manifests(yard).isEmpty
    medium.pull()
    run.signal(SIGCONT)
    let outcome = try run.outcome()
    if !hadManifest { expectRefusal(outcome, 13, "MEDIUM-26", "MEDIUM-27") }
    simulator.stop()
    let again = try Mounted(over: yard.stick, kibibytes: 40_000)
    try yard.expect(0, try backup(yard))
    try yard.expect(0, try yard.sync(["verify", again.path]))
  }
}
