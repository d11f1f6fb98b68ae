import Foundation
import Testing

/// A database that cannot be used: a code of its own, and both sides as they were.
@Suite struct DatabaseRefusalTests {
  /// Takes the lock through Python's own SQLite, says so, and keeps it.
  private static let holder = """
    import sqlite3, sys, time
    db = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
    db.execute('BEGIN EXCLUSIVE')
    print('locked', file=sys.stderr, flush=True)
    time.sleep(float(sys.argv[2]))
    db.execute('ROLLBACK')
    """

  private func hold(_ yard: Yard, seconds: Double) throws -> Running {
    let program = try Running(
      "/usr/bin/python3", ["-c", Self.holder, yard.database, String(seconds)], in: yard.folder)
    while try program.words().isEmpty, program.isRunning { usleep(10_000) }
    return program
  }

  private func bytes(_ yard: Yard) throws -> Data {
    try Data(contentsOf: URL(filePath: yard.database))
  }

  @Test func `a lock that lasts is told after the limit`() throws {
    let yard = try Yard.settled()
    try yard.workApart()
    let before = (bytes: try bytes(yard), pocket: try yard.state().pocket)
    let holder = try hold(yard, seconds: 60)
    let status = try Running("pocket-sync", ["status"], in: yard.folder)
    expectRefusal(try yard.dock(.tcp), 11, "DATA-04")
    expectRefusal(try status.outcome(), 11, "DATA-04")
    holder.signal(SIGKILL)
    _ = try holder.outcome()
    #expect(try bytes(yard) == before.bytes)
    #expect(try yard.state().pocket == before.pocket && before.pocket.pending > 0)
    try yard.expect(0, try yard.dock(.tcp))
    #expect(try yard.state().pocket.pending == 0)
  }

  @Test func `a lock that passes is waited for`() throws {
    let yard = try Yard.settled()
    try yard.workApart()
    let holder = try hold(yard, seconds: 4)
    try yard.expect(0, try yard.dock(.tcp))
    #expect(try holder.outcome().status == 0)
    #expect(try yard.state().pocket.pending == 0)
  }

  @Test(arguments: [false, true])
  func `a lock in the middle of a session does not lose the line`(lasts: Bool) throws {
    let yard = try Yard.settled()
    try yard.workApart()
    // A line so lazy that the lock is taken before the pocket has introduced itself.
    let simulator = try Simulator(
      ["--farm", yard.pocket, "--tcp", "0", "--baud", "1000000", "--latency", "500"],
      in: yard.folder)
    defer { simulator.stop() }
    let run = try Running("pocket-sync", ["--pocket", simulator.address], in: yard.folder)
    // The first sentence tells that the database was opened and the pocket is being called.
    while try run.words().isEmpty, run.isRunning { usleep(10_000) }
    let before = try bytes(yard)
    let holder = try hold(yard, seconds: lasts ? 60 : 8)
    guard lasts else {
      try yard.expect(0, try run.outcome())
      #expect(try holder.outcome().status == 0)
      return
    }
    expectRefusal(try run.outcome(), 11, "DATA-04")
    holder.signal(SIGKILL)
    _ = try holder.outcome()
    #expect(try bytes(yard) == before)
    simulator.stop()
    #expect(try yard.state().pocket.pending > 0)
    try yard.expect(0, try yard.dock(.tcp))
    #expect(try yard.state().pocket.pending == 0)
  }

  @Test(.enabled(if: canChangeUser))
  func `a file or a folder that may not be written`() throws {
    let yard = try Yard.settled()
    let before = try bytes(yard)
    for (file, folder) in [(0o444, 0o777), (0o666, 0o555)] {
      try FileManager.default.setAttributes(
        [.posixPermissions: file], ofItemAtPath: yard.database)
      try FileManager.default.setAttributes(
        [.posixPermissions: folder], ofItemAtPath: yard.folder.path)
      let outcome = try Program.run("/usr/bin/setpriv", nobody + ["status"], in: yard.folder)
      expectRefusal(outcome, 11, "DATA-06")
    }
    #expect(try bytes(yard) == before)
  }

  @Test(.enabled(if: canMount))
  func `a disk that may not be written`() throws {
    let yard = try Yard.settled()
    let disk = try Mounted(over: yard.folder.path + "/disk", kibibytes: 20_000)
    let database = disk.path + "/farm.sqlite"
    try FileManager.default.copyItem(atPath: yard.database, toPath: database)
    try disk.makeReadOnly()
    expectRefusal(try yard.sync(["status", "--database", database]), 11, "DATA-06")
    #expect(try Data(contentsOf: URL(filePath: database)) == bytes(yard))
  }

  @Test func `bookkeeping of a newer program, and a database prepared twice`() throws {
    let yard = try Yard.settled()
    let profile = yard.folder.path + "/profile.json"
    let before = try bytes(yard)
    expectRefusal(try yard.sync(["init", yard.database, "--profile", profile]), 11, "DATA-12")
    #expect(try bytes(yard) == before)
    _ = try Program.sqlite(yard.database, "UPDATE sync_hub SET format = 99", in: yard.folder)
    let newer = try yard.dock(.tcp)
    expectRefusal(newer, 11, "DATA-13")
    #expect(newer.words.contains("99"))
  }

  @Test func `bookkeeping of an older program is told as such, and nothing is changed`() throws {
    let yard = try Yard.settled()
    _ = try Program.sqlite(
      yard.database, "UPDATE sync_hub SET format = 1; DROP TABLE sync_peer_log;", in: yard.folder)
    let before = try bytes(yard)
    for outcome in [try yard.dock(.tcp), try yard.sync(["status"])] {
      expectRefusal(outcome, 11, "DATA-18")
      #expect(outcome.words.contains("1 < 2"))
    }
    #expect(try bytes(yard) == before)
  }

  @Test(arguments: [
    "ALTER TABLE animal RENAME COLUMN breed TO race", "ALTER TABLE animal DROP COLUMN breed",
  ])
  func `a table that the farm program changed is named`(change: String) throws {
    let yard = try Yard.settled()
    try yard.workApart()
    _ = try Program.sqlite(yard.database, change, in: yard.folder)
    let before = try yard.state()
    let outcome = try yard.dock(.tcp)
    expectRefusal(outcome, 11, "DATA-14")
    #expect(outcome.words.contains("animal"), "\(outcome.words)")
    #expect(try yard.state().difference(from: before) == [])
  }

  @Test func `a table that gained a column is taken over as it is`() throws {
    let yard = try Yard.settled()
    try yard.workApart()
    _ = try Program.sqlite(
      yard.database, "ALTER TABLE animal ADD COLUMN chip TEXT", in: yard.folder)
    try yard.expect(0, try yard.dock(.tcp))
    try yard.expect(0, try yard.dock(.tcp))
  }

  @Test func `a table that takes no part may change`() throws {
    let yard = try Yard.settled()
    _ = try Program.sqlite(
      yard.database, "CREATE TABLE diary(text); INSERT INTO diary VALUES ('x')", in: yard.folder)
    try yard.expect(0, try yard.dock(.tcp))
  }
}
