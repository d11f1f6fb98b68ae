import Gate
import Records
import Testing

@testable import FarmDatabase

/// The comparison beside a farm program that never pauses: slices first, then the log.
@Suite struct SlicedComparisonTests {
  private static let schema = """
    CREATE TABLE beast(nr INTEGER PRIMARY KEY, tag TEXT UNIQUE, note TEXT);
    CREATE TABLE weighing(beast INTEGER REFERENCES beast(nr), day TEXT COLLATE NOCASE, kg REAL,
      PRIMARY KEY(beast, day));
    CREATE TABLE job(id BLOB PRIMARY KEY, dose);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)
    INSERT INTO beast SELECT i, 'BE' || i, 'old' FROM n;
    INSERT INTO weighing SELECT nr, 'd', nr FROM beast;
    INSERT INTO weighing VALUES (NULL, 'nobody', 1);
    INSERT INTO job SELECT CAST(printf('%016d', nr) AS BLOB), nr FROM beast;
    INSERT INTO job VALUES ('no identity', 1), (NULL, 2);
    """

  /// Rows of each table in one slice, more than all of them last.
  private static let slices = [1, 3, 7, 100]

  /// A database whose triggers were lost with a rebuilt table, and what was written then.
  private func rebuilt() throws -> ScratchDatabase {
    let base = try ScratchDatabase(
      Self.schema,
      [
        ProfileTable(name: "beast", identity: .surrogate, direction: .both),
        ProfileTable(name: "weighing", identity: .natural, direction: .both),
        ProfileTable(name: "job", identity: .own, direction: .both),
      ])
    _ = try base.farm.capture()
    try base.program(
      """
      UPDATE job SET dose = 50 WHERE dose = 5;
      CREATE TABLE other(nr INTEGER PRIMARY KEY, tag TEXT UNIQUE, note TEXT);
      INSERT INTO other SELECT nr, tag, 'new' FROM beast WHERE nr % 4 <> 0;
      DROP TABLE beast; ALTER TABLE other RENAME TO beast;
      INSERT INTO beast VALUES (40, 'BE40', 'unlogged'); UPDATE beast SET nr = 41 WHERE nr = 1;
      INSERT INTO weighing VALUES (40, 'D', 4); DELETE FROM weighing WHERE beast = 2;
      """)
    return base
  }

  private func capture(_ farm: FarmDatabase) throws -> Int {
    try farm.write { db in try farm.captureAll(db)?.rows ?? 0 }
  }

  private func uncaptured(_ base: ScratchDatabase) throws -> Int {
    try FarmDatabase(path: base.path).evidence(run: id(1), asked: [:], exceptions: []).database
      .uncapturedRows
  }

  @Test(arguments: slices)
  func `what slices find and what the log names meanwhile is everything`(rows: Int) throws {
    let base = try rebuilt()
    let farm = try FarmDatabase(path: base.path)
    farm.ahead = try farm.read { db in try farm.lookInSlices(db, rows: rows) }
    #expect(farm.ahead?.tables.count == 3)
    // What the slices have seen changes once more, in every way.
    try base.program(
      """
      UPDATE beast SET note = 'meanwhile' WHERE nr IN (3, 40);
      INSERT OR REPLACE INTO beast VALUES (60, 'BE5', 'takes the tag of 5');
      UPDATE weighing SET day = 'moved' WHERE beast = 7; DELETE FROM weighing WHERE beast = 9;
      INSERT INTO weighing VALUES (60, 'x', 1); UPDATE job SET dose = 60 WHERE dose IN (6, 50);
      INSERT INTO job VALUES (\(hex(7)), 'late'); DELETE FROM job WHERE dose = 8;
      """)
    #expect(try capture(farm) > 20)
    #expect(try uncaptured(base) == 0)
    #expect(try farm.capture() == 0)
  }

  @Test(arguments: [1, 5, 100])
  func `what was found is taken in parts, with what the log names by then`(rows: Int) throws {
    let base = try rebuilt()
    let farm = try FarmDatabase(path: base.path)
    let commits = { try base.rows("SELECT count(*) FROM sync_commit")[0] }
    let owner = { try base.rows("SELECT hex(gid) FROM sync_row_0 WHERE k0 = 3 AND deleted = 0")[0] }
    let before = (commits: try commits(), owner: try owner())
    farm.ahead = try farm.read { db in try farm.lookInSlices(db) }
    let found = farm.ahead!.tables.values.reduce(0) { $0 + $1.keys.count }
    try base.program(
      "DELETE FROM beast WHERE nr = 3; INSERT INTO beast VALUES (3, 'BE99', 'another beast');")
    try farm.read { db in try farm.captureInParts(db, rows: rows) }
    let left = farm.ahead!.tables.values.reduce(0) { $0 + $1.keys.count }
    #expect(found > 20 && left == (rows == 100 ? found : rows))
    #expect(try commits() == before.commits || rows != 100)
    let between = try owner()
    #expect((between == before.owner) == (rows == 100))
    try base.program("UPDATE beast SET note = 'late' WHERE nr = 4;")
    let captured = try capture(farm)
    #expect(captured >= found)
    // The key went to another beast once.
    #expect(try owner() == between || rows == 100)
    #expect(try owner() != before.owner)
    #expect(try uncaptured(base) == 0)
  }

  @Test func `parts end where the triggers went meanwhile, and everything is compared`() throws {
    let base = try rebuilt()
    let farm = try FarmDatabase(path: base.path)
    farm.ahead = try farm.read { db in try farm.lookInSlices(db) }
    try base.program("DROP TRIGGER sync_log_2_au; UPDATE job SET dose = 'unseen' WHERE dose = 2;")
    let commits = try base.rows("SELECT count(*) FROM sync_commit")
    try farm.read { db in try farm.captureInParts(db, rows: 1) }
    #expect(try base.rows("SELECT count(*) FROM sync_commit") == commits)
    _ = try capture(farm)
    #expect(try uncaptured(base) == 0)
  }

  @Test func `what the slices found holds, and nothing is compared under the lock`() throws {
    let base = try rebuilt()
    let farm = try FarmDatabase(path: base.path)
    farm.ahead = try farm.read { db in try farm.lookInSlices(db) }
    // A change that neither log nor slices know of: only a comparison would find it.
    try base.program(
      """
      UPDATE job SET dose = 'hidden' WHERE dose = 2;
      DELETE FROM sync_log WHERE seq > (SELECT min(seq) FROM sync_log);
      UPDATE sqlite_sequence SET seq = (SELECT seq FROM sync_log) WHERE name = 'sync_log';
      """)
    _ = try capture(farm)
    #expect(try uncaptured(base) == 1)
  }

  @Test(arguments: [
    "DROP TRIGGER sync_log_2_au; UPDATE job SET dose = 'unseen' WHERE dose = 2;",
    "UPDATE job SET dose = 'x' WHERE dose < 4; DELETE FROM sync_log WHERE seq IN "
      + "(SELECT max(seq) - 1 FROM sync_log);",
    "UPDATE job SET dose = 'x' WHERE dose < 4; DELETE FROM sync_log; "
      + "INSERT INTO sync_log(tbl, op) VALUES (-1, 0);",
  ])
  func `slices hold no longer where triggers or rows of the log went meanwhile`(
    sql: String
  ) throws {
    let base = try rebuilt()
    let farm = try FarmDatabase(path: base.path)
    farm.ahead = try farm.read { db in try farm.lookInSlices(db) }
    try base.program(sql)
    _ = try capture(farm)
    #expect(try uncaptured(base) == 0)
  }

  @Test(arguments: [false, true])
  func `what the log cannot name beside the slices is seen by the row count`(
    inParts: Bool
  ) throws {
    let base = try ScratchDatabase(
      """
      CREATE TABLE beast(nr INTEGER PRIMARY KEY, tag TEXT, chip INTEGER);
      CREATE UNIQUE INDEX chip ON beast(chip) WHERE chip > 0;
      INSERT INTO beast VALUES (1, 'BE1', 11), (2, 'BE2', 12), (3, 'BE3', 13);
      """, [ProfileTable(name: "beast", identity: .surrogate, direction: .both)])
    _ = try base.farm.capture()
    // Two rows to find, which the log does not name.
    try base.program(
      """
      UPDATE beast SET tag = 'seen' WHERE nr <> 2; DELETE FROM sync_log WHERE op > 0;
      UPDATE sqlite_sequence SET seq = (SELECT seq FROM sync_log) WHERE name = 'sync_log';
      CREATE TABLE other(x);
      """)
    let farm = base.farm
    farm.ahead = try farm.read { db in try farm.lookInSlices(db) }
    let old = try base.rows("SELECT hex(gid) FROM sync_row_0 WHERE k0 = 3")
    try base.program(
      """
      INSERT OR REPLACE INTO beast VALUES (9, 'BE9', 12);
      DELETE FROM beast WHERE nr = 3; INSERT INTO beast VALUES (3, 'BE3', 13);
      """)
    if inParts { try farm.read { db in try farm.captureInParts(db, rows: 1) } }
    // 1 as found, 2 and 3 gone, 3 and 9 new.
    #expect(try capture(farm) == 5)
    #expect(try uncaptured(base) == 0)
    #expect(try base.rows("SELECT hex(gid) FROM sync_row_0 WHERE k0 = 3 AND deleted = 0") != old)
  }

  @Test(arguments: [false, true], [false, true])
  func `a gap in the log is not forgotten where the slices' work is lost or taken in parts`(
    isKilled: Bool, inParts: Bool
  ) throws {
    let base = try ScratchDatabase(
      """
      CREATE TABLE job(id BLOB PRIMARY KEY, dose);
      INSERT INTO job VALUES (\(hex(1)), 1), (\(hex(2)), 2), (\(hex(3)), 3), (\(hex(4)), 4);
      """, [ProfileTable(name: "job", identity: .own, direction: .both)])
    _ = try base.farm.capture()
    // Updates alone: no count of the rows gives them away.
    try base.program(
      """
      UPDATE job SET dose = 'x' WHERE dose < 3; DELETE FROM sync_log WHERE op > 0;
      UPDATE job SET dose = 'y' WHERE dose = 3;
      """)
    var farm = base.farm
    farm.ahead = try farm.read { db in try farm.lookInSlices(db) }
    try base.program("UPDATE job SET dose = 'z' WHERE dose = 4")
    if inParts { try farm.read { db in try farm.captureInParts(db, rows: 1) } }
    if isKilled { farm = try FarmDatabase(path: base.path) }
    #expect(try capture(farm) == (isKilled && inParts ? 1 : 4))
    #expect(try uncaptured(base) == 0)
    // Nothing is owed any more.
    try base.program("UPDATE job SET dose = 5 WHERE dose = 'z'")
    #expect(try capture(farm) == 1)
    #expect(try farm.read { db in try KeyLog.read(db)?.isWhole } == true)
  }
}
