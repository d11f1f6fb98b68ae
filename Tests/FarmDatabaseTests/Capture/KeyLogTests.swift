import FarmDatabase
import Foundation
import Gate
import Records
import Testing

/// Awkward keys: composite with a collation, handed out, unique beside the key, cascades.
private let herd = """
  CREATE TABLE "order"("select" TEXT COLLATE NOCASE, "né le" INTEGER, "to""tal" REAL,
    PRIMARY KEY("select", "né le")) WITHOUT ROWID;
  CREATE TABLE beast(nr INTEGER PRIMARY KEY, tag TEXT COLLATE NOCASE UNIQUE, chip INTEGER,
    note TEXT);
  CREATE UNIQUE INDEX chip ON beast(chip) WHERE chip > 0;
  CREATE TABLE weighing(beast INTEGER NOT NULL REFERENCES beast(nr) ON DELETE CASCADE
    ON UPDATE CASCADE, day TEXT, kg REAL, PRIMARY KEY(beast, day));
  INSERT INTO "order" VALUES ('Ab', 1, 1.5), ('cd', 2, NULL), ('ef', 3, 2);
  INSERT INTO beast VALUES (1, 'BE1', 11, 'a'), (2, 'BE2', 12, 'b'), (3, 'BE3', 13, 'c');
  INSERT INTO weighing VALUES (1, 'd1', 40), (1, 'd2', 41), (2, 'd1', 50), (3, 'd1', 60);
  """

private func prepared(
  _ schema: String = herd, capture: CaptureMode? = nil, wal: Bool = false
) throws -> ScratchDatabase {
  try ScratchDatabase(
    (wal ? "PRAGMA journal_mode = WAL;" : "") + schema,
    [
      ProfileTable(name: "order", identity: .natural, direction: .both),
      ProfileTable(name: "beast", identity: .surrogate, direction: .both),
      ProfileTable(name: "weighing", identity: .natural, direction: .both),
    ], capture: capture)
}

extension ScratchDatabase {
  /// A second run of the program, on another day where one is given, with guards taken away.
  fileprivate func run(without guards: Guards = [], daysLater: UInt64 = 0) throws -> FarmDatabase {
    let real = Surroundings.real
    return try FarmDatabase(
      path: path,
      surroundings: Surroundings(
        nowMilliseconds: { real.nowMilliseconds + daysLater * 86_400_000 },
        random: { real.random() }),
      guards: Guards.all.subtracting(guards))
  }

  /// Rows that the images do not hold, by comparing everything.
  fileprivate func uncaptured() throws -> Int {
    try FarmDatabase(path: path).evidence(run: id(1), asked: [:], exceptions: []).database
      .uncapturedRows
  }

  /// The identity that the image has for a key of `beast`; the third table of the profile.
  fileprivate func beast(_ key: Int) throws -> String? {
    try rows("SELECT hex(gid) FROM sync_row_1 WHERE k0 = \(key) AND deleted = 0").first
  }
}

@Suite struct KeyLogTests {
  @Test(arguments: [
    "INSERT INTO \"order\" VALUES ('gh', 4, 1); UPDATE \"order\" SET \"to\"\"tal\" = 9;",
    "INSERT OR REPLACE INTO beast VALUES (9, 'be2', 99, 'replaces 2');",
    "UPDATE OR REPLACE beast SET tag = 'BE2' WHERE nr = 3;",
    "UPDATE OR REPLACE beast SET nr = 2 WHERE nr = 3;",
    "INSERT OR REPLACE INTO \"order\" VALUES ('AB', 1, 7); DELETE FROM \"order\" WHERE 1=1;",
    "UPDATE \"order\" SET \"select\" = 'AB' WHERE \"né le\" = 1; DELETE FROM \"order\";",
    "PRAGMA foreign_keys = ON; DELETE FROM beast WHERE nr = 1;",
    "PRAGMA foreign_keys = ON; UPDATE beast SET nr = 7 WHERE nr = 1;",
    "INSERT INTO beast VALUES (2, 'x', 1, '') ON CONFLICT(nr) DO UPDATE SET note = 'upsert';",
    "UPDATE beast SET nr = -nr; UPDATE beast SET nr = 4 + nr; DELETE FROM weighing;",
    "PRAGMA recursive_triggers = ON; INSERT OR REPLACE INTO beast VALUES (1, 'BE3', 13, 'z');",
    "BEGIN; INSERT INTO beast VALUES (20, 'BE20', 20, ''); ROLLBACK; DELETE FROM beast;",
    "INSERT OR IGNORE INTO beast VALUES (21, 'BE1', 21, ''); INSERT INTO weighing VALUES(8,'d',1);",
  ])
  func `the log alone tells every row that was written`(sql: String) throws {
    let base = try prepared()
    let farm = try base.run(without: .compare)
    _ = try farm.capture()
    try base.program(sql)
    #expect(try farm.capture() > 0)
    #expect(try base.uncaptured() == 0)
    #expect(try farm.capture() == 0)
  }

  @Test func `without the triggers before a REPLACE the row that goes stays in the image`() throws {
    let base = try prepared()
    let farm = try base.run(without: [.compare, .replaceTrigger])
    _ = try farm.capture()
    try base.program("INSERT OR REPLACE INTO beast VALUES (9, 'be2', 99, 'replaces 2')")
    _ = try farm.capture()
    #expect(try base.uncaptured() == 1)
  }

  @Test func `a unique key that no trigger can follow is seen by the row count`() throws {
    let base = try prepared()
    _ = try base.farm.capture()
    let replace = "INSERT OR REPLACE INTO beast VALUES (9, 'BE9', 12, 'takes the chip of 2')"
    try base.program(replace)
    #expect(try base.farm.capture() == 2)
    #expect(try base.uncaptured() == 0)
  }

  @Test func `a key that is handed out again is another row, and its children follow`() throws {
    let base = try prepared()
    _ = try base.farm.capture()
    let old = try base.beast(3)
    let kept = try base.beast(2)
    let child = try base.rows("SELECT hex(gid) FROM sync_row_2 WHERE c0 = 3 AND deleted = 0")
    try base.program(
      """
      DELETE FROM beast WHERE nr = 3; INSERT INTO beast(tag, chip, note) VALUES ('BE3', 13, 'c');
      INSERT OR REPLACE INTO beast VALUES (2, 'BE2', 12, 'saved again');
      """)
    #expect(try base.rows("SELECT max(nr) FROM beast") == ["3"])
    // The rows look as before: two deaths, two births, one change.
    #expect(try base.farm.capture() == 5)
    #expect(try base.beast(3) != old)
    #expect(try base.beast(2) == kept)
    #expect(
      try base.rows("SELECT hex(gid) FROM sync_row_2 WHERE c0 = 3 AND deleted = 0") != child)
    #expect(try base.uncaptured() == 0)
  }

  @Test func `an identity that ended is no captured row for the gate`() throws {
    let base = try prepared()
    _ = try base.farm.capture()
    try base.program("DELETE FROM beast WHERE nr = 1; INSERT INTO beast VALUES(1,'BE1',11,'a');")
    #expect(try base.uncaptured() == 3)
  }

  @Test func `an idle dock leaves the file as it is, in any journal mode`() throws {
    for wal in [false, true] {
      let base = try prepared(wal: wal)
      _ = try base.farm.capture()
      let before = try Data(contentsOf: URL(filePath: base.path))
      #expect(try base.run().capture() == 0)
      #expect(try base.farm.capture() == 0)
      #expect(try Data(contentsOf: URL(filePath: base.path)) == before)
      #expect(try base.rows("PRAGMA journal_mode") == [wal ? "wal" : "delete"])
    }
  }

  @Test func `our own merge leaves nothing in the log`() throws {
    let base = try prepared()
    try base.merge([base.change(.create, 1, id(70), [0: (.null, .text("BE70"))])])
    #expect(try base.rows("SELECT op FROM sync_log") == ["0"])
    #expect(try base.uncaptured() == 0)
  }

  @Test func `what the farm's triggers make of our merge is captured in the same dock`() throws {
    let base = try prepared(
      herd
        + """
        CREATE TRIGGER count AFTER INSERT ON beast BEGIN
          UPDATE "order" SET "to""tal" = 100 + new.nr WHERE "né le" = 2; END;
        """)
    try base.merge([base.change(.create, 1, id(70), [0: (.null, .text("BE70"))])])
    #expect(try base.rows("SELECT \"to\"\"tal\" FROM \"order\" WHERE \"né le\" = 2") == ["104.0"])
    #expect(try base.uncaptured() == 0)
    #expect(try base.rows("SELECT op FROM sync_log") == ["0"])
    #expect(try base.fed(from: FeedCursor(after: 1)).contains { $0.table == 0 })
  }
}
