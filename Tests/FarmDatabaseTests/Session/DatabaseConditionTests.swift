import FarmDatabase
import Foundation
import GRDB
import Records
import Testing

/// What the doctor is told of a database, each time with one thing broken by another program.
struct DatabaseConditionTests {
  private func prepared(
    capture: CaptureMode? = nil, before: String = ""
  ) throws -> ScratchDatabase {
    try ScratchDatabase(
      before + "CREATE TABLE t(id INTEGER PRIMARY KEY, v); INSERT INTO t VALUES (1, 'x')",
      [ProfileTable(name: "t", identity: .surrogate, direction: .both)], capture: capture)
  }

  @Test func `a sound database says so, and looking writes nothing`() throws {
    let scratch = try prepared()
    let before = try Data(contentsOf: URL(filePath: scratch.path))
    let condition = try scratch.farm.condition()
    #expect(condition.areTriggersThere == true && condition.commits == 1)
    #expect(condition.missingCommits == 0 && condition.missingImages.isEmpty)
    #expect(condition.journalMode == "delete" && condition.writeAheadBytes == 0)
    #expect(condition.newestMilliseconds > 1_600_000_000_000)
    #expect(try Data(contentsOf: URL(filePath: scratch.path)) == before)
    withExtendedLifetime(scratch) {}
  }

  @Test func `triggers that are gone are missed, and a capture makes them again`() throws {
    let scratch = try prepared()
    let names = try scratch.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    try scratch.program("DROP TRIGGER \(try #require(names.first))")
    #expect(try scratch.farm.condition().areTriggersThere == false)
    _ = try scratch.farm.capture()
    #expect(try scratch.farm.condition().areTriggersThere == true)
    let compared = try prepared(capture: .compare)
    #expect(try compared.farm.condition().areTriggersThere == nil)
    withExtendedLifetime((scratch, compared)) {}
  }

  @Test func `a gap in the chain, and the write-ahead log, are told`() throws {
    let scratch = try prepared(before: "PRAGMA journal_mode = WAL;")
    try scratch.program("UPDATE t SET v = 'y'")
    _ = try scratch.farm.capture()
    try scratch.program("UPDATE t SET v = 'z'")
    _ = try scratch.farm.capture()
    #expect(try scratch.farm.condition().missingCommits == 0)
    try scratch.program("DELETE FROM sync_commit WHERE seq = 2")
    let condition = try scratch.farm.condition()
    #expect(condition.commits == 2 && condition.missingCommits == 1)
    #expect(condition.journalMode == "wal" && condition.writeAheadBytes > 0)
    try scratch.farm.emptyWriteAheadLog()
    #expect(try scratch.farm.condition().writeAheadBytes == 0)
    withExtendedLifetime(scratch) {}
  }

  @Test func `a write-ahead log that somebody reads is not said to be emptied`() throws {
    let scratch = try prepared(before: "PRAGMA journal_mode = WAL;")
    try scratch.program("UPDATE t SET v = 'y'")
    let reader = try DatabaseQueue(path: scratch.path)
    try reader.inDatabase { db in
      try db.execute(sql: "BEGIN")
      _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM t")
      try scratch.program("UPDATE t SET v = 'z'")
      #expect(throws: FarmDatabaseError.busy(path: scratch.path, seconds: FarmDatabase.busySeconds))
      { try scratch.farm.emptyWriteAheadLog() }
      try db.execute(sql: "COMMIT")
    }
    try scratch.farm.emptyWriteAheadLog()
    #expect(try scratch.farm.condition().writeAheadBytes == 0)
    withExtendedLifetime(scratch) {}
  }
}
