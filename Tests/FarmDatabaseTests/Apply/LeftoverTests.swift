import FarmDatabase
import Records
import Testing

/// What was put aside finds its place once its cause is gone.
@Suite struct LeftoverTests {
  private static let schema = """
    CREATE TABLE field(id BLOB PRIMARY KEY, label TEXT UNIQUE);
    CREATE TABLE job(id BLOB PRIMARY KEY, field_id BLOB NOT NULL REFERENCES field(id),
      dose INTEGER CHECK(dose > 0));
    INSERT INTO field VALUES (\(hex(1)), 'Moulin');
    """

  private static func tables() -> [ProfileTable] {
    ["field", "job"].map { ProfileTable(name: $0, identity: .own, direction: .both) }
  }

  @Test func `a child leaves the quarantine when its parent has come`() throws {
    let base = try ScratchDatabase(Self.schema, Self.tables())
    try base.merge([
      base.change(.create, 1, id(20), [0: (.null, .blob(id(9).bytes)), 1: (.null, .integer(1))]),
      base.change(.update, 1, id(20), [1: (.integer(1), .integer(2))]),
    ])
    try base.merge([base.change(.update, 1, id(20), [1: (.integer(2), .integer(3))])])
    #expect(
      try base.rows("SELECT reason, state FROM sync_quarantine") == [
        "missing-parent|open", "unknown-row|open",
      ])
    #expect(try base.rows("SELECT kind FROM sync_commit") == ["prepare", "merge", "merge"])
    let receipt = try base.merge([base.change(.create, 0, id(9), [0: (.null, .text("Pré"))])])
    #expect(try base.rows("SELECT dose FROM job") == ["3"])
    #expect(try base.rows("SELECT DISTINCT state FROM sync_quarantine") == ["placed"])
    #expect(try base.rows("SELECT kind FROM sync_commit WHERE seq > 3") == ["merge", "retry"])
    #expect(receipt.commit.sequence == 5)
    #expect(try base.farm.openReviews().quarantined == 0)
    #expect(try base.fed(from: FeedCursor(after: 4)).flatMap(\.rows) == [id(20)])
  }

  @Test func `what is still refused stays as it was, without a commit`() throws {
    let base = try ScratchDatabase(Self.schema, Self.tables())
    try base.merge([
      base.change(.create, 1, id(20), [0: (.null, .blob(id(1).bytes)), 1: (.null, .integer(-1))]),
      base.change(.create, 1, id(21), [0: (.null, .blob(id(9).bytes)), 1: (.null, .integer(1))]),
    ])
    let before = try base.rows("SELECT * FROM sync_quarantine")
    #expect(before.count == 2)
    try base.merge([base.change(.create, 0, id(8), [0: (.null, .text("Pré"))])])
    #expect(try base.rows("SELECT * FROM sync_quarantine") == before)
    #expect(
      try base.rows("SELECT kind FROM sync_commit ORDER BY seq") == ["prepare", "merge", "merge"])
    // One finds its place, the other does not.
    try base.program("INSERT INTO field VALUES (\(hex(9)), 'Bois')")
    try base.merge([])
    let states = try base.rows("SELECT state FROM sync_quarantine ORDER BY number")
    #expect(states == ["open", "placed"])
    #expect(try base.rows("SELECT dose FROM job") == ["1"])
  }

  @Test func `a key that became free lets a row in`() throws {
    let base = try ScratchDatabase(Self.schema, Self.tables())
    try base.program("INSERT INTO field VALUES (\(hex(2)), 'Pré')")
    try base.merge(
      [base.change(.update, 0, id(2), [0: (.text("Pré"), .text("Moulin"))])], seen: 2)
    #expect(try base.rows("SELECT reason FROM sync_quarantine") == ["constraint"])
    try base.program("UPDATE field SET label = 'Old' WHERE id = \(hex(1))")
    try base.merge([])
    #expect(try base.rows("SELECT label FROM field ORDER BY id") == ["Old", "Moulin"])
  }

  @Test func `cells of a column that the database did not have are applied when it has`() throws {
    let base = try ScratchDatabase(Self.schema, Self.tables())
    try base.merge(
      [base.change(.update, 0, id(1), [0: (.text("Moulin"), .text("Roue"))])],
      extras: [
        ExtraCell(
          number: 1, kind: .update, table: "field", row: id(1), column: "wet",
          cell: CellChange(base: .null, new: .integer(1))),
        ExtraCell(
          number: 2, kind: .create, table: "visit", row: id(30), column: "day",
          cell: CellChange(base: .null, new: .text("2026-05-01"))),
        ExtraCell(
          number: 2, kind: .create, table: "visit", row: id(30), column: "field_id",
          cell: CellChange(base: .null, new: .blob(id(1).bytes))),
      ])
    #expect(try base.rows("SELECT count(*) FROM sync_extra") == ["3"])
    try base.program(
      """
      ALTER TABLE field ADD COLUMN wet INTEGER DEFAULT 0;
      CREATE TABLE visit(id BLOB PRIMARY KEY, field_id BLOB REFERENCES field(id), day TEXT);
      """)
    var tables = Self.tables()
    tables.append(ProfileTable(name: "visit", identity: .own, direction: .both))
    _ = try FarmDatabase.adoptSchema(
      path: base.path, profile: SyncProfile(name: "n", recentDays: 9, tables: tables))
    let again = try FarmDatabase(path: base.path)
    try base.merge([], into: again)
    #expect(try base.rows("SELECT day FROM visit") == ["2026-05-01"])
    #expect(try base.rows("SELECT count(*) FROM sync_extra") == ["0"])
    // The pocket saw no value where the database now has its default: nothing says who is right.
    #expect(try base.rows("SELECT wet FROM field") == ["0"])
    #expect(try base.rows("SELECT loser FROM sync_conflict") == ["[1]"])
  }
}
