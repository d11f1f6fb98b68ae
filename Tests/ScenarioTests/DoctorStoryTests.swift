import Foundation
import Testing

/// Seven of the twelve broken worlds, those that need no kernel of their own; the other five are
/// `fixtures/usb-lab/doctor.sh`. In each exactly one thing is red, and its mend makes it well.
@Suite struct DoctorStoryTests {
  /// Exactly this is red, and a person reads it in French with its code.
  private func ill(
    _ yard: Yard, _ finding: String, _ words: String, status: Int32, _ arguments: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let answer = try yard.examined(arguments)
    #expect(answer.red == [finding], "\(answer)", sourceLocation: sourceLocation)
    #expect(answer.status == status, sourceLocation: sourceLocation)
    let told = try yard.sync(["doctor"] + arguments)
    #expect(told.status == status, sourceLocation: sourceLocation)
    let code = String(finding.split(separator: " ")[1])
    #expect(told.output.contains(words), "\(told.output)", sourceLocation: sourceLocation)
    #expect(told.output.contains("[\(code)]"), sourceLocation: sourceLocation)
  }

  private func well(
    _ yard: Yard, _ arguments: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let answer = try yard.examined(arguments)
    #expect(answer.red == [], "\(answer)", sourceLocation: sourceLocation)
    #expect([0, 20].contains(answer.status), sourceLocation: sourceLocation)
  }

  /// Shown first, which changes nothing; then done.
  private func mend(_ yard: Yard, _ code: String, shows step: String) throws {
    let dry = try yard.sync(["doctor", "--mend", code])
    #expect(dry.status == 0 && dry.output.contains(step), "\(dry.output)\(dry.words)")
    #expect(try !yard.examined().red.isEmpty)
    let done = try yard.sync(["doctor", "--mend", code, "--do"])
    #expect(done.status == 0 && done.output.contains("c'est fait"), "\(done.output)\(done.words)")
    try well(yard)
  }

  @Test func `a cable that loses one frame of twenty is named, and a sound one clears it`() throws {
    let yard = try Yard.healthy()
    func dock(_ fault: [String]) throws {
      let simulator = try Simulator(
        ["--farm", yard.pocket, "--records", "3000", "--sessions", "1", "--pty"] + fault,
        in: yard.folder)
      defer { simulator.stop() }
      try yard.expect(0, try yard.sync(["--pocket", simulator.address]))
    }
    try dock(["--drop", "0.03", "--flip", "0.03"])
    try ill(yard, "cable DOC-10", "perd", status: 21)
    let asked = try yard.sync(["doctor", "--mend", "DOC-10", "--do"])
    #expect(asked.status == 22 && asked.words.contains("[DOC-62]"), "\(asked.words)")
    try dock([])
    try well(yard)
  }

  @Test func `a damaged database is given back from the copy that is named`() throws {
    let yard = try Yard.healthy()
    let pages = try Program.sqlite(
      yard.database, "SELECT rootpage FROM sqlite_schema WHERE name = 'animal_event'",
      in: yard.folder)
    let file = try FileHandle(forUpdating: URL(filePath: yard.database))
    let page = try #require(pages.first.flatMap(UInt64.init))
    try file.seek(toOffset: (page - 1) * 4096)
    try file.write(contentsOf: Data(repeating: 0x5A, count: 4096))
    try file.close()
    let answer = try yard.examined()
    #expect(answer.red.count == 1 && answer.red[0].hasPrefix("database "), "\(answer)")
    let code = try #require(answer.findings.last { $0.check == "database" }?.code)
    try ill(yard, "database \(code)", "endommagée", status: 22)
    #expect(try yard.sync(["doctor"]).output.contains("La copie n° 1 sur"))
    try mend(yard, code, shows: "restore \(yard.stick) --replace --generation 1")
  }

  @Test(.enabled(if: canMount))
  func `a medium that has no room for the next full copy is named`() throws {
    let yard = try Yard.settled()
    let medium = try Mounted(over: yard.stick, kibibytes: 200_000)
    try yard.expect(
      0, try yard.dock(.pty, sessions: 2, ["--then-backup", "--pretend-external", yard.stick]))
    try well(yard)
    let used = try Program.run("/usr/bin/du", ["-sk", yard.stick], in: yard.folder)
    let kibibytes = try #require(used.output.split(separator: "\t").first.flatMap { Int($0) })
    try medium.resize(kibibytes: kibibytes + 100)
    let answer = try yard.examined()
    #expect(answer.red == ["space DOC-13"], "\(answer)")
    #expect(try yard.sync(["doctor"]).output.contains(yard.stick))
    try medium.resize(kibibytes: 200_000)
    try well(yard)
  }

  @Test func `a damaged ledger is put aside, and the sound database is left as it is`() throws {
    let yard = try Yard.healthy()
    let pages = try Program.sqlite(
      yard.database + "-pocket-sync",
      "PRAGMA wal_checkpoint(TRUNCATE); SELECT rootpage FROM sqlite_schema WHERE name = 'session'",
      in: yard.folder)
    let ledger = yard.database + "-pocket-sync"
    let page = try #require(pages.last.flatMap(UInt64.init))
    let file = try FileHandle(forUpdating: URL(filePath: ledger))
    try file.seek(toOffset: (page - 1) * 4096)
    try file.write(contentsOf: Data(repeating: 0x5A, count: 4096))
    try file.close()
    let before = try Data(contentsOf: URL(filePath: yard.database))
    let told = try yard.sync(["status"])
    #expect(told.status == 11 && told.words.contains("[DATA-20]"), "\(told.words)")
    #expect(told.words.contains("pocket-sync doctor"), "\(told.words)")
    try ill(yard, "metadata DOC-35", "registre", status: 22)
    let dry = try yard.sync(["doctor", "--mend", "DOC-35", "--database", yard.database])
    #expect(dry.output.contains("mv \(ledger) \(ledger).damaged"), "\(dry.output)")
    #expect(dry.output.contains("--mend DOC-35 --do --database \(yard.database)"), "\(dry.output)")
    try yard.expect(0, try yard.sync(["doctor", "--mend", "DOC-35", "--do"]))
    #expect(FileManager.default.fileExists(atPath: ledger + ".damaged"))
    #expect(try Data(contentsOf: URL(filePath: yard.database)) == before)
    // What the ledger knew of copies and sessions comes back with the next of each.
    #expect(try yard.examined().red == ["copies DOC-41"])
    try yard.expect(
      0, try yard.dock(.pty, ["--then-backup", "--pretend-external", yard.stick]))
    try well(yard)
  }

  @Test func `settings that cannot be read are named, not taken for none`() throws {
    let yard = try Yard.healthy()
    let config = yard.folder.path + "/config.json"
    let text = try Data(contentsOf: URL(filePath: config))
    try Data("{".utf8).write(to: URL(filePath: config))
    let answer = try yard.examined()
    #expect(answer.red.count == 1 && answer.red[0].hasPrefix("settings "), "\(answer)")
    #expect(answer.status == 22)
    try text.write(to: URL(filePath: config))
    try well(yard)
    let channels = yard.folder.path + "/channels.json"
    try Data("{}".utf8).write(to: URL(filePath: channels))
    #expect(chmod(channels, 0o644) == 0)
    let exposed = try yard.examined()
    #expect(exposed.red.count == 1 && exposed.red[0].hasPrefix("settings CHAN-"), "\(exposed)")
    #expect(chmod(channels, 0o600) == 0 && unlink(channels) == 0)
    try well(yard)
  }

  @Test func `triggers that a table's rebuild took along are made again`() throws {
    let yard = try Yard.healthy()
    let drops = try Program.sqlite(
      yard.database,
      """
      SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema
      WHERE type = 'trigger' AND name GLOB 'sync_log_*' AND tbl_name = 'parcel'
      """, in: yard.folder)
    #expect(!drops.isEmpty)
    _ = try Program.sqlite(yard.database, drops.joined(), in: yard.folder)
    try ill(yard, "triggers DOC-32", "déclencheurs", status: 21)
    try mend(yard, "DOC-32", shows: "CREATE TRIGGER")
  }

  @Test(.enabled(if: canMount))
  func `a disk where the next run does not fit is named with what is missing`() throws {
    let yard = try Yard.healthy()
    let disk = try Mounted(over: yard.folder.path + "/disk", kibibytes: 90_000)
    for ending in ["", "-pocket-sync"] {
      try FileManager.default.copyItem(
        atPath: yard.database + ending, toPath: disk.path + "/farm.sqlite" + ending)
    }
    let there = ["--database", disk.path + "/farm.sqlite"]
    try well(yard, there)
    let rest = disk.path + "/photos"
    try Data(count: 80_000_000).write(to: URL(filePath: rest))
    try ill(yard, "space DOC-13", "plein", status: 22, there)
    try FileManager.default.removeItem(atPath: rest)
    try well(yard, there)
    withExtendedLifetime(disk) {}
  }

  @Test func `a gate that a pocket elsewhere keeps shut is named, and opens once both are docked`()
    throws
  {
    let yard = try Yard.healthy()
    _ = try Program.run(
      "pocket-simulator", ["--farm", yard.pocket, "--records", "5"], in: yard.folder)
    try yard.expect(0, try yard.dock(.tcp))
    try well(yard)
    let second = ["--farm", yard.folder.path + "/second", "--label", "Marie", "--tcp", "0"]
    let marie = try Simulator(second, in: yard.folder)
    defer { marie.stop() }
    try yard.expect(0, try yard.sync(["--pocket", marie.address]))
    try ill(yard, "gate GATE-01", "n'a pas encore été synchronisé", status: 21)
    let luc = try Simulator(["--farm", yard.pocket, "--tcp", "0"], in: yard.folder)
    defer { luc.stop() }
    try yard.expect(0, try yard.sync(["--pocket", marie.address, "--pocket", luc.address]))
    try well(yard)
  }

  @Test func `a farm program that the server refuses is named where copies go there`() throws {
    let yard = try Yard.healthy()
    func note(_ version: String) throws {
      _ = try Program.sqlite(
        yard.database, "UPDATE program_version SET version = '\(version)'", in: yard.folder)
    }
    try note("2018.09")
    try well(yard)
    try Data("s3cret\n".utf8).write(to: yard.folder.appending(path: "secret"))
    try yard.expect(
      0,
      try yard.sync([
        "channels", "server", "--endpoint", "https://s3.example.be", "--bucket", "farms",
        "--key-id", "AK1", "--prefix", "f-1", "--secret-file", yard.folder.path + "/secret",
      ]))
    try ill(yard, "versions DOC-47", "2018.09", status: 21)
    try note("2019.1")
    try well(yard)
  }

  @Test func `a database of a newer pocket-sync asks for the newer program and nothing else`()
    throws
  {
    let yard = try Yard.healthy()
    _ = try Program.sqlite(
      yard.database, "UPDATE sync_hub SET format = format + 1", in: yard.folder)
    try ill(yard, "database DATA-13", "récent", status: 22)
    let answer = try yard.examined()
    #expect(answer.findings.contains { $0.check == "gate" && $0.verdict == "notLooked" })
    _ = try Program.sqlite(
      yard.database, "UPDATE sync_hub SET format = format - 1", in: yard.folder)
    try well(yard)
  }

  @Test func `a code that is not in the list mends nothing, and --do wants one`() throws {
    let yard = try Yard.healthy()
    let none = try yard.sync(["doctor", "--mend", "DOC-01", "--do"])
    #expect(none.status == 22 && none.words.contains("[DOC-61]"), "\(none.words)")
    #expect(try yard.sync(["doctor", "--do"]).status == 64)
  }

  @Test func `looking changes nothing`() throws {
    let yard = try Yard.healthy()
    _ = try yard.examined()
    let before = try Data(contentsOf: URL(filePath: yard.database))
    _ = try yard.sync(["doctor"])
    #expect(try Data(contentsOf: URL(filePath: yard.database)) == before)
  }
}
