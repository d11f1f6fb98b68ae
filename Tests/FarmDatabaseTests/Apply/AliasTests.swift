import FarmDatabase
import Records
import Testing

/// Both sides made a row for one thing: one row stays, and nobody loses what they wrote about it.
@Suite struct AliasTests {
  private static let schema = """
    CREATE TABLE animal(id BLOB PRIMARY KEY, tag TEXT NOT NULL UNIQUE COLLATE NOCASE,
      chip TEXT UNIQUE, name TEXT, dam BLOB REFERENCES animal(id));
    CREATE TABLE event(id BLOB PRIMARY KEY, animal_id BLOB NOT NULL REFERENCES animal(id),
      kind TEXT);
    INSERT INTO animal VALUES (\(hex(1)), 'BE1', NULL, 'Bella', NULL);
    """

  private static func tables() -> [ProfileTable] {
    ["animal", "event"].map { ProfileTable(name: $0, identity: .own, direction: .both) }
  }

  private func animal(
    _ base: ScratchDatabase, _ row: UInt64, tag: String, chip: String? = nil, name: String,
    dam: UInt64? = nil
  ) -> RowChange {
    base.change(
      .create, 0, id(row),
      [
        0: (.null, .text(tag)), 1: (.null, chip.map { .text($0) } ?? .null),
        2: (.null, .text(name)), 3: (.null, dam.map { .blob(id($0).bytes) } ?? .null),
      ])
  }

  private func event(_ base: ScratchDatabase, _ row: UInt64, of animal: UInt64) -> RowChange {
    base.change(
      .create, 1, id(row),
      [0: (.null, .blob(id(animal).bytes)), 1: (.null, .text("weighing"))])
  }

  @Test func `the PC's row stays and the children follow in the same commit`() throws {
    let base = try ScratchDatabase(Self.schema, Self.tables())
    let receipt = try base.merge([
      animal(base, 20, tag: "be1", chip: "C7", name: "Belle"),
      animal(base, 21, tag: "BE2", name: "Calf", dam: 20), event(base, 30, of: 20),
    ])
    #expect(receipt.tables.map(\.quarantined) == [0, 0])
    #expect(
      try base.rows("SELECT tag, chip, name FROM animal ORDER BY id") == [
        "BE1|C7|Bella", "BE2||Calf",
      ])
    let one = "\(id(1).hexadecimal)"
    #expect(try base.rows("SELECT lower(hex(dam)) FROM animal WHERE tag = 'BE2'") == [one])
    #expect(try base.rows("SELECT lower(hex(animal_id)) FROM event") == [one])
    #expect(
      try base.rows("SELECT kind, state, loser FROM sync_conflict ORDER BY kind, columns") == [
        #"both-changed|open|["Belle"]"#, #"both-changed|open|["be1"]"#,
        #"same-key|settled|["be1"]"#,
      ])
    // The pocket hears that its row is gone, what stands in its place, and where its children went.
    let fed = try base.fed(from: FeedCursor(after: 1))
    let rows = Dictionary(
      uniqueKeysWithValues: fed.flatMap { Array(zip($0.rows, $0.deleted)) })
    #expect(rows == [id(20): true, id(1): false, id(21): false, id(30): false])
    #expect(try base.farm.capture() == 0)
  }

  @Test func `later changes and children of the alias go to the row that stays`() throws {
    let base = try ScratchDatabase(Self.schema, Self.tables())
    let first = try base.merge([animal(base, 20, tag: "BE1", name: "Bella")])
    try base.merge([
      base.change(.update, 0, id(20), [2: (.text("Bella"), .text("Bella II"))]),
      event(base, 31, of: 20),
      base.change(.update, 1, id(31), [0: (.blob(id(20).bytes), .blob(id(20).bytes))]),
    ])
    #expect(try base.rows("SELECT name FROM animal") == ["Bella II"])
    #expect(try base.rows("SELECT lower(hex(animal_id)) FROM event") == [id(1).hexadecimal])
    // Who edits the alias has not applied its tombstone, which may have come: it comes again.
    let fed = try base.fed(from: FeedCursor(after: first.commit.sequence))
    let rows = Dictionary(
      uniqueKeysWithValues: fed.flatMap { Array(zip($0.rows, $0.deleted)) })
    #expect(rows == [id(1): false, id(20): true, id(31): false])
    // Who deletes the alias has not seen the row that stays.
    try base.merge([
      base.change(
        .delete, 0, id(20),
        [
          0: (.text("BE1"), .null), 1: (.null, .null), 2: (.text("Bella II"), .null),
          3: (.null, .null),
        ])
    ])
    #expect(try base.rows("SELECT name FROM animal") == ["Bella II"])
    #expect(
      try base.rows("SELECT kind FROM sync_conflict WHERE state = 'open'") == ["deleted-on-pocket"])
  }

  @Test func `who deletes the alias takes nothing of the row that stays`() throws {
    // A trigger of the farm's keeps the edit from going straight in: both changes are folded.
    let trigger = "CREATE TRIGGER noted AFTER UPDATE ON animal BEGIN SELECT 1; END;"
    let base = try ScratchDatabase(Self.schema + trigger, Self.tables())
    try base.merge([animal(base, 20, tag: "BE1", name: "Bella")])
    try base.merge([
      base.change(.update, 0, id(1), [2: (.text("Bella"), .text("Bella II"))]),
      base.change(.delete, 0, id(20), [0: (.text("BE1"), .null), 2: (.text("Bella"), .null)]),
    ])
    #expect(try base.rows("SELECT name FROM animal") == ["Bella II"])
  }

  @Test func `keys that contradict each other are put aside, never replaced`() throws {
    let base = try ScratchDatabase(Self.schema, Self.tables())
    try base.program("INSERT INTO animal VALUES (\(hex(2)), 'BE9', 'C9', 'Nora', NULL)")
    let receipt = try base.merge([
      animal(base, 20, tag: "BE1", chip: "C9", name: "x"),
      animal(base, 21, tag: "BE9", chip: "C1", name: "y"),
    ])
    #expect(receipt.tables.map(\.quarantined) == [2])
    #expect(
      try base.rows("SELECT DISTINCT reason FROM sync_quarantine") == ["contradictory-key"])
    #expect(try base.rows("SELECT name FROM animal ORDER BY id") == ["Bella", "Nora"])
    #expect(try base.rows("SELECT * FROM sync_alias") == [])
  }

  @Test func `redelivery finds the alias again and changes nothing`() throws {
    let base = try ScratchDatabase(Self.schema, Self.tables())
    let changes = [animal(base, 20, tag: "BE1", name: "Bella"), event(base, 30, of: 20)]
    try base.merge(changes)
    let tables = "SELECT * FROM animal; SELECT * FROM event; SELECT * FROM sync_alias"
    let once = try base.rows(tables)
    try base.merge(changes)
    #expect(try base.rows(tables) == once)
    #expect(try base.rows("SELECT count(*) FROM sync_conflict WHERE state = 'open'") == ["0"])
  }

  @Test func `a natural key of the profile needs no unique index`() throws {
    let schema = """
      CREATE TABLE lot(id INTEGER PRIMARY KEY, code TEXT, qty INTEGER);
      CREATE TABLE use(id INTEGER PRIMARY KEY, lot_id INTEGER REFERENCES lot(id), part_of INTEGER
        REFERENCES use(id));
      INSERT INTO lot VALUES (5, 'L1', 100);
      """
    var tables = ["lot", "use"].map {
      ProfileTable(name: $0, identity: .surrogate, direction: .both)
    }
    tables[0].naturalKeys = [["code"]]
    tables[0].groups = [ColumnGroup(columns: ["qty"], policy: .pocket)]
    let base = try ScratchDatabase(schema, tables)
    try base.merge([
      base.change(.create, 0, id(20), [0: (.null, .text("L1")), 1: (.null, .integer(90))]),
      base.change(.create, 1, id(21), [0: (.null, .blob(id(20).bytes))]),
    ])
    #expect(try base.rows("SELECT id, code, qty FROM lot") == ["5|L1|90"])
    #expect(try base.rows("SELECT lot_id FROM use") == ["5"])
    #expect(try base.rows("SELECT count(*) FROM sync_row_0 WHERE deleted = 0") == ["1"])
  }

  @Test func `a table that would replace by itself does not`() throws {
    let schema = """
      CREATE TABLE t(id BLOB PRIMARY KEY, code TEXT, kind TEXT,
        UNIQUE(code, kind) ON CONFLICT REPLACE);
      INSERT INTO t VALUES (\(hex(1)), 'a', 'x'), (\(hex(2)), 'b', 'x');
      """
    let base = try ScratchDatabase(
      schema, [ProfileTable(name: "t", identity: .own, direction: .both)])
    try base.merge([base.change(.update, 0, id(2), [0: (.text("b"), .text("a"))])], seen: 1)
    #expect(try base.rows("SELECT code FROM t ORDER BY id") == ["a", "b"])
    #expect(try base.rows("SELECT reason FROM sync_quarantine") == ["constraint"])
  }

  @Test(arguments: ["REPLACE", "IGNORE"])
  func `a new row that its table would replace or leave out by itself meets the PC's row`(
    resolution: String
  ) throws {
    let schema = """
      CREATE TABLE t(id BLOB PRIMARY KEY, code TEXT UNIQUE ON CONFLICT \(resolution), note TEXT);
      INSERT INTO t VALUES (\(hex(1)), 'a', 'office');
      """
    let base = try ScratchDatabase(
      schema, [ProfileTable(name: "t", identity: .own, direction: .both)])
    try base.merge([
      base.change(.create, 0, id(2), [0: (.null, .text("a")), 1: (.null, .text("field"))]),
      base.change(.create, 0, id(3), [0: (.null, .text("b")), 1: (.null, .text("other"))]),
    ])
    #expect(try base.rows("SELECT code, note FROM t ORDER BY id") == ["a|office", "b|other"])
    #expect(try base.rows("SELECT hex(id) FROM t").first == "\(id(1).hexadecimal)".uppercased())
    #expect(
      try base.rows("SELECT loser FROM sync_conflict WHERE state = 'open'") == [#"["field"]"#])
    #expect(try base.farm.capture() == 0)
  }
}
