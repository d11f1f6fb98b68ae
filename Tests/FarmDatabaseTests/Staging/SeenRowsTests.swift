import FarmDatabase
import Records
import Testing

/// What goes straight in ends as it does where every change is staged, folded and judged.
@Suite struct SeenRowsTests {
  private static let schema = """
    CREATE TABLE job(id BLOB PRIMARY KEY, a INTEGER CHECK(a > 0), b TEXT, c REAL, code TEXT UNIQUE);
    """
  /// A table with a trigger of the farm's has its changes staged, one and all.
  private static let trigger = "CREATE TRIGGER idle AFTER UPDATE ON job BEGIN SELECT 1; END;"
  private static let rowCount: UInt64 = 40

  private static func database(_ schema: String) throws -> ScratchDatabase {
    var job = ProfileTable(name: "job", identity: .own, direction: .both)
    job.groups = [ColumnGroup(columns: ["a", "b"])]
    let base = try ScratchDatabase(schema, [job])
    let rows = (1...rowCount).map { "(\(hex($0)), \($0), 'b\($0)', 1.5, 'code \($0)')" }
    try base.program("INSERT INTO job VALUES \(rows.joined(separator: ", "));")
    _ = try base.farm.capture()
    return base
  }

  private static func state(_ base: ScratchDatabase) throws -> [String] {
    try base.rows(
      """
      SELECT 'row', hex(id), a, quote(b), c, code FROM job;
      SELECT 'image', hex(gid), rev, deleted, origin, c0, c1, c2, c3 FROM sync_row_0;
      SELECT 'past', until, hex(gid), rev, deleted, c0, c1, c2, c3 FROM sync_past_0;
      SELECT 'conflict', hex(gid), kind, columns, base, winner, loser, winner_is_pc
        FROM sync_conflict;
      SELECT 'aside', hex(gid), number, kind, cells, reason FROM sync_quarantine;
      """
    ).sorted()
  }

  /// Changes of rows, most of them as the pocket saw them, with other rows' changes in between.
  private static func changes(_ base: ScratchDatabase, _ random: inout SeededNumbers) -> [RowChange]
  {
    var known: [UInt64: [Value]] = [:]
    return (0..<120).map { _ in
      let row = UInt64.random(in: 1...rowCount, using: &random)
      var values = known[row] ?? [.integer(Int64(row)), .text("b\(row)"), .real(1.5)]
      if random.chance(8) {
        let cells = (values + [.text("code \(row)")]).enumerated().map { ($0, ($1, Value.null)) }
        known[row] = nil
        return base.change(.delete, 0, id(row), Dictionary(uniqueKeysWithValues: cells))
      }
      var cells: [Int: (Value, Value)] = [:]
      for column in 0..<3 where column == Int(row % 3) || random.chance(30) {
        let new: Value =
          switch column {
          case 0: .integer(random.chance(10) ? -1 : Int64(random.next() % 9) + 1)
          case 1: random.chance(20) ? .null : .text("pocket \(random.next() % 9)")
          default: .real(Double(random.next() % 4))
          }
        cells[column] = (random.chance(7) ? .integer(77) : values[column], new)
        values[column] = new
      }
      known[row] = values
      return base.change(.update, 0, id(row), cells)
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>, [false, true])
  func `straight in or staged, the outcome is one`(seed: UInt64, together: Bool) throws {
    var states: [[String]] = []
    for schema in [Self.schema, Self.schema + Self.trigger] {
      var random = SeededNumbers(seed: seed)
      let base = try Self.database(schema)
      try base.program("UPDATE job SET b = 'office' WHERE a % 7 = 1; DELETE FROM job WHERE a = 5;")
      try base.merge(Self.changes(base, &random), seen: seed % 3, together: together)
      states.append(try Self.state(base))
    }
    let (straight, staged) = (Set(states[0]), Set(states[1]))
    #expect(straight.subtracting(staged).sorted() == [], "seed \(seed)")
    #expect(staged.subtracting(straight).sorted() == [], "seed \(seed)")
  }

  /// The row is gone, and no log and no comparison of this day says so.
  private static let lost = """
    DELETE FROM job WHERE a = 11;
    DELETE FROM sync_log WHERE seq = (SELECT max(seq) FROM sync_log);
    UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'sync_log';
    """

  @Test func `edits that do not all find their row leave none half written`() throws {
    let base = try Self.database(Self.schema)
    try base.program(Self.lost)
    let changes = (1...Self.rowCount).map {
      base.change(.update, 0, id($0), [1: (.text("b\($0)"), .text("pocket"))])
    }
    try base.merge(changes, together: true)
    #expect(try base.rows("SELECT count(*) FROM job WHERE b = 'pocket'") == ["39"])
    let apart = """
      SELECT hex(id) FROM job JOIN sync_row_0 ON gid = id
      WHERE b IS NOT c1 OR rev <> (SELECT max(seq) FROM sync_commit)
      """
    #expect(try base.rows(apart) == [])
    #expect(try base.rows("SELECT count(*) FROM sync_past_0 WHERE c1 = 'pocket'") == ["0"])
  }

  @Test func `a change that does not go on from the one before takes it back`() throws {
    let base = try Self.database(Self.schema)
    try base.program("UPDATE job SET b = 'office' WHERE id = \(hex(1))")
    let receipt = try base.merge([
      base.change(.update, 0, id(1), [0: (.integer(1), .integer(8))]),
      base.change(.update, 0, id(1), [1: (.text("b1"), .text("pocket"))]),
    ])
    // Both columns are one group, so the first must not stay without the second.
    #expect(try base.rows("SELECT a, b FROM job WHERE id = \(hex(1))") == ["1|office"])
    #expect(
      try base.rows("SELECT columns, winner, loser FROM sync_conflict") == [
        #"["a","b"]|[1,"office"]|[8,"pocket"]"#
      ])
    #expect(receipt.tables.map(\.came) == [1])
  }

  @Test(arguments: [false, true])
  func `a change does not overtake one of its row that waits`(together: Bool) throws {
    let base = try Self.database(Self.schema)
    try base.program("UPDATE job SET b = 'office' WHERE id = \(hex(1))")
    let changes = [
      base.change(.update, 0, id(1), [1: (.text("b1"), .text("pocket"))]),
      base.change(.update, 0, id(1), [0: (.integer(1), .integer(8))]),
    ]
    try base.merge(changes, together: together)
    #expect(try base.rows("SELECT a, b FROM job WHERE id = \(hex(1))") == ["1|office"])
    #expect(
      try base.rows("SELECT columns, loser FROM sync_conflict") == [#"["a","b"]|[8,"pocket"]"#])
  }

  @Test func `a cell that was changed and put back belongs to what is taken back`() throws {
    let base = try Self.database(Self.schema)
    try base.program("UPDATE job SET b = 'office' WHERE id = \(hex(1))")
    try base.merge([
      base.change(.update, 0, id(1), [0: (.integer(1), .integer(8))]),
      base.change(.update, 0, id(1), [0: (.integer(8), .integer(1))]),
      base.change(.update, 0, id(1), [1: (.text("b1"), .text("pocket"))]),
    ])
    #expect(try base.rows("SELECT a, b FROM job WHERE id = \(hex(1))") == ["1|office"])
    #expect(
      try base.rows("SELECT columns, loser FROM sync_conflict") == [#"["a","b"]|[1,"pocket"]"#])
  }

  /// Refused at once, or taken back later.
  @Test(arguments: [-1, 8] as [Int64])
  func `what came to nothing leaves no version behind`(dose: Int64) throws {
    let base = try Self.database(Self.schema)
    try base.program("UPDATE job SET b = 'office' WHERE id = \(hex(1))")
    _ = try base.farm.capture()
    let before = try Self.state(base)
    try base.merge([
      base.change(.update, 0, id(1), [0: (.integer(1), .integer(dose))]),
      base.change(
        .update, 0, id(1), [0: (.integer(dose), .integer(1)), 1: (.text("b1"), .text("office"))]),
    ])
    #expect(try Self.state(base) == before)
  }

  @Test func `what cannot be taken back any more is judged as it stands`() throws {
    let base = try Self.database(Self.schema)
    try base.program("UPDATE job SET b = 'office' WHERE id = \(hex(1))")
    try base.merge([
      base.change(.update, 0, id(1), [3: (.text("code 1"), .text("new"))]),
      base.change(.update, 0, id(2), [3: (.text("code 2"), .text("code 1"))]),
      base.change(.update, 0, id(1), [1: (.text("b1"), .text("pocket"))]),
    ])
    #expect(
      try base.rows("SELECT b, code FROM job WHERE id IN (\(hex(1)), \(hex(2)))").sorted() == [
        "b2|code 1", "office|new",
      ])
    #expect(
      try base.rows("SELECT winner, loser FROM sync_conflict") == [#"["office"]|["pocket"]"#])
  }

  @Test func `keys go round where each place is free when it is taken`() throws {
    let base = try Self.database(Self.schema)
    try base.merge([
      base.change(.update, 0, id(1), [3: (.text("code 1"), .null)]),
      base.change(.update, 0, id(2), [3: (.text("code 2"), .text("code 1"))]),
      base.change(.update, 0, id(1), [3: (.null, .text("code 2"))]),
    ])
    #expect(
      try base.rows("SELECT code FROM job WHERE id IN (\(hex(1)), \(hex(2))) ORDER BY id") == [
        "code 2", "code 1",
      ])
    #expect(try base.rows("SELECT reason FROM sync_quarantine").isEmpty)
  }

  @Test func `rows that both sides touched are decided as they go in, and counted once`() throws {
    let base = try Self.database(Self.schema)
    try base.program("UPDATE job SET b = 'office' WHERE a <= 4")
    let changes = (1...8 as ClosedRange<UInt64>).map { row in
      base.change(
        .update, 0, id(row),
        [1: (.text("b\(row)"), .text("pocket")), 2: (.real(1.5), .real(2.5))])
    }
    let receipt = try base.merge(changes, together: true)
    #expect(
      receipt.tables.map { [$0.came, $0.applied, $0.conflicts, $0.quarantined] } == [[8, 8, 4, 0]])
    #expect(
      try base.rows("SELECT b, c FROM job WHERE a <= 8 ORDER BY a")
        == Array(repeating: "office|2.5", count: 4) + Array(repeating: "pocket|2.5", count: 4))
    let last = "(SELECT max(seq) FROM sync_commit)"
    #expect(try base.rows("SELECT count(*) FROM sync_past_0 WHERE until = \(last)") == ["8"])
  }

  @Test func `one row that is refused keeps no other from its place`() throws {
    let base = try Self.database(Self.schema)
    let changes = (1...6 as ClosedRange<UInt64>).map { row in
      base.change(
        .update, 0, id(row), [0: (.integer(Int64(row)), .integer(row == 3 ? -1 : 50))])
    }
    let seen = try base.farm.tail().sequence
    let receipt = try base.merge(changes, seen: seen, together: true)
    #expect(receipt.tables.map { [$0.came, $0.applied, $0.quarantined] } == [[6, 5, 1]])
    #expect(try base.rows("SELECT count(*) FROM job WHERE a = 50") == ["5"])
    #expect(try base.rows("SELECT a FROM job WHERE id = \(hex(3))") == ["3"])
  }
}
