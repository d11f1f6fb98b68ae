import Records
import Testing

@testable import FarmDatabase

/// What somebody saw and replaced does not win again, whichever pocket brings it later.
@Suite struct SupersededTests {
  private static let other = RowID(high: 0xD0, low: 2)
  private let base: SetBackFarm
  private let old: String

  init() throws {
    base = try SetBackFarm(
      """
      CREATE TABLE t(id BLOB PRIMARY KEY, a TEXT, b TEXT);
      CREATE TABLE kind(code TEXT PRIMARY KEY, title TEXT);
      """,
      [
        ProfileTable(name: "t", identity: .own, direction: .both),
        ProfileTable(name: "kind", identity: .natural, direction: .both),
      ])
    old = try base.copy()
  }

  private func cells() throws -> [String] { try base.rows("SELECT a, b FROM t") }

  /// The first branch knew row 9 as `v1`; a pocket still has it.
  private func loseFirstBranch() throws -> (known: [CommitStamp], row: IncomingChange) {
    let commit = try base.work("INSERT INTO t VALUES (\(hex(9)), 'v1', NULL)")
    let known = try base.commits()
    try base.setBack(to: old)
    return (known, base.lost(9, commit, [.text("v1"), .null]))
  }

  /// On a second branch somebody made `v2` of `v1`.
  private func loseSecondBranch() throws -> (
    known: [CommitStamp], row: IncomingChange, change: IncomingChange
  ) {
    try base.work("INSERT INTO t VALUES (\(hex(9)), 'v1', NULL)")
    let commit = try base.work("UPDATE t SET a = 'v2'")
    let known = try base.commits()
    try base.setBack(to: old)
    return (
      known, base.lost(9, commit, [.text("v2"), .null]),
      base.change(1, .update, 0, id(9), [0: (.text("v1"), .text("v2"))], accepted: commit)
    )
  }

  @Test func `a value that a fold left out is older than what came of it`() throws {
    let first = try loseFirstBranch()
    try base.dock(
      Self.other, log: 2, knows: try base.commits(), last: 2,
      [
        base.change(1, .create, 0, id(9), [0: (.null, .text("v1")), 1: (.null, .null)]),
        base.change(2, .update, 0, id(9), [0: (.text("v1"), .text("v2"))]),
      ])
    try base.dock(knows: first.known, [first.row])
    #expect(try cells() == ["v2|"])
  }

  @Test func `a cell that the fold does not name still comes back`() throws {
    let commit = try base.work("INSERT INTO t VALUES (\(hex(9)), 'v1', 'seen by nobody')")
    let known = try base.commits()
    try base.setBack(to: old)
    try base.dock(
      Self.other, log: 2, knows: try base.commits(), last: 2,
      [
        base.change(1, .create, 0, id(9), [0: (.null, .text("v1"))]),
        base.change(2, .update, 0, id(9), [0: (.text("v1"), .text("v2"))]),
      ])
    try base.dock(
      knows: known, [base.lost(9, commit, [.text("v1"), .text("seen by nobody")])])
    #expect(try cells() == ["v2|seen by nobody"])
  }

  @Test(arguments: [false, true])
  func `a change offered again tells which of two lost versions is older`(
    isOfferedLater: Bool
  ) throws {
    let first = try loseFirstBranch()
    let second = try loseSecondBranch()
    let bring = { [base] (incoming: [IncomingChange]) in
      _ = try base.dock(Self.other, log: 2, knows: second.known, last: 1, incoming)
    }
    try bring(isOfferedLater ? [second.row] : [second.row, second.change])
    try base.dock(knows: first.known, [first.row])
    #expect(try cells() == [isOfferedLater ? "v1|" : "v2|"])
    try bring([second.row, second.change])
    #expect(try cells() == ["v2|"])
  }

  @Test func `an edit that came after the older version stays`() throws {
    let first = try loseFirstBranch()
    let second = try loseSecondBranch()
    try base.dock(Self.other, log: 2, knows: second.known, last: 1, [second.row])
    try base.dock(knows: first.known, [first.row])
    try base.work("UPDATE t SET a = 'office'")
    try base.work("UPDATE t SET a = 'v1'")
    try base.dock(Self.other, log: 2, knows: second.known, last: 1, [second.row, second.change])
    #expect(try cells() == ["v1|"])
  }

  @Test func `a lost version of a row whose key is its identity comes back in place`() throws {
    let commit = try base.work("INSERT INTO kind VALUES ('K', 'lost')")
    let known = try base.commits()
    try base.setBack(to: old)
    try base.work("INSERT INTO kind VALUES ('K', 'again')")
    let row = RowID(
      try #require(Hexadecimal.decode(base.rows("SELECT hex(gid) FROM sync_row_1")[0])))
    try base.dock(
      knows: known,
      [
        .lost(
          LostRow(
            table: 1, row: try #require(row), commit: commit,
            values: [.text("K"), .text("lost")]))
      ])
    #expect(try base.rows("SELECT * FROM kind") == ["K|lost"])
    #expect(try base.rows("SELECT reason FROM sync_quarantine").isEmpty)
  }
}
