import FarmDatabase
import Records
import Testing

private let fields = """
  CREATE TABLE field(id BLOB PRIMARY KEY, label TEXT NOT NULL, area INTEGER) WITHOUT ROWID;
  CREATE TABLE job(id BLOB PRIMARY KEY, field_id BLOB NOT NULL REFERENCES field(id),
    dose INTEGER CHECK(dose > 0), unit TEXT, note TEXT) WITHOUT ROWID;
  INSERT INTO field VALUES (\(hex(1)), 'Moulin', 100), (\(hex(2)), 'Pré', 200);
  INSERT INTO job VALUES (\(hex(10)), \(hex(1)), 5, 'l', 'a'), (\(hex(11)), \(hex(2)), 6, 'l', 'b');
  """

private func tables() -> [ProfileTable] {
  var field = ProfileTable(name: "field", identity: .own, direction: .toPocket)
  field.title = ["label"]
  var job = ProfileTable(name: "job", identity: .own, direction: .both)
  job.groups = [
    ColumnGroup(columns: ["dose", "unit"]), ColumnGroup(columns: ["note"], policy: .pocket),
  ]
  return [field, job]
}

// Columns of job on the wire: 0 field_id, 1 dose, 2 unit, 3 note.
@Suite struct MergeApplyTests {
  let base: ScratchDatabase

  init() throws { base = try ScratchDatabase(fields, tables()) }

  @Test func `a new row of the pocket arrives and is not echoed`() throws {
    let receipt = try base.merge([
      base.change(.create, 1, id(20), [0: (.null, .blob(id(1).bytes)), 1: (.null, .integer(9))])
    ])
    #expect(try base.rows("SELECT dose FROM job WHERE id = \(hex(20))") == ["9"])
    #expect(receipt.tables.map(\.applied) == [1])
    #expect(try base.fed(from: FeedCursor(after: 1)).isEmpty)
    #expect(try base.fed(from: FeedCursor(after: 1), to: 5).flatMap(\.rows) == [id(20)])
  }

  @Test func `ack 1 names the first commit of its transaction`() throws {
    try base.program("UPDATE job SET note = 'pc' WHERE id = \(hex(11))")
    let receipt = try base.merge([
      base.change(.update, 1, id(10), [1: (.integer(5), .integer(7))])
    ])
    #expect(try base.rows("SELECT kind FROM sync_commit") == ["prepare", "capture", "merge"])
    #expect((receipt.acknowledged.sequence, receipt.commit.sequence) == (2, 3))
    #expect(try base.rows("SELECT merged_seq FROM sync_peer_log") == ["2"])
    let again = try base.merge([])
    #expect(again.acknowledged == receipt.commit && again.commit == receipt.commit)
  }

  @Test func `both changed different groups and both changes stand`() throws {
    try base.program("UPDATE job SET note = 'pc' WHERE id = \(hex(10))")
    let receipt = try base.merge([
      base.change(.update, 1, id(10), [1: (.integer(5), .integer(7)), 2: (.text("l"), .text("l"))])
    ])
    #expect(try base.rows("SELECT dose, note FROM job WHERE id = \(hex(10))") == ["7|pc"])
    #expect(receipt.captured == 1)
    #expect(receipt.tables.map(\.conflicts) == [0])
    // The pocket has not seen the note yet, so the row must be fed although it wrote it itself.
    #expect(try base.fed(from: FeedCursor(after: 1)).flatMap(\.rows) == [id(10)])
  }

  @Test func `both changed one group and the loser is kept`() throws {
    try base.program("UPDATE job SET unit = 'kg' WHERE id = \(hex(10))")
    try base.merge([
      base.change(.update, 1, id(10), [1: (.integer(5), .integer(7)), 2: (.text("l"), .text("l"))])
    ])
    #expect(try base.rows("SELECT dose, unit FROM job WHERE id = \(hex(10))") == ["5|kg"])
    #expect(
      try base.rows("SELECT columns, winner, loser, winner_is_pc FROM sync_conflict") == [
        #"["dose","unit"]|[5,"kg"]|[7,"l"]|1"#
      ])
    #expect(try base.fed(from: FeedCursor(after: 1)).flatMap(\.rows) == [id(10)])
  }

  @Test func `the policy of a group lets the pocket win`() throws {
    try base.program("UPDATE job SET note = 'pc' WHERE id = \(hex(10))")
    try base.merge([base.change(.update, 1, id(10), [3: (.text("a"), .text("pocket"))])])
    #expect(try base.rows("SELECT note FROM job WHERE id = \(hex(10))") == ["pocket"])
    #expect(try base.rows("SELECT loser FROM sync_conflict") == [#"["pc"]"#])
  }

  @Test func `the same changes again change nothing`() throws {
    let changes = [
      base.change(.create, 1, id(20), [0: (.null, .blob(id(1).bytes)), 1: (.null, .integer(9))]),
      base.change(.update, 1, id(11), [3: (.text("b"), .text("c"))]),
      base.change(.delete, 1, id(10), whole(1, 5, "l", "a")),
    ]
    try base.merge(changes)
    let once = try base.rows("SELECT hex(id), dose, note FROM job; SELECT * FROM sync_conflict")
    #expect(once.count == 2)
    let again = try base.merge(changes)
    #expect(again.tables.map(\.applied) == [0])
    #expect(
      try base.rows("SELECT hex(id), dose, note FROM job; SELECT * FROM sync_conflict") == once)
  }

  @Test func `an edit on the PC beats a delete on the pocket`() throws {
    try base.program("UPDATE job SET dose = 8 WHERE id = \(hex(10))")
    try base.merge([base.change(.delete, 1, id(10), whole(1, 5, "l", "a"))])
    #expect(try base.rows("SELECT dose FROM job WHERE id = \(hex(10))") == ["8"])
    #expect(try base.rows("SELECT kind FROM sync_conflict") == ["deleted-on-pocket"])
  }

  @Test func `an edit on the pocket brings back what the PC deleted`() throws {
    try base.program("DELETE FROM job WHERE id = \(hex(10))")
    try base.merge([base.change(.update, 1, id(10), [3: (.text("a"), .text("still"))])])
    #expect(
      try base.rows("SELECT dose, unit, note FROM job WHERE id = \(hex(10))") == ["5|l|still"])
    #expect(try base.rows("SELECT kind FROM sync_conflict") == ["deleted-on-pc"])
  }

  @Test func `several changes of one row count as one`() throws {
    let receipt = try base.merge([
      base.change(.create, 1, id(20), [0: (.null, .blob(id(1).bytes)), 1: (.null, .integer(1))]),
      base.change(.update, 1, id(20), [1: (.integer(1), .integer(2))]),
      base.change(.update, 1, id(20), [3: (.null, .text("n"))]),
    ])
    #expect(receipt.tables.map(\.came) == [1])
    #expect(try base.rows("SELECT dose, note FROM job WHERE id = \(hex(20))") == ["2|n"])
  }

  @Test func `a row that stands at the pocket's first step was seen by its second`() throws {
    try base.program("UPDATE job SET note = 'x' WHERE id = \(hex(10))")
    try base.merge([
      base.change(.update, 1, id(10), [3: (.text("a"), .text("x"))]),
      base.change(.update, 1, id(10), [3: (.text("x"), .text("y"))]),
    ])
    #expect(try base.rows("SELECT note FROM job WHERE id = \(hex(10))") == ["y"])
    #expect(try base.rows("SELECT * FROM sync_conflict") == [])
  }

  @Test func `a value that a later change replaced unseen goes to review`() throws {
    try base.merge([
      base.change(.update, 1, id(10), [3: (.text("a"), .text("x"))]),
      base.change(.update, 1, id(10), [3: (.text("other"), .text("y"))]),
    ])
    #expect(try base.rows("SELECT note FROM job WHERE id = \(hex(10))") == ["y"])
    #expect(
      try base.rows("SELECT winner, loser FROM sync_conflict") == [#"["y"]|["x"]"#])
  }

  @Test func `what cannot be placed goes to quarantine and the rest goes through`() throws {
    let receipt = try base.merge([
      base.change(.create, 1, id(20), [0: (.null, .blob(id(99).bytes)), 1: (.null, .integer(1))]),
      base.change(.create, 1, id(21), [0: (.null, .blob(id(1).bytes)), 1: (.null, .integer(-1))]),
      base.change(.create, 1, id(22), [0: (.null, .blob(id(1).bytes)), 1: (.null, .integer(3))]),
      base.change(.update, 1, id(98), [1: (.integer(1), .integer(2))]),
      base.change(.update, 0, id(1), [0: (.text("Moulin"), .text("Roue"))]),
    ])
    #expect(receipt.tables.map(\.quarantined) == [1, 3])
    #expect(receipt.tables.map(\.applied) == [0, 1])
    #expect(
      try base.rows("SELECT reason FROM sync_quarantine ORDER BY reason") == [
        "constraint", "missing-parent", "not-writable", "unknown-row",
      ])
    #expect(try base.rows("SELECT label FROM field WHERE id = \(hex(1))") == ["Moulin"])
  }

  @Test func `a parent with children on the PC stays`() throws {
    var both = tables()
    both[0].direction = .both
    let base = try ScratchDatabase(fields, both)
    try base.merge([
      base.change(
        .delete, 0, id(1), [0: (.text("Moulin"), .null), 1: (.integer(100), .null)])
    ])
    #expect(try base.rows("SELECT label FROM field WHERE id = \(hex(1))") == ["Moulin"])
    #expect(try base.rows("SELECT kind FROM sync_conflict") == ["deleted-on-pocket"])
  }

  private func whole(
    _ field: UInt64, _ dose: Int64, _ unit: String, _ note: String
  ) -> [Int: (Value, Value)] {
    [
      0: (.blob(id(field).bytes), .null), 1: (.integer(dose), .null), 2: (.text(unit), .null),
      3: (.text(note), .null),
    ]
  }
}
