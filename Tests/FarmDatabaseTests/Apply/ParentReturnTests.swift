import FarmDatabase
import Records
import Testing

/// The PC deleted what a row of the pocket points to: it comes back, for review.
@Suite struct ParentReturnTests {
  private static let schema = """
    CREATE TABLE farm(id BLOB PRIMARY KEY, name TEXT UNIQUE);
    CREATE TABLE field(id BLOB PRIMARY KEY, farm_id BLOB REFERENCES farm(id), label TEXT);
    CREATE TABLE job(id BLOB PRIMARY KEY, field_id BLOB NOT NULL REFERENCES field(id),
      dose INTEGER);
    INSERT INTO farm VALUES (\(hex(1)), 'Clair');
    INSERT INTO field VALUES (\(hex(2)), \(hex(1)), 'Moulin');
    INSERT INTO job VALUES (\(hex(3)), \(hex(2)), 5);
    """

  private static func own(_ names: String...) -> [ProfileTable] {
    names.map { ProfileTable(name: $0, identity: .own, direction: .both) }
  }

  @Test func `a new child brings its parent's chain back, flagged, in the same commit`() throws {
    let base = try ScratchDatabase(Self.schema, Self.own("farm", "field", "job"))
    try base.program("DELETE FROM job; DELETE FROM field; DELETE FROM farm;")
    let receipt = try base.merge([
      base.change(.create, 2, id(20), [0: (.null, .blob(id(2).bytes)), 1: (.null, .integer(9))])
    ])
    #expect(try base.rows("SELECT dose FROM job") == ["9"])
    #expect(try base.rows("SELECT label FROM field; SELECT name FROM farm") == ["Moulin", "Clair"])
    #expect(
      try base.rows("SELECT tbl, kind, state FROM sync_conflict ORDER BY tbl") == [
        "farm|parent-brought-back|open", "field|parent-brought-back|open",
      ])
    let revisions = """
      SELECT rev FROM sync_row_0 UNION SELECT rev FROM sync_row_1
      UNION SELECT rev FROM sync_row_2 WHERE deleted = 0
      """
    #expect(try base.rows(revisions) == ["\(receipt.commit.sequence)"])
    // The pocket may have heard of the delete: it must hear that they are back.
    let fed = try base.fed(from: FeedCursor(after: receipt.commit.sequence - 1))
    #expect(Set(fed.flatMap(\.rows)) == [id(1), id(2)])
    #expect(try base.farm.capture() == 0)
  }

  @Test func `a changed child comes back with its parent`() throws {
    let base = try ScratchDatabase(Self.schema, Self.own("farm", "field", "job"))
    try base.program("DELETE FROM job; DELETE FROM field;")
    try base.merge([base.change(.update, 2, id(3), [1: (.integer(5), .integer(7))])])
    #expect(try base.rows("SELECT dose FROM job; SELECT label FROM field") == ["7", "Moulin"])
    #expect(
      try base.rows("SELECT kind FROM sync_conflict ORDER BY kind") == [
        "deleted-on-pc", "parent-brought-back",
      ])
  }

  @Test func `a parent whose unique key is taken stays away and the child waits`() throws {
    let base = try ScratchDatabase(Self.schema, Self.own("farm", "field", "job"))
    try base.program(
      """
      DELETE FROM job; DELETE FROM field; DELETE FROM farm;
      INSERT INTO farm VALUES (\(hex(9)), 'Clair');
      """)
    let receipt = try base.merge([
      base.change(.create, 2, id(20), [0: (.null, .blob(id(2).bytes)), 1: (.null, .integer(9))])
    ])
    #expect(receipt.tables.map(\.quarantined) == [1])
    #expect(try base.rows("SELECT reason FROM sync_quarantine") == ["missing-parent"])
    #expect(try base.rows("SELECT count(*) FROM field; SELECT hex(id) FROM farm").count == 2)
    #expect(try base.rows("SELECT * FROM sync_conflict") == [])
  }

  @Test func `a parent comes back under its own key, or another where that was handed out again`()
    throws
  {
    let schema = """
      CREATE TABLE field(id INTEGER PRIMARY KEY, label TEXT);
      CREATE TABLE job(id INTEGER PRIMARY KEY, field_id INTEGER REFERENCES field(id), dose INTEGER);
      INSERT INTO field VALUES (4, 'Moulin'), (7, 'Pré');
      """
    let tables = ["field", "job"].map {
      ProfileTable(name: $0, identity: .surrogate, direction: .both)
    }
    for reuse in [false, true] {
      let base = try ScratchDatabase(schema, tables)
      let text = try #require(try base.rows("SELECT hex(gid) FROM sync_row_0 WHERE k0 = 7").first)
      let field = try #require(RowID(Hexadecimal.decode(text.lowercased()) ?? []))
      try base.program("DELETE FROM field WHERE id = 7")
      _ = try base.farm.capture()
      if reuse { try base.program("INSERT INTO field VALUES (7, 'Other')") }
      try base.merge([
        base.change(.create, 1, id(20), [0: (.null, .blob(field.bytes)), 1: (.null, .integer(9))])
      ])
      let found = "SELECT f.id, label, dose FROM job j JOIN field f ON f.id = j.field_id"
      #expect(try base.rows(found) == [reuse ? "8|Pré|9" : "7|Pré|9"])
      #expect(try base.rows("SELECT label FROM field WHERE id = 7") == [reuse ? "Other" : "Pré"])
      #expect(try base.farm.capture() == 0)
    }
  }

  @Test func `what waits names its parent by identity, for keys are handed out again`() throws {
    let schema = """
      CREATE TABLE field(id INTEGER PRIMARY KEY, label TEXT);
      CREATE TABLE worker(id BLOB PRIMARY KEY, name TEXT);
      CREATE TABLE job(id INTEGER PRIMARY KEY, field_id INTEGER REFERENCES field(id),
        worker_id BLOB REFERENCES worker(id));
      INSERT INTO field VALUES (7, 'Pré');
      """
    let base = try ScratchDatabase(
      schema,
      Self.own("worker")
        + ["field", "job"].map {
          ProfileTable(name: $0, identity: .surrogate, direction: .both)
        })
    let text = try #require(try base.rows("SELECT hex(gid) FROM sync_row_1").first)
    let field = try #require(RowID(Hexadecimal.decode(text.lowercased()) ?? []))
    try base.merge([
      base.change(
        .create, 2, id(20), [0: (.null, .blob(field.bytes)), 1: (.null, .blob(id(9).bytes))])
    ])
    #expect(try base.rows("SELECT reason FROM sync_quarantine") == ["missing-parent"])
    try base.program("DELETE FROM field; INSERT INTO field VALUES (7, 'Other');")
    try base.merge([base.change(.create, 0, id(9), [0: (.null, .text("Luc"))])])
    let found = "SELECT f.id, label FROM job j JOIN field f ON f.id = j.field_id"
    #expect(try base.rows(found) == ["8|Pré"])
  }

  @Test func `a row whose key was handed out again comes back beside the new owner`() throws {
    let schema = """
      CREATE TABLE beast(id INTEGER PRIMARY KEY, mother INTEGER REFERENCES beast(id), name TEXT);
      INSERT INTO beast VALUES (1, NULL, 'Bella');
      """
    let base = try ScratchDatabase(
      schema, [ProfileTable(name: "beast", identity: .surrogate, direction: .both)])
    let text = try #require(try base.rows("SELECT hex(gid) FROM sync_row_0").first)
    let bella = try #require(RowID(Hexadecimal.decode(text.lowercased()) ?? []))
    try base.program("DELETE FROM beast; INSERT INTO beast VALUES (1, NULL, 'Other')")
    try base.merge([
      base.change(.update, 0, bella, [1: (.text("Bella"), .text("Bella II"))]),
      base.change(
        .create, 0, id(20), [0: (.null, .blob(bella.bytes)), 1: (.null, .text("calf"))]),
    ])
    let mothers = "SELECT m.name FROM beast b JOIN beast m ON m.id = b.mother"
    #expect(try base.rows(mothers) == ["Bella II"])
    #expect(try base.rows("SELECT name FROM beast WHERE id = 1") == ["Other"])
    #expect(try base.farm.capture() == 0)
  }

  @Test func `a delete of the pocket never takes children of the PC along`() throws {
    for action in ["CASCADE", "SET NULL", "SET DEFAULT"] {
      let schema = """
        CREATE TABLE field(id BLOB PRIMARY KEY, label TEXT);
        CREATE TABLE note(id INTEGER PRIMARY KEY, field_id BLOB REFERENCES field(id)
          ON DELETE \(action), text TEXT);
        INSERT INTO field VALUES (\(hex(2)), 'Moulin'), (\(hex(4)), 'Pré');
        INSERT INTO note VALUES (1, \(hex(2)), 'kept');
        """
      let base = try ScratchDatabase(schema, Self.own("field"))
      try base.merge([
        base.change(.delete, 0, id(2), [0: (.text("Moulin"), .null)]),
        base.change(.delete, 0, id(4), [0: (.text("Pré"), .null)]),
      ])
      #expect(try base.rows("SELECT label FROM field") == ["Moulin"])
      #expect(try base.rows("SELECT text FROM note WHERE field_id IS NOT NULL") == ["kept"])
      #expect(try base.rows("SELECT kind FROM sync_conflict") == ["deleted-on-pocket"])
    }
  }

  @Test func `a family that the pocket deleted whole goes whole`() throws {
    let schema = """
      CREATE TABLE animal(id BLOB PRIMARY KEY, dam BLOB REFERENCES animal(id), tag TEXT);
      INSERT INTO animal VALUES (\(hex(1)), NULL, 'a'), (\(hex(2)), \(hex(1)), 'b'),
        (\(hex(3)), \(hex(2)), 'c'), (\(hex(5)), NULL, 'x'), (\(hex(6)), \(hex(5)), 'y'),
        (\(hex(7)), \(hex(6)), 'z');
      """
    let base = try ScratchDatabase(schema, Self.own("animal"))
    func gone(_ row: UInt64, _ dam: Value, _ tag: String) -> RowChange {
      base.change(.delete, 0, id(row), [0: (dam, .null), 1: (.text(tag), .null)])
    }
    try base.merge([
      gone(1, .null, "a"), gone(2, .blob(id(1).bytes), "b"), gone(3, .blob(id(2).bytes), "c"),
      gone(5, .null, "x"), gone(6, .blob(id(5).bytes), "y"),
    ])
    // z keeps y, and y keeps x.
    #expect(try base.rows("SELECT tag FROM animal ORDER BY tag") == ["x", "y", "z"])
    #expect(try base.rows("SELECT count(*) FROM sync_conflict") == ["2"])
  }
}
