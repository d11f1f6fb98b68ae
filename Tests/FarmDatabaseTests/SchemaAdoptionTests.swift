import FarmDatabase
import Records
import Testing

/// The farm program was upgraded: its tables have more columns, or the same in another order.
@Suite struct SchemaAdoptionTests {
  private static let schema = """
    CREATE TABLE field(id INTEGER PRIMARY KEY, label TEXT);
    CREATE TABLE job(id BLOB PRIMARY KEY, dose INTEGER, note TEXT);
    INSERT INTO field VALUES (1, 'Moulin');
    INSERT INTO job VALUES (\(hex(10)), 5, 'a'), (\(hex(11)), 6, 'b');
    """

  private static let indexes =
    "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'sync_row_1' ORDER BY name"

  private static func tables() -> [ProfileTable] {
    [
      ProfileTable(name: "field", identity: .surrogate, direction: .both),
      ProfileTable(name: "job", identity: .own, direction: .both),
    ]
  }

  @Test func `added columns are taken over when the database is opened`() throws {
    let base = try ScratchDatabase(Self.schema, Self.tables())
    let before = base.farm.schema.fingerprint
    try base.program(
      """
      ALTER TABLE job ADD COLUMN crew TEXT;
      ALTER TABLE field ADD COLUMN wet INTEGER NOT NULL DEFAULT 0;
      UPDATE job SET crew = 'Luc' WHERE id = \(hex(10));
      """)
    let farm = try FarmDatabase(path: base.path)
    #expect(farm.schema.fingerprint != before)
    #expect(farm.schema.tables[1].columns.map(\.name) == ["dose", "note", "crew"])
    // What the new columns hold is news for every pocket; the other rows are not.
    #expect(try farm.capture() == 2)
    #expect(
      try base.rows("SELECT c0, c1, c2 FROM sync_row_1 ORDER BY gid") == ["5|a|Luc", "6|b|"])
    #expect(try farm.capture() == 0)
  }

  @Test func `a rebuilt table is mapped by the names of its columns, its past too`() throws {
    let base = try ScratchDatabase(Self.schema, Self.tables())
    try base.program("UPDATE job SET dose = 7 WHERE id = \(hex(10))")
    _ = try base.farm.capture()
    let before = try base.rows(Self.indexes)
    try base.program(
      """
      CREATE TABLE fresh(id BLOB PRIMARY KEY, extra REAL, note TEXT, dose INTEGER);
      INSERT INTO fresh(id, note, dose) SELECT id, note, dose FROM job;
      DROP TABLE job; ALTER TABLE fresh RENAME TO job;
      """)
    let farm = try FarmDatabase(path: base.path)
    #expect(farm.schema.tables[1].columns.map(\.name) == ["extra", "note", "dose"])
    #expect(try farm.capture() == 0)
    #expect(try base.rows("SELECT c2, c1 FROM sync_row_1 ORDER BY gid") == ["7|a", "6|b"])
    #expect(try base.rows("SELECT c2, c1 FROM sync_past_1") == ["5|a"])
    #expect(try base.rows("SELECT name FROM sqlite_schema WHERE name LIKE 'sync_aside%'") == [])
    #expect(try base.rows(Self.indexes) == before)
  }

  @Test func `a column that went is refused until a person adopts it`() throws {
    let base = try ScratchDatabase(Self.schema, Self.tables())
    try base.program("ALTER TABLE job DROP COLUMN note")
    #expect(throws: FarmDatabaseError.schemaChanged(table: "job")) {
      try FarmDatabase(path: base.path)
    }
    var profile = SyncProfile(name: "new", recentDays: 9, tables: Self.tables().reversed())
    profile.tables[0].policy = .pocket
    #expect(
      try FarmDatabase.adoptSchema(path: base.path, profile: profile).sorted() == ["field", "job"])
    let farm = try FarmDatabase(path: base.path)
    #expect(farm.profileName == "new")
    #expect(farm.tables.map(\.name) == ["job", "field"])
    #expect(try farm.capture() == 0)
    #expect(try base.rows("SELECT c0 FROM sync_row_0 ORDER BY gid") == ["5", "6"])
    #expect(try base.rows("SELECT c0, k0 FROM sync_row_1") == ["Moulin|1"])
  }

  @Test func `an identity that changed is never adopted`() throws {
    let base = try ScratchDatabase(Self.schema, Self.tables())
    var tables = Self.tables()
    tables[0].identity = .natural
    #expect(throws: FarmDatabaseError.schemaChanged(table: "field")) {
      try FarmDatabase.adoptSchema(
        path: base.path, profile: SyncProfile(name: "n", recentDays: 9, tables: tables))
    }
    #expect(try FarmDatabase.adoptSchema(path: base.path) == [])
  }
}
