import Records
import Testing

@testable import FarmDatabase

/// Rows with keys that SQLite hands out, parents and children, a place that is taken.
@Suite struct RecoveredKeysTests {
  private let base: SetBackFarm

  init() throws {
    base = try SetBackFarm(
      """
      CREATE TABLE herd(n INTEGER PRIMARY KEY, name TEXT UNIQUE);
      CREATE TABLE cow(n INTEGER PRIMARY KEY, herd INTEGER NOT NULL REFERENCES herd, tag TEXT);
      INSERT INTO herd VALUES(1, 'north'), (2, 'south');
      INSERT INTO cow VALUES(1, 1, 'c1'), (2, 2, 'c2');
      """,
      [
        ProfileTable(name: "herd", identity: .surrogate, direction: .both),
        ProfileTable(name: "cow", identity: .surrogate, direction: .both),
      ])
  }

  private func identity(_ table: Int, _ key: Int) throws -> RowID {
    let text = try base.rows(
      "SELECT hex(gid) FROM sync_row_\(table) WHERE k0 = \(key) AND deleted = 0")
    return RowID(Hexadecimal.decode(text[0].lowercased())!)!
  }

  private func lost(
    _ table: Int, _ row: RowID, _ commit: CommitStamp, _ values: [Value]?
  ) -> IncomingChange {
    .lost(LostRow(table: table, row: row, commit: commit, values: values))
  }

  @Test func `a parent and its child come back under keys that are free now`() throws {
    let old = try base.copy()
    let stamp = try base.work(
      "INSERT INTO herd VALUES(3, 'west'); INSERT INTO cow VALUES(3, 3, 'c3')")
    let (herd, cow) = (try identity(0, 3), try identity(1, 3))
    let known = try base.commits()
    try base.setBack(to: old)
    try base.work("INSERT INTO herd VALUES(3, 'east')")
    try base.dock(
      knows: known,
      [
        lost(1, cow, stamp, [.blob(herd.bytes), .text("c3")]),
        lost(0, herd, stamp, [.text("west")]),
      ])
    #expect(
      try base.rows(
        "SELECT c.tag, h.name FROM cow c JOIN herd h ON h.n = c.herd WHERE c.tag = 'c3'")
        == ["c3|west"])
    #expect(try base.rows("SELECT count(*) FROM herd WHERE name = 'east'") == ["1"])
    #expect(try base.rows("PRAGMA foreign_key_check") == [])
  }

  @Test func `a child that moved on the lost branch moves again, by identity`() throws {
    let old = try base.copy()
    let stamp = try base.work("UPDATE cow SET herd = 2 WHERE n = 1")
    let (cow, south) = (try identity(1, 1), try identity(0, 2))
    let known = try base.commits()
    try base.setBack(to: old)
    try base.dock(knows: known, [lost(1, cow, stamp, [.blob(south.bytes), .text("c1")])])
    #expect(try base.rows("SELECT herd FROM cow WHERE n = 1") == ["2"])
    #expect(try base.rows("SELECT columns, loser FROM sync_conflict") == [#"["herd"]|[1]"#])
  }

  @Test func `a deleted parent stays where a child was added since`() throws {
    let old = try base.copy()
    let north = try identity(0, 1)
    let cow = try identity(1, 1)
    let stamp = try base.work("DELETE FROM cow WHERE n = 1; DELETE FROM herd WHERE n = 1")
    let known = try base.commits()
    try base.setBack(to: old)
    try base.work("INSERT INTO cow VALUES(7, 1, 'c7')")
    try base.dock(knows: known, [lost(0, north, stamp, nil), lost(1, cow, stamp, nil)])
    #expect(try base.rows("SELECT n FROM herd ORDER BY n") == ["1", "2"])
    #expect(try base.rows("SELECT tag FROM cow ORDER BY n") == ["c2", "c7"])
    #expect(try base.rows("PRAGMA foreign_key_check") == [])
    #expect(
      try base.rows("SELECT tbl, kind FROM sync_conflict ORDER BY 1")
        == ["cow|recovered", "herd|deleted-on-pocket"])
  }

  @Test(arguments: [false, true])
  func `a row deleted on the lost branch comes back for an edit where a pocket still shows it`(
    isShown: Bool
  ) throws {
    let old = try base.copy()
    let made = try base.work("INSERT INTO herd VALUES(3, 'west')")
    let early = try base.commits()
    let row = try identity(0, 3)
    let gone = try base.work("DELETE FROM herd WHERE n = 3")
    let late = try base.commits()
    try base.setBack(to: old)
    try base.dock(knows: late, [lost(0, row, gone, nil)])
    let edit = base.change(1, .update, 0, row, [0: (.text("west"), .text("far west"))])
    let child = base.change(
      2, .create, 1, id(5), [0: (.null, .blob(row.bytes)), 1: (.null, .text("c5"))])
    try base.dock(
      RowID(high: 0xD0, low: 2), log: 2, knows: early, last: 2,
      (isShown ? [lost(0, row, made, [.text("west")])] : []) + [edit, child])
    #expect(
      try base.rows("SELECT h.name FROM cow c JOIN herd h ON h.n = c.herd WHERE c.tag = 'c5'")
        == (isShown ? ["far west"] : []))
    #expect(
      try base.rows("SELECT count(*) FROM sync_quarantine") == [isShown ? "0" : "2"])
    #expect(try base.rows("PRAGMA foreign_key_check") == [])
  }
}
