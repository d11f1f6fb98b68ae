import FarmDatabase
import Records
import Testing

/// Changes of a lost commit that are merged once more: their pocket may show something newer.
@Suite struct OfferedAgainTests {
  private let base: SetBackFarm

  init() throws {
    base = try SetBackFarm(
      """
      CREATE TABLE t(id BLOB PRIMARY KEY, a TEXT);
      INSERT INTO t VALUES(\(hex(1)), 'a1'), (\(hex(2)), 'a2');
      """, [ProfileTable(name: "t", identity: .own, direction: .both)])
  }

  /// What the feed brings the pocket whose log is 1, by row; null for a tombstone.
  private func fed() throws -> [RowID: Value] {
    let feed = try base.farm.feed(to: 1, from: FeedCursor(after: 1), rowLimit: 9)
    var all: [RowID: Value] = [:]
    while let rows = try feed.next() {
      for (place, row) in rows.rows.enumerated() {
        all[row] = rows.deleted[place] ? .null : rows.columns[0][place]
      }
    }
    return all
  }

  @Test(arguments: [false, true]) func `the feed brings what became of each`(
    again: Bool
  ) throws {
    let old = try base.copy()
    let accepted = try base.work("INSERT INTO t VALUES(\(hex(8)), 'other')")
    let known = try base.commits()
    try base.setBack(to: old)
    let stamp = again ? accepted : nil
    try base.dock(
      knows: known, last: 3,
      [
        base.change(1, .create, 0, id(9), [0: (.null, .text("new"))], accepted: stamp),
        base.change(2, .update, 0, id(1), [0: (.text("a1"), .text("A1"))], accepted: stamp),
        base.change(3, .delete, 0, id(2), [0: (.text("a2"), .null)], accepted: stamp),
      ])
    #expect(try base.rows("SELECT a FROM t ORDER BY a") == ["A1", "new"])
    #expect(
      try fed() == (again ? [id(9): .text("new"), id(1): .text("A1"), id(2): .null] : [:]))
  }

  @Test func `a row that was deleted after its pocket had made it comes back on the pocket too`()
    throws
  {
    let old = try base.copy()
    try base.work("INSERT INTO t VALUES(\(hex(9)), 'new')")
    let gone = try base.work("DELETE FROM t WHERE id = \(hex(9))")
    // The commit that the pocket was told of last is one that came after the row had gone.
    let accepted = try base.work("INSERT INTO t VALUES(\(hex(8)), 'other')")
    let known = try base.commits()
    try base.setBack(to: old)
    try base.dock(
      knows: known, last: 1,
      [
        base.lost(9, gone, nil),
        base.change(1, .create, 0, id(9), [0: (.null, .text("new"))], accepted: accepted),
      ])
    #expect(try base.rows("SELECT a FROM t WHERE id = \(hex(9))") == ["new"])
    #expect(try fed()[id(9)] == .text("new"))
  }
}
