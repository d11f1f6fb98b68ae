import FarmDatabase
import Records
import Testing

/// Awkward tables of other people: composite keys, no key, reserved words, triggers, generated.
private let foreign = """
  CREATE TABLE "order"("select" TEXT COLLATE NOCASE, "né le" INTEGER, "to""tal" REAL,
    twice GENERATED ALWAYS AS ("to""tal" * 2), PRIMARY KEY("select", "né le")) WITHOUT ROWID;
  CREATE TABLE beast(nr INTEGER PRIMARY KEY AUTOINCREMENT, tag TEXT UNIQUE, mother INTEGER
    REFERENCES beast(nr), changed INTEGER DEFAULT 0);
  CREATE TABLE weighing(beast INTEGER NOT NULL REFERENCES beast(nr), day TEXT, kg REAL,
    PRIMARY KEY(beast, day));
  CREATE TABLE heap(a, b);
  CREATE TRIGGER stamp AFTER UPDATE OF tag ON beast BEGIN
    UPDATE beast SET changed = changed + 1 WHERE nr = new.nr; END;
  INSERT INTO "order" VALUES ('Ab', 1, 1.5), ('cd', 2, NULL);
  INSERT INTO beast(nr, tag) VALUES (7, 'BE7'); INSERT INTO heap VALUES (1, 2);
  """

private func database() throws -> ScratchDatabase {
  let path = "/tmp/foreign-\(UInt64.random(in: 0 ... .max)).sqlite"
  try FarmProgram.run(path, foreign)
  var profile = try ProfileAdvice.suggest(path: path, name: "foreign")
  try FarmProgram.run(path, ".shell rm -f \(path)")
  for index in profile.tables.indices { profile.tables[index].history = .all }
  return try ScratchDatabase(foreign, profile.tables, leftOut: profile.leftOut)
}

@Suite struct CaptureTests {
  @Test func `a draft takes in what it can and says why the rest stays out`() throws {
    let base = try database()
    #expect(base.farm.tables.map(\.name).sorted() == ["beast", "order", "weighing"])
    let order = try #require(base.farm.tables.first { $0.name == "order" })
    #expect(order.sync.identity == .natural)
    #expect(order.sync.columns.map(\.name) == ["select", "né le", "to\"tal"])
    let weighing = try #require(base.farm.tables.first { $0.name == "weighing" })
    #expect(weighing.sync.columns[0].reference == "beast")
  }

  @Test func `every kind of write of another program is seen once`() throws {
    let base = try database()
    #expect(try base.farm.capture() == 0)
    try base.program(
      """
      UPDATE "order" SET "to""tal" = 2.5 WHERE "né le" = 1;
      INSERT OR REPLACE INTO beast(nr, tag) VALUES (9, 'BE7');
      DELETE FROM "order" WHERE "né le" = 2;
      """)
    #expect(try base.farm.capture() == 4)
    #expect(try base.farm.capture() == 0)
  }

  @Test func `a change of case alone is a change whatever the collation says`() throws {
    let base = try ScratchDatabase(
      "CREATE TABLE t(k TEXT PRIMARY KEY, v TEXT COLLATE NOCASE); INSERT INTO t VALUES (1, 'a')",
      [ProfileTable(name: "t", identity: .natural, direction: .both)])
    try base.program("UPDATE t SET v = 'A'")
    #expect(try base.farm.capture() == 1)
  }

  @Test func `VACUUM and a rebuilt table change nothing`() throws {
    let base = try database()
    try base.program(
      """
      CREATE TABLE b2(nr INTEGER PRIMARY KEY AUTOINCREMENT, tag TEXT UNIQUE, mother INTEGER
        REFERENCES beast(nr), changed INTEGER DEFAULT 0);
      INSERT INTO b2 SELECT * FROM beast; DROP TABLE beast; ALTER TABLE b2 RENAME TO beast; VACUUM;
      """)
    #expect(try FarmDatabase(path: base.path).capture() == 0)
  }

  @Test func `rows with keys of the PC travel as identities both ways`() throws {
    let base = try database()
    let beast = try #require(base.farm.tables.firstIndex { $0.name == "beast" })
    let weighing = try #require(base.farm.tables.firstIndex { $0.name == "weighing" })
    let mother = try #require(try base.fed(to: 5).first { $0.table == beast }?.rows.first)
    let calf = id(50)
    let receipt = try base.merge([
      base.change(
        .create, beast, calf, [0: (.null, .text("BE8")), 1: (.null, .blob(mother.bytes))]),
      base.change(
        .create, weighing,
        .derived(table: "weighing", key: [.blob(calf.bytes), .text("2026-05-21")]),
        [
          0: (.null, .blob(calf.bytes)), 1: (.null, .text("2026-05-21")), 2: (.null, .real(41.5)),
        ]),
    ])
    #expect(receipt.tables.map(\.quarantined).reduce(0, +) == 0)
    #expect(try base.rows("SELECT nr, mother FROM beast WHERE tag = 'BE8'") == ["8|7"])
    #expect(try base.rows("SELECT * FROM weighing") == ["8|2026-05-21|41.5"])
    try base.program("INSERT INTO weighing VALUES (8, '2026-05-22', 42)")
    #expect(try base.farm.capture() == 1)
    let second = RowID.derived(table: "weighing", key: [.blob(calf.bytes), .text("2026-05-22")])
    #expect(try base.fed(to: 5).flatMap(\.rows).contains(second))
  }

  @Test func `what a trigger of the farm program adds goes back to the pocket`() throws {
    let base = try database()
    let beast = try #require(base.farm.tables.firstIndex { $0.name == "beast" })
    let row = try #require(try base.fed(to: 5).first { $0.table == beast }?.rows.first)
    try base.merge([base.change(.update, beast, row, [0: (.text("BE7"), .text("BE9"))])], seen: 1)
    let back = try base.fed(from: FeedCursor(after: 1)).filter { $0.table == beast }
    #expect(try base.rows("SELECT tag, changed FROM beast") == ["BE9|1"])
    #expect(back.flatMap { $0.columns[2] } == [.integer(1)])
  }
}
