import FarmDatabase
import Records
import Testing

/// What the policies make of real rows, and what they leave behind of it.
@Suite struct PolicyApplyTests {
  private static let schema = """
    CREATE TABLE t(id BLOB PRIMARY KEY, n INTEGER, state TEXT, crew TEXT, lo INTEGER, hi INTEGER,
      CHECK(lo IS NULL OR hi IS NULL OR lo <= hi));
    INSERT INTO t VALUES (\(hex(1)), 10, 'planned', 'Luc,Ann', 1, 5);
    """

  private static func table(_ policy: ConflictPolicy? = nil) -> ProfileTable {
    var table = ProfileTable(name: "t", identity: .own, direction: .both)
    table.policy = policy
    table.groups = [
      ColumnGroup(columns: ["n"], policy: .sum),
      ColumnGroup(
        columns: ["state"], policy: .forwardOnly, states: ["planned", "done", "checked"]),
      ColumnGroup(columns: ["crew"], policy: .union),
    ]
    return table
  }

  private func all(_ base: ScratchDatabase) -> RowChange {
    base.change(
      .update, 0, id(1),
      [
        0: (.integer(10), .integer(15)), 1: (.text("planned"), .text("done")),
        2: (.text("Luc,Ann"), .text("Luc,Tom")),
      ])
  }

  @Test func `what a policy settles is told in the history and asks for nothing`() throws {
    let base = try ScratchDatabase(Self.schema, [Self.table()])
    try base.program("UPDATE t SET n = 8, state = 'checked', crew = 'Ann,Eva,Luc'")
    try base.merge([all(base)])
    #expect(try base.rows("SELECT n, state, crew FROM t") == ["13|checked|Eva,Luc,Tom"])
    #expect(
      try base.rows("SELECT kind, loser, state FROM sync_conflict ORDER BY id") == [
        "summed|[8]|settled", "summed|[15]|settled", #"moved-forward|["done"]|settled"#,
        #"united|["Ann,Eva,Luc"]|settled"#, #"united|["Luc,Tom"]|settled"#,
      ])
    #expect(try base.farm.openReviews().conflicts == 0)
    #expect(try base.fed(from: FeedCursor(after: 1)).flatMap(\.rows) == [id(1)])
  }

  @Test func `a difference is added once, also when a new log offers it again`() throws {
    let base = try ScratchDatabase(Self.schema, [Self.table()])
    let change = all(base)
    try base.merge([change])
    try base.program("UPDATE t SET n = n + 100")
    try base.merge([change])
    #expect(try base.rows("SELECT n FROM t") == ["115"])
    // The pocket was set back: its changes come with new numbers, in a new log.
    base.startNewLog()
    var again = change
    again.dot = base.change(.update, 0, id(1)).dot
    try base.merge([again])
    #expect(try base.rows("SELECT n FROM t") == ["115"])
    // The same step made a second time is another difference.
    try base.merge([base.change(.update, 0, id(1), [0: (.integer(10), .integer(15))])])
    #expect(try base.rows("SELECT n FROM t") == ["120"])
  }

  @Test(arguments: [RowIdentity.own, .surrogate])
  func `both rows are kept, once`(identity: RowIdentity) throws {
    var table = ProfileTable(name: "e", identity: identity, direction: .both)
    table.policy = .keepBoth
    let key = identity == .own ? "BLOB" : "INTEGER"
    let first = identity == .own ? hex(1) : "4"
    let base = try ScratchDatabase(
      """
      CREATE TABLE e(id \(key) PRIMARY KEY, qty INTEGER, note TEXT);
      INSERT INTO e VALUES (\(first), 5, 'a');
      """, [table])
    let text = try #require(try base.rows("SELECT hex(gid) FROM sync_row_0").first)
    let row = try #require(RowID(Hexadecimal.decode(text.lowercased()) ?? []))
    try base.program("UPDATE e SET qty = 6")
    let change = base.change(.update, 0, row, [0: (.integer(5), .integer(7))])
    try base.merge([change])
    #expect(try base.rows("SELECT qty, note FROM e ORDER BY qty") == ["6|a", "7|a"])
    #expect(try base.rows("SELECT kind, state FROM sync_conflict") == ["kept-both|settled"])
    // The pocket has neither of the two as they stand.
    #expect(try base.fed(from: FeedCursor(after: 2)).flatMap(\.rows).count == 2)
    try base.merge([change])
    #expect(try base.rows("SELECT qty, note FROM e ORDER BY qty") == ["6|a", "7|a"])
    #expect(try base.farm.capture() == 0)
  }

  @Test func `a mixed row that breaks a rule gives way to the winner's whole row`() throws {
    for policy in [ConflictPolicy.pc, .pocket] {
      let base = try ScratchDatabase(Self.schema, [Self.table(policy)])
      try base.program("UPDATE t SET hi = 2, state = 'done' WHERE id = \(hex(1))")
      try base.merge([base.change(.update, 0, id(1), [3: (.integer(1), .integer(4))])], seen: 1)
      let wanted = policy == .pc ? "1|2|done" : "4|5|planned"
      #expect(try base.rows("SELECT lo, hi, state FROM t") == [wanted])
      let loser = policy == .pc ? "4,5" : "1,2"
      let rows = try base.rows("SELECT kind, state, winner_is_pc, loser FROM sync_conflict")
      #expect(rows.count == 1)
      #expect(rows[0].hasPrefix("whole-row|open|\(policy == .pc ? 1 : 0)|"))
      #expect(rows[0].hasSuffix(loser + "]"))
      #expect(try base.rows("SELECT * FROM sync_quarantine") == [])
      #expect(try base.fed(from: FeedCursor(after: 1)).flatMap(\.rows) == [id(1)])
      #expect(try base.farm.capture() == 0)
    }
  }

  @Test func `a row that breaks a rule by itself is put aside`() throws {
    let base = try ScratchDatabase(Self.schema, [Self.table(.pocket)])
    try base.merge([base.change(.update, 0, id(1), [3: (.integer(1), .integer(9))])], seen: 1)
    #expect(try base.rows("SELECT lo, hi FROM t") == ["1|5"])
    #expect(try base.rows("SELECT reason FROM sync_quarantine") == ["constraint"])
    #expect(try base.rows("SELECT * FROM sync_conflict") == [])
  }
}
