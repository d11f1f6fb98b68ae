import FarmDatabase
import Foundation
import Records
import Testing

/// Where geodiff loses or tangles something, and what becomes of the same work here.
@Suite(.enabled(if: Geodiff.isInstalled, Comment(rawValue: Geodiff.absence)))
struct GeodiffDifferenceTests {
  private static let animals = """
    CREATE TABLE animal(id INTEGER PRIMARY KEY, tag TEXT, note TEXT);
    INSERT INTO animal VALUES (1, 'BE1', 'x'), (2, 'BE2', 'y');

    """
  private static let treatments = """
    CREATE TABLE treatment(id INTEGER PRIMARY KEY, animal INTEGER REFERENCES animal(id), drug TEXT);

    """

  private func farm(
    _ schema: String, _ identity: RowIdentity = .surrogate
  ) throws -> ScratchDatabase {
    let names = schema.contains("treatment") ? ["animal", "treatment"] : ["animal"]
    return try ScratchDatabase(
      schema, names.map { ProfileTable(name: $0, identity: identity, direction: .both) })
  }

  /// The identity that the image gave a row whose key SQLite handed out.
  private func animal(_ farm: ScratchDatabase, _ key: Int) throws -> RowID {
    let digits = try farm.rows("SELECT lower(hex(gid)) FROM sync_row_0 WHERE k0 = \(key)")
    return try #require(digits.first.flatMap(Hexadecimal.decode).flatMap { RowID($0) })
  }

  private func judge(
    _ farm: ScratchDatabase, _ base: String, _ pc: String, _ pocket: String
  )
    throws -> Geodiff.Outcome
  {
    try Geodiff.rebase(base: base, pc: pc, pocket: pocket, in: farm.folder)
  }

  @Test
  func `a delete on the PC wins over the pocket's edit there, the edit brings the row back here`()
    throws
  {
    let farm = try farm(Self.animals)
    let edited = try animal(farm, 1)
    let pc = "DELETE FROM animal WHERE id = 1;"
    let theirs = try judge(
      farm, Self.animals, pc, "UPDATE animal SET note = 'lame' WHERE id = 1;")
    #expect(try theirs.rows("SELECT id, note FROM animal") == ["2|y"])
    try farm.program(pc)
    try farm.merge([farm.change(.update, 0, edited, [1: (.text("x"), .text("lame"))])])
    #expect(try farm.rows("SELECT tag, note FROM animal ORDER BY id") == ["BE1|lame", "BE2|y"])
    #expect(try farm.rows("SELECT kind FROM sync_conflict") == ["deleted-on-pc"])
  }

  @Test func `a delete on the pocket drops the PC's edit in silence there, the edit stays here`()
    throws
  {
    let farm = try farm(Self.animals)
    let deleted = try animal(farm, 1)
    let pc = "UPDATE animal SET note = 'sold' WHERE id = 1;"
    let theirs = try judge(farm, Self.animals, pc, "DELETE FROM animal WHERE id = 1;")
    #expect(try theirs.rows("SELECT id FROM animal") == ["2"] && !theirs.toldConflict)
    try farm.program(pc)
    try farm.merge([
      farm.change(.delete, 0, deleted, [0: (.text("BE1"), .null), 1: (.text("x"), .null)])
    ])
    #expect(try farm.rows("SELECT tag, note FROM animal ORDER BY id") == ["BE1|sold", "BE2|y"])
    #expect(try farm.rows("SELECT kind FROM sync_conflict") == ["deleted-on-pocket"])
  }

  @Test func `children of a row renumbered there point to another animal, here to their own`()
    throws
  {
    let schema = Self.animals + Self.treatments
    let farm = try farm(schema)
    let pc = "INSERT INTO animal VALUES (3, 'PC', '');"
    let asked = """
      SELECT t.drug, a.tag FROM treatment t JOIN animal a ON a.id = t.animal
      """
    let theirs = try judge(
      farm, schema, pc,
      "INSERT INTO animal VALUES (3, 'POCKET', ''); INSERT INTO treatment VALUES (1, 3, 'drench');")
    #expect(try theirs.rows(asked) == ["drench|PC"] && !theirs.toldConflict)
    try farm.program(pc)
    try farm.merge([
      farm.change(.create, 0, id(70), [0: (.null, .text("POCKET")), 1: (.null, .text(""))]),
      farm.change(
        .create, 1, id(71), [0: (.null, .blob(id(70).bytes)), 1: (.null, .text("drench"))]),
    ])
    #expect(try farm.rows(asked) == ["drench|POCKET"])
    #expect(try farm.rows("SELECT count(*) FROM animal WHERE tag = 'PC'") == ["1"])
  }

  @Test
  func `a unique key made twice fails the whole merge there, only its own row waits here`()
    throws
  {
    let schema = Self.animals + "CREATE UNIQUE INDEX animal_tag ON animal(tag);\n"
    let farm = try farm(schema)
    let pc = "INSERT INTO animal VALUES (5, 'BE9', 'pc');"
    let theirs = try judge(
      farm, schema, pc,
      "INSERT INTO animal VALUES (9, 'BE9', 'pocket'), (10, 'BE10', 'pocket');")
    #expect(theirs.refusal?.contains("constraint conflicts") == true)
    try farm.program(pc)
    try farm.merge([
      farm.change(.create, 0, id(80), [0: (.null, .text("BE9")), 1: (.null, .text("pocket"))]),
      farm.change(.create, 0, id(81), [0: (.null, .text("BE10")), 1: (.null, .text("pocket"))]),
    ])
    #expect(
      try farm.rows("SELECT tag, note FROM animal WHERE tag > 'BE2' OR tag = 'BE10' ORDER BY tag")
        == ["BE10|pocket", "BE9|pc"])
    // The newcomer's note is not lost: for review beside the row, or whole where it was set aside.
    let kept = """
      SELECT count(*) FROM (SELECT loser AS cells FROM sync_conflict
        UNION ALL SELECT cells FROM sync_quarantine) WHERE cells LIKE '%"pocket"%'
      """
    #expect(try farm.rows(kept) == ["1"])
  }

  @Test
  func `a new child of a deleted parent fails the whole merge there, here the parent returns`()
    throws
  {
    let schema = Self.animals + Self.treatments
    let farm = try farm(schema)
    let parent = try animal(farm, 1)
    let pc = "DELETE FROM animal WHERE id = 1;"
    let theirs = try judge(farm, schema, pc, "INSERT INTO treatment VALUES (1, 1, 'drench');")
    #expect(theirs.refusal?.contains("FOREIGN KEY") == true)
    try farm.program(pc)
    try farm.merge([
      farm.change(
        .create, 1, id(71), [0: (.null, .blob(parent.bytes)), 1: (.null, .text("drench"))])
    ])
    #expect(
      try farm.rows("SELECT t.drug, a.tag FROM treatment t JOIN animal a ON a.id = t.animal")
        == ["drench|BE1"])
  }

  @Test func `a key of text made twice becomes another key there, one row here`() throws {
    let schema = """
      CREATE TABLE animal(code TEXT PRIMARY KEY, note TEXT, drug TEXT);
      INSERT INTO animal VALUES ('a', 'x', NULL);

      """
    let farm = try farm(schema, .natural)
    let pc = "INSERT INTO animal VALUES ('b', 'pc', NULL);"
    let theirs = try judge(farm, schema, pc, "INSERT INTO animal VALUES ('b', 'pocket', 'salve');")
    #expect(try theirs.rows("SELECT code FROM animal ORDER BY code") == ["99", "a", "b"])
    try farm.program(pc)
    try farm.merge([
      farm.change(
        .create, 0, .derived(table: "animal", key: [.text("b")]),
        [0: (.null, .text("b")), 1: (.null, .text("pocket")), 2: (.null, .text("salve"))])
    ])
    #expect(
      try farm.rows("SELECT code, note, drug FROM animal ORDER BY code") == ["a|x|", "b|pc|salve"])
    #expect(try farm.rows("SELECT loser FROM sync_conflict") == [#"["pocket"]"#])
  }
}
