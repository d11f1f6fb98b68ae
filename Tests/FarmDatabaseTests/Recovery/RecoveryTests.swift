import Records
import Testing

@testable import FarmDatabase

/// What a pocket gives back after the database was set back to an older copy.
@Suite struct RecoveryTests {
  private let base: SetBackFarm
  private static let schema = """
    CREATE TABLE t(id BLOB PRIMARY KEY, a TEXT, b TEXT DEFAULT 'made');
    INSERT INTO t VALUES(\(hex(1)), 'a1', 'b1'), (\(hex(2)), 'a2', 'b2'), (\(hex(3)), 'a3', 'b3');
    """

  init() throws {
    base = try SetBackFarm(
      Self.schema, [ProfileTable(name: "t", identity: .own, direction: .toPocket)])
  }

  private let rows = "SELECT a, b FROM t ORDER BY id"
  private let reviews = """
    SELECT kind, columns, winner, loser, winner_is_pc FROM sync_conflict ORDER BY id
    """

  @Test func `a row that is not here comes back as it was, an empty cell too`() throws {
    let old = try base.copy()
    let lost = try base.work("INSERT INTO t VALUES(\(hex(9)), 'new', NULL)")
    let known = try base.commits()
    try base.setBack(to: old)
    let receipt = try base.dock(knows: known, [base.lost(9, lost, [.text("new"), .null])])
    #expect(receipt.recovery == RecoveryReceipt(rows: 1, reviews: 0))
    #expect(try base.rows("SELECT a, b IS NULL FROM t WHERE id = \(hex(9))") == ["new|1"])
    #expect(try base.rows("SELECT kind FROM sync_commit ORDER BY seq") == ["prepare", "recover"])
    #expect(try base.rows("SELECT ifnull(origin, 0) = 0 FROM sync_row_0 WHERE rev = 2") == ["1"])
  }

  @Test func `an unchanged row goes forward and every replaced value is kept for review`() throws {
    let old = try base.copy()
    let lost = try base.work("UPDATE t SET a = 'A', b = 'B' WHERE id = \(hex(1))")
    let known = try base.commits()
    try base.setBack(to: old)
    let receipt = try base.dock(knows: known, [base.lost(1, lost, [.text("A"), .text("B")])])
    #expect(receipt.recovery == RecoveryReceipt(rows: 1, reviews: 1))
    #expect(try base.rows(rows) == ["A|B", "a2|b2", "a3|b3"])
    #expect(
      try base.rows(reviews) == [#"recovered|["a","b"]|["A","B"]|["a1","b1"]|0"#])
  }

  @Test func `a row that changed on both branches is merged three-way and the loser kept`() throws {
    let old = try base.copy()
    let lost = try base.work("UPDATE t SET a = 'A' WHERE id = \(hex(1))")
    let known = try base.commits()
    try base.setBack(to: old)
    try base.work("UPDATE t SET a = 'x', b = 'y' WHERE id = \(hex(1))")
    try base.dock(knows: known, [base.lost(1, lost, [.text("A"), .text("b1")])])
    #expect(try base.rows(rows).first == "A|y")
    #expect(try base.rows(reviews) == [#"both-changed|["a"]|["A"]|["x"]|0"#])
  }

  @Test func `rows that were sent again after a cut change nothing`() throws {
    let old = try base.copy()
    let lost = try base.work(
      "UPDATE t SET a = 'A' WHERE id = \(hex(1)); DELETE FROM t WHERE id = \(hex(2))")
    let known = try base.commits()
    try base.setBack(to: old)
    let again = [base.lost(1, lost, [.text("A"), .text("b1")]), base.lost(2, lost, nil)]
    try base.dock(knows: known, again)
    try base.work("UPDATE t SET a = 'newer' WHERE id = \(hex(1))")
    let before = try base.rows("SELECT * FROM sync_commit; SELECT count(*) FROM sync_conflict")
    let receipt = try base.dock(knows: known, again)
    #expect(receipt.recovery == nil)
    #expect(try base.rows(rows) == ["newer|b1", "a3|b3"])
    #expect(
      try base.rows("SELECT * FROM sync_commit; SELECT count(*) FROM sync_conflict") == before)
  }

  @Test(arguments: [false, true], [false, true])
  func `two pockets bring parts of one branch and the older version never wins`(
    olderFirst: Bool, namesAll: Bool
  ) throws {
    let old = try base.copy()
    let first = try base.work("UPDATE t SET a = 'A1' WHERE id = \(hex(1))")
    let early = try base.commits()
    let second = try base.work("UPDATE t SET a = 'A2' WHERE id = \(hex(1))")
    let late = try base.commits()
    try base.setBack(to: old)
    var docks: [() throws -> Void] = [
      { [base] in
        try base.dock(knows: early, [base.lost(1, first, [.text("A1"), .text("b1")])])
      },
      { [base] in
        let other = RowID(high: 0xD0, low: 2)
        let known = namesAll ? late : [late[0], first, second]
        let rows = [base.lost(1, second, [.text("A2"), .text("b1")])]
        try base.dock(other, log: 2, knows: known, rows)
      },
    ]
    if !olderFirst { docks.reverse() }
    for dock in docks + docks { try dock() }
    #expect(try base.rows(rows).first == "A2|b1")
    #expect(
      try base.rows("SELECT count(*) FROM sync_conflict WHERE winner = '[\"A1\"]'").first
        == (olderFirst ? "1" : "0"))
    // Nobody knows whether A2 had seen A1: it is kept, whoever comes first, and once.
    #expect(
      try base.rows("SELECT columns, winner FROM sync_conflict WHERE loser = '[\"A1\"]'")
        == [#"["a"]|["A2"]"#])
  }

  @Test func `a change that the lost version had seen does not win again and goes to review`()
    throws
  {
    let old = try base.copy()
    let accepted = try base.work("UPDATE t SET a = 'pocket' WHERE id = \(hex(1))")
    let lost = try base.work("UPDATE t SET a = 'office' WHERE id = \(hex(1))")
    let known = try base.commits()
    try base.setBack(to: old)
    let incoming = [
      base.lost(1, lost, [.text("office"), .text("b1")]),
      base.change(
        1, .update, 0, id(1), [0: (.text("a1"), .text("pocket"))], accepted: accepted),
    ]
    let receipt = try base.dock(knows: known, last: 1, incoming)
    #expect(receipt.recovery == RecoveryReceipt(rows: 1, reviews: 2))
    #expect(try base.rows(rows).first == "office|b1")
    #expect(
      try base.rows(reviews) == [
        #"recovered|["a"]|["office"]|["a1"]|0"#, #"recovered|["a"]|["office"]|["pocket"]|1"#,
      ])
    let before = try base.rows("SELECT * FROM sync_commit; SELECT * FROM sync_conflict")
    try base.dock(log: 9, knows: try base.commits(), last: 1, [incoming[1]])
    #expect(try base.rows("SELECT * FROM sync_commit; SELECT * FROM sync_conflict") == before)
  }

  @Test func `of columns that are decided together an overtaken change is kept whole`() throws {
    var table = ProfileTable(name: "t", identity: .own, direction: .both)
    table.groups = [ColumnGroup(columns: ["a", "b"])]
    let base = try SetBackFarm(Self.schema, [table])
    let old = try base.copy()
    let accepted = try base.work("UPDATE t SET a = 'pocket', b = 'both' WHERE id = \(hex(1))")
    let lost = try base.work("UPDATE t SET a = 'office' WHERE id = \(hex(1))")
    let known = try base.commits()
    try base.setBack(to: old)
    let cells: [Int: (Value, Value)] = [
      0: (.text("a1"), .text("pocket")), 1: (.text("b1"), .text("both")),
    ]
    try base.dock(
      knows: known, last: 1,
      [
        base.lost(1, lost, [.text("office"), .text("both")]),
        base.change(1, .update, 0, id(1), cells, accepted: accepted),
      ])
    #expect(try base.rows(rows).first == "office|both")
    #expect(
      try base.rows("SELECT columns, winner, loser FROM sync_conflict WHERE winner_is_pc = 1") == [
        #"["a","b"]|["office","both"]|["pocket","both"]"#
      ])
  }

  @Test func `a row deleted on the lost branch goes, one that was edited since stays`() throws {
    let old = try base.copy()
    let lost = try base.work("DELETE FROM t WHERE id <> \(hex(3))")
    let known = try base.commits()
    try base.setBack(to: old)
    try base.work("UPDATE t SET b = 'kept' WHERE id = \(hex(2))")
    try base.dock(knows: known, [base.lost(1, lost, nil), base.lost(2, lost, nil)])
    #expect(try base.rows(rows) == ["a2|kept", "a3|b3"])
    #expect(
      try base.rows("SELECT kind, loser FROM sync_conflict ORDER BY kind") == [
        "deleted-on-pocket|[null]", #"recovered|["a1","b1"]"#,
      ])
  }

  @Test func `a row that the pocket has otherwise comes with the feed although it is old`() throws {
    let old = try base.copy()
    try base.work("UPDATE t SET a = 'A1' WHERE id = \(hex(1))")
    let seen = try base.commits()
    try base.work("UPDATE t SET a = 'a1' WHERE id = \(hex(1))")
    let last = try base.commits()
    try base.setBack(to: old)
    try base.dock(knows: last, [base.lost(1, last.last!, [.text("a1"), .text("b1")])])
    let lost = base.lost(1, seen.last!, [.text("A1"), .text("b1")])
    try base.dock(RowID(high: 0xD0, low: 2), log: 2, knows: seen, [lost])
    #expect(try base.rows(rows).first == "a1|b1")
    let feed = try base.farm.feed(to: 2, from: FeedCursor(after: 1), rowLimit: 9)
    #expect(try feed.next()?.columns.first == [.text("a1")])
  }

  @Test func `commits without a nonce and a thinned list cost reviews and nothing else`() throws {
    let old = try base.copy()
    try base.work("UPDATE t SET a = 'A' WHERE id = \(hex(1))")
    let lost = try base.work("UPDATE t SET b = 'B' WHERE id = \(hex(2))")
    try base.setBack(to: old)
    try base.work("UPDATE t SET a = 'x' WHERE id = \(hex(1))")
    let unnamed = CommitStamp(sequence: lost.sequence - 1, nonce: 0)
    let incoming = [
      base.lost(1, unnamed, [.text("A"), .text("b1")]),
      base.lost(2, lost, [.text("a2"), .text("B")]),
    ]
    for _ in 0..<2 { try base.dock(knows: [lost], incoming) }
    #expect(try base.rows(rows) == ["A|b1", "a2|B", "a3|b3"])
    #expect(
      try base.rows("SELECT loser FROM sync_conflict ORDER BY 1") == [#"["b2"]"#, #"["x"]"#])
    #expect(try base.rows("SELECT count(*) FROM sync_commit WHERE kind = 'recover'") == ["1"])
  }
}
