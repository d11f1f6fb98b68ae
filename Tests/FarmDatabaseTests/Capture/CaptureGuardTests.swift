import FarmDatabase
import Foundation
import Gate
import Records
import Testing

private let one = """
  CREATE TABLE t(nr INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, 'a'), (2, 'b');
  """

/// Changes a row and takes back what the log knows of it: nothing tells but the row.
private let hidden = """
  UPDATE t SET v = 'hidden' WHERE nr = 1;
  DELETE FROM sync_log WHERE seq = (SELECT max(seq) FROM sync_log);
  UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'sync_log';
  """

private func prepared(_ schema: String = one, capture: CaptureMode? = nil) throws -> ScratchDatabase
{
  let base = try ScratchDatabase(
    schema, [ProfileTable(name: "t", identity: .surrogate, direction: .both)], capture: capture)
  _ = try base.farm.capture()
  return base
}

private func later(_ base: ScratchDatabase, days: UInt64) throws -> FarmDatabase {
  let real = Surroundings.real
  return try FarmDatabase(
    path: base.path,
    surroundings: Surroundings(
      nowMilliseconds: { real.nowMilliseconds + days * 86_400_000 }, random: { real.random() }))
}

@Suite struct CaptureGuardTests {
  @Test func `the first dock of a day compares everything`() throws {
    let base = try prepared()
    try base.program(hidden)
    #expect(try base.farm.capture() == 0)
    #expect(try later(base, days: 1).capture() == 1)
  }

  @Test func `the gate compares everything`() throws {
    let base = try prepared()
    try base.program(hidden)
    let evidence = try base.farm.evidence(run: id(1), asked: [:], exceptions: [])
    #expect(evidence.database.uncapturedRows == 1)
    #expect(throws: (any Error).self) {
      try base.farm.locked(proving: evidence.database.commit) { _ in }
    }
  }

  @Test func `a copy of another commit than the proven one is refused`() throws {
    let base = try prepared()
    let proven = try base.farm.tail()
    try base.farm.locked(proving: proven) { _ in }
    try base.program("UPDATE t SET v = 'x'")
    #expect(try base.farm.capture() == 2)
    let now = try base.farm.tail()
    #expect(throws: FarmDatabaseError.moved(expected: proven, found: now)) {
      try base.farm.locked(proving: proven) { _ in }
    }
  }

  @Test func `a gap in the log makes the compare look`() throws {
    // Its beginning, its middle, its end: what is left names one of the two rows only.
    for gap in ["<= 1 + min(seq)", "= 1 + min(seq)", "= max(seq)"] {
      let base = try prepared()
      try base.program(
        """
        UPDATE t SET v = 'x' WHERE nr = 1; UPDATE t SET v = 'y' WHERE nr = 2;
        DELETE FROM sync_log WHERE seq IN (SELECT l.seq FROM sync_log l, sync_log m
          GROUP BY l.seq HAVING l.seq \(gap.replacingOccurrences(of: "seq", with: "m.seq")));
        """)
      #expect(try base.farm.capture() == 2)
      #expect(try base.rows("SELECT op FROM sync_log") == ["0"])
    }
  }

  @Test func `what changed while a table was rebuilt is found, and the triggers come back`() throws
  {
    let base = try prepared()
    let triggers = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY 1"
    let before = try base.rows(triggers)
    try base.program(
      """
      CREATE TABLE t2(nr INTEGER PRIMARY KEY, v TEXT);
      INSERT INTO t2 SELECT nr, upper(v) FROM t; DROP TABLE t; ALTER TABLE t2 RENAME TO t;
      UPDATE t SET v = 'C' WHERE nr = 2;
      """)
    #expect(try base.rows(triggers).isEmpty)
    let farm = try FarmDatabase(path: base.path)
    #expect(try farm.capture() == 2)
    #expect(try base.rows(triggers) == before && !before.isEmpty)
    try base.program("DELETE FROM t WHERE nr = 1")
    #expect(try farm.capture() == 1)
  }

  @Test func `triggers that were made again by the rebuild itself hide nothing`() throws {
    let base = try prepared()
    let sql = try base.rows(
      "SELECT replace(sql, char(10), ' ') || ';' FROM sqlite_schema WHERE type = 'trigger'")
    try base.program(
      "DROP TRIGGER sync_log_0_au; UPDATE t SET v = 'unseen';"
        + sql.filter { $0.contains("sync_log_0_au") }.joined())
    #expect(try base.farm.capture() == 2)
  }

  @Test func `a trigger of ours with another text is put right`() throws {
    let base = try prepared()
    try base.program(
      """
      DROP TRIGGER sync_log_0_au;
      CREATE TRIGGER sync_log_0_au AFTER UPDATE ON t BEGIN SELECT 1; END;
      """)
    #expect(try base.farm.capture() == 0)
    try base.program("UPDATE t SET v = 'seen' WHERE nr = 1")
    #expect(try base.farm.capture() == 1)
  }

  @Test func `a database restored from a copy is compared`() throws {
    let base = try prepared()
    // A plain copy: nothing but the chain tells that the ledger's mark is not of this file.
    let copy = base.path + ".copy"
    try FileManager.default.copyItem(atPath: base.path, toPath: copy)
    try base.program("UPDATE t SET v = 'newer' WHERE nr = 1")
    #expect(try base.farm.capture() == 1)
    try FileManager.default.removeItem(atPath: base.path)
    try FileManager.default.moveItem(atPath: copy, toPath: base.path)
    try base.program(hidden)
    #expect(try FarmDatabase(path: base.path).capture() == 1)
  }

  @Test func `a profile that forbids triggers puts nothing into the farm's tables`() throws {
    let base = try prepared(capture: .compare)
    #expect(try base.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'").isEmpty)
    try base.program("UPDATE t SET v = 'x'; INSERT INTO t VALUES (3, 'c'); VACUUM")
    #expect(try base.farm.capture() == 3)
    #expect(try base.farm.capture() == 0)
    #expect(try base.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'").isEmpty)
  }

  @Test func `where triggers are refused the tables are compared at each dock`() throws {
    let base = try prepared(one + "CREATE TABLE sync_log(of, the, farm);")
    #expect(try base.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'").isEmpty)
    try base.program("DELETE FROM t WHERE nr = 2")
    #expect(try base.farm.capture() == 1)
    #expect(try base.farm.capture() == 0)
  }

  @Test func `VACUUM and a generated column that is added change no row`() throws {
    let base = try prepared()
    try base.program("ALTER TABLE t ADD COLUMN twice AS (v || v); VACUUM;")
    #expect(try FarmDatabase(path: base.path).capture() == 0)
  }

  @Test func `a lost ledger costs a comparison and no row`() throws {
    let base = try prepared()
    try base.program("UPDATE t SET v = 'x' WHERE nr = 1")
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: base.farm.ledger.path + suffix)
    }
    #expect(try FarmDatabase(path: base.path).capture() == 1)
  }
}
