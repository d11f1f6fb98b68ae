import FarmDatabase
import Records
import Testing

/// Updates of rows that are known by a key of the farm's own go straight in, and their keys stay.
@Suite struct SeenKeysTests {
  private static let schema = """
    CREATE TABLE weighing(tag TEXT COLLATE NOCASE, day TEXT, kg REAL, note TEXT,
      PRIMARY KEY(tag, day)) WITHOUT ROWID;
    INSERT INTO weighing VALUES ('BE1', 'd1', 40, 'a'), ('BE1', 'd2', 41, 'b'),
      ('BE2', 'd1', 50, 'c');
    """
  /// A table with a trigger of the farm's has its changes staged, one and all.
  private static let trigger = """
    CREATE TRIGGER idle AFTER UPDATE ON weighing BEGIN SELECT 1; END;
    """

  private static func database(_ schema: String) throws -> ScratchDatabase {
    try ScratchDatabase(
      schema, [ProfileTable(name: "weighing", identity: .natural, direction: .both)])
  }

  private static func row(_ tag: String, _ day: String) -> RowID {
    .derived(table: "weighing", key: [.text(tag), .text(day)])
  }

  private static let rows = "SELECT * FROM weighing ORDER BY tag, day"

  @Test(arguments: [schema, schema + trigger])
  func `an update finds the row of its key and no other`(schema: String) throws {
    let base = try Self.database(schema)
    try base.merge(
      [
        base.change(.update, 0, Self.row("BE1", "d2"), [2: (.real(41), .real(42.5))]),
        base.change(.update, 0, Self.row("BE2", "d1"), [2: (.real(50), .null)]),
        base.change(.update, 0, Self.row("BE1", "d2"), [2: (.real(42.5), .real(43))]),
        base.change(.update, 0, Self.row("BE1", "d1"), [3: (.text("unseen"), .text("pocket"))]),
      ], seen: 1)
    #expect(
      try base.rows(Self.rows) == ["BE1|d1|40.0|a", "BE1|d2|43.0|b", "BE2|d1||c"])
    #expect(try base.rows("SELECT loser FROM sync_conflict") == [#"["pocket"]"#])
    #expect(
      try base.rows("SELECT c1, c2, c3 FROM sync_past_0 WHERE c2 > 40 ORDER BY c1") == [
        "d1|50.0|c", "d2|41.0|b",
      ])
    #expect(try base.farm.capture() == 0)
  }

  @Test(arguments: [schema, schema + trigger])
  func `an update that would give a row another key is put aside`(schema: String) throws {
    let base = try Self.database(schema)
    let row = Self.row("BE1", "d2")
    try base.merge(
      [
        base.change(.update, 0, row, [1: (.text("d2"), .text("d3")), 2: (.real(41), .real(9))])
      ], seen: 1)
    #expect(
      try base.rows(Self.rows) == ["BE1|d1|40.0|a", "BE1|d2|41.0|b", "BE2|d1|50.0|c"])
    #expect(try base.rows("SELECT reason FROM sync_quarantine") == ["key-changed"])
    #expect(try base.farm.capture() == 0)
  }

  @Test func `an update that points to another parent is looked at`() throws {
    let base = try ScratchDatabase(
      """
      CREATE TABLE beast(nr INTEGER PRIMARY KEY, tag TEXT, mother INTEGER REFERENCES beast(nr));
      CREATE TABLE job(id BLOB PRIMARY KEY, dose INTEGER, after BLOB REFERENCES job(id));
      INSERT INTO beast VALUES (1, 'BE1', NULL), (2, 'BE2', NULL);
      INSERT INTO job VALUES (\(hex(10)), 5, NULL), (\(hex(11)), 6, NULL);
      """,
      [
        ProfileTable(name: "beast", identity: .surrogate, direction: .both),
        ProfileTable(name: "job", identity: .own, direction: .both),
      ])
    let beasts = try base.rows("SELECT lower(hex(gid)) FROM sync_row_0 ORDER BY k0")
      .map { RowID(Hexadecimal.decode($0)!)! }
    try base.merge(
      [
        base.change(.update, 0, beasts[1], [1: (.null, .blob(beasts[0].bytes))]),
        base.change(.update, 1, id(10), [1: (.null, .blob(id(11).bytes))]),
        base.change(.update, 1, id(11), [1: (.null, .blob(id(99).bytes))]),
      ], seen: 1)
    #expect(try base.rows("SELECT nr, mother FROM beast") == ["1|", "2|1"])
    #expect(try base.rows("SELECT dose, after IS NULL FROM job ORDER BY id") == ["5|0", "6|1"])
    #expect(try base.rows("SELECT reason FROM sync_quarantine") == ["missing-parent"])
  }
}
