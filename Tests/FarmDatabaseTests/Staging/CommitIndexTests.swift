import FarmDatabase
import Records
import Testing

/// While most rows of an image get another commit, its index by commit is left out and filled anew.
@Suite struct CommitIndexTests {
  private static func database(_ rowCount: UInt64) throws -> ScratchDatabase {
    let base = try ScratchDatabase(
      "CREATE TABLE job(id BLOB PRIMARY KEY, a INTEGER, b TEXT) WITHOUT ROWID;",
      [ProfileTable(name: "job", identity: .own, direction: .both)])
    let rows = (1...rowCount).map { "(\(hex($0)), \($0), 'b')" }
    try base.program("INSERT INTO job VALUES \(rows.joined(separator: ", "));")
    _ = try base.farm.capture()
    return base
  }

  private static func edits(_ base: ScratchDatabase, _ count: UInt64) -> [RowChange] {
    (1...count).map {
      base.change(.update, 0, id($0), [1: (.text("b"), .text("pocket"))])
    }
  }

  private static func schema(_ base: ScratchDatabase) throws -> Int {
    Int(try base.rows("PRAGMA schema_version")[0])!
  }

  @Test func `most rows change, and the index comes back with every row in it`() throws {
    let base = try Self.database(1_200)
    let before = try Self.schema(base)
    try base.merge(Self.edits(base, 1_200), seen: 1, together: true)
    #expect(try Self.schema(base) == before + 2)
    let plan = try base.rows("EXPLAIN QUERY PLAN SELECT gid FROM sync_row_0 WHERE rev = 2")
    #expect(plan.contains { $0.contains("sync_row_0_rev (rev=?)") })
    let written = "rev = (SELECT max(seq) FROM sync_commit)"
    #expect(try base.rows("SELECT count(*) FROM sync_row_0 WHERE \(written)") == ["1200"])
    #expect(try base.rows("PRAGMA integrity_check") == ["ok"])
  }

  @Test(arguments: [(900, 900), (4_000, 1_200)])
  func `few changes, or few of the rows, leave it where it is`(
    rows: UInt64, edits: UInt64
  ) throws {
    let base = try Self.database(rows)
    let before = try Self.schema(base)
    try base.merge(Self.edits(base, edits), seen: 1, together: true)
    #expect(try Self.schema(base) == before)
  }

  @Test func `the next dock does not take it for a change of the farm program's`() throws {
    let base = try Self.database(1_200)
    try base.merge(Self.edits(base, 1_200), seen: 1, together: true)
    // Only a comparison of everything would find this.
    try base.program(
      """
      UPDATE job SET b = 'hidden' WHERE id = \(hex(1));
      DELETE FROM sync_log WHERE seq = (SELECT max(seq) FROM sync_log);
      UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'sync_log';
      """)
    #expect(try base.farm.capture() == 0)
  }
}
