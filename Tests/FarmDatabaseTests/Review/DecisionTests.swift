import FarmDatabase
import Records
import Testing

@Suite struct DecisionTests {
  let base: ScratchDatabase

  init() throws { base = try ReviewFarm.make() }

  private func job() throws -> [String] {
    try base.rows("SELECT dose, unit, note FROM job WHERE id = \(hex(10))")
  }

  private func expect(
    _ fault: ReviewFault, _ body: () throws -> Void, _ place: SourceLocation = #_sourceLocation
  ) throws {
    let before = try everything()
    #expect(throws: FarmDatabaseError.review(fault), sourceLocation: place) { try body() }
    #expect(try everything() == before, sourceLocation: place)
  }

  private func everything() throws -> [String] {
    try base.rows(
      """
      SELECT hex(id), label FROM field; SELECT hex(id), dose, unit, note FROM job;
      SELECT seq, kind FROM sync_commit; SELECT id, state, decision FROM sync_conflict;
      SELECT id, state FROM sync_quarantine; SELECT gid, rev FROM sync_row_1;
      """)
  }

  @Test func `an item tells who had what, when, and what stands`() throws {
    try ReviewFarm.contradict(base)
    let item = try #require(try base.farm.reviews(limit: 9).first)
    #expect(item.kind == .bothChanged)
    #expect(item.title.map(\.title).first?.map(\.value) == [.text("Moulin")])
    #expect(item.author.pocket == "Luc")
    #expect(item.other?.kind == .capture)
    #expect(item.cells.map(\.column.name) == ["dose", "unit"])
    #expect(item.cells.map(\.base.value) == [.integer(5), .text("l")])
    #expect(item.cells.map(\.winner.value) == [.integer(8), .text("kg")])
    #expect(item.cells.map(\.loser.value) == [.integer(7), .text("l")])
    #expect(item.cells.map(\.now?.value) == [.integer(8), .text("kg")])
    #expect(!item.hasChanged && item.isLive && item.isOpen)
  }

  @Test func `the pocket's values are taken, travel, and what they replace is kept`() throws {
    try ReviewFarm.contradict(base)
    let tail = try base.farm.tail().sequence
    let item = try base.farm.decide(1, .pocket)
    #expect(item.state == "decided" && item.decision == "pocket")
    #expect(try job() == ["7|l|a"])
    #expect(try base.rows("SELECT kind FROM sync_commit ORDER BY seq DESC LIMIT 1") == ["decision"])
    #expect(
      try base.rows("SELECT c1, c2 FROM sync_past_1 WHERE until = \(tail + 1)") == ["8|kg"])
    // Every pocket gets it, the one that wrote it first too.
    for pocket in [base.incarnation, 5] {
      let fed = try base.fed(from: FeedCursor(after: tail), to: pocket)
      #expect(fed.flatMap(\.rows) == [id(10)])
    }
    #expect(try base.farm.reviews(limit: 9).isEmpty)
    #expect(try base.farm.openReviews().conflicts == 0)
    #expect(try base.farm.capture() == 0)
  }

  @Test func `what stands stays, and that is a commit too`() throws {
    try ReviewFarm.contradict(base)
    let tail = try base.farm.tail()
    #expect(try base.farm.decide(1, .pc).state == "decided")
    #expect(try job() == ["8|kg|a"])
    #expect(try base.farm.tail().sequence == tail.sequence + 1)
    #expect(try base.fed(from: FeedCursor(after: tail.sequence)).isEmpty)
  }

  @Test func `later changes nothing at all`() throws {
    try ReviewFarm.contradict(base)
    let before = try everything()
    #expect(try base.farm.decide(1, .later).isOpen)
    #expect(try everything() == before)
  }

  @Test func `another value is written as the columns take it`() throws {
    try ReviewFarm.contradict(base)
    _ = try base.farm.decide(1, .other(["12", "g"]))
    #expect(
      try base.rows("SELECT dose, typeof(dose), unit FROM job WHERE dose = 12") == ["12|integer|g"])
  }

  @Test func `a value that breaks a rule is refused and nothing is changed`() throws {
    try ReviewFarm.contradict(base)
    func other(_ values: String...) throws { _ = try base.farm.decide(1, .other(values)) }
    try expect(.wrongType(column: "dose", type: "INTEGER", value: "viel")) {
      try other("viel", "l")
    }
    try expect(.valueCount(expected: 2, found: 1)) { try other("3") }
    try expect(.refused(.check, detail: "CHECK constraint failed: dose > 0")) {
      try other("-3", "l")
    }
    try expect(.noSuchItem("7")) { _ = try base.farm.decide(7, .pc) }
    try expect(.choiceDoesNotFit("1")) { _ = try base.farm.decide(1, .aside) }
  }

  @Test func `a parent is named by its title, and must be there`() throws {
    try base.program("UPDATE job SET field_id = \(hex(2)) WHERE id = \(hex(10))")
    try base.program("INSERT INTO field VALUES (\(hex(3)), 'Bois', 1)")
    try base.merge([
      base.change(.update, 1, id(10), [0: (.blob(id(1).bytes), .blob(id(3).bytes))])
    ])
    try expect(.noSuchRecord(table: "field", key: "Étang")) {
      _ = try base.farm.decide(1, .other(["Étang"]))
    }
    _ = try base.farm.decide(1, .other(["Moulin"]))
    #expect(
      try base.rows(
        "SELECT f.label FROM job j JOIN field f ON f.id = j.field_id WHERE j.id = \(hex(10))")
        == ["Moulin"])
  }

  @Test func `a required cell is not emptied, and a taken value is not taken twice`() throws {
    try base.program("UPDATE field SET label = 'PC' WHERE id = \(hex(1))")
    try base.merge([
      base.change(.update, 0, id(1), [0: (.text("Moulin"), .text("Pocket"))])
    ])
    try expect(.refused(.taken, detail: "UNIQUE constraint failed: field.label")) {
      _ = try base.farm.decide(1, .other(["Pré"]))
    }
    try ReviewFarm.contradict(base)
    _ = try base.farm.decide(2, .other(["4", ""]))
    #expect(try job() == ["4||a"])
  }

  @Test func `a row that has changed since is written only anyway`() throws {
    try ReviewFarm.contradict(base)
    try base.program("UPDATE job SET dose = 33 WHERE id = \(hex(10))")
    #expect(throws: FarmDatabaseError.review(.rowChanged("1"))) {
      _ = try base.farm.decide(1, .pocket)
    }
    #expect(try job() == ["33|kg|a"])
    _ = try base.farm.decide(1, .pocket, anyway: true)
    #expect(try job() == ["7|l|a"])
    #expect(try base.rows("SELECT c1 FROM sync_past_1 ORDER BY until DESC LIMIT 1") == ["33"])
  }

  @Test func `an item is decided once`() throws {
    try ReviewFarm.contradict(base)
    _ = try base.farm.decide(1, .pc)
    try expect(.alreadyDecided("1")) { _ = try base.farm.decide(1, .pocket) }
  }

  @Test func `a row that the pocket had deleted goes after all`() throws {
    try base.program("UPDATE job SET dose = 8 WHERE id = \(hex(10))")
    try base.merge([ReviewFarm.deletion(base)])
    let tail = try base.farm.tail().sequence
    #expect(try base.farm.review(1).kind == .deletedOnPocket)
    _ = try base.farm.decide(1, .pocket)
    #expect(try job() == [])
    let fed = try base.fed(from: FeedCursor(after: tail))
    #expect(fed.flatMap(\.deleted) == [true])
    #expect(try base.rows("SELECT c1 FROM sync_past_1 WHERE until = \(tail + 1)") == ["8"])
  }

  @Test func `a row that others point to does not go, in whatever table they are`() throws {
    try base.program("UPDATE job SET dose = 8 WHERE id = \(hex(10))")
    try base.merge([ReviewFarm.deletion(base)])
    try base.program("INSERT INTO photo(job_id) VALUES (\(hex(10)))")
    try expect(.hasChildren(tables: ["photo"])) { _ = try base.farm.decide(1, .pocket) }
    #expect(try base.farm.decide(1, .pc).state == "decided")
    #expect(try job() == ["8|l|a"])
  }

  @Test func `what the PC had deleted and the pocket brought back goes after all`() throws {
    try base.program("DELETE FROM job WHERE id = \(hex(10))")
    try base.merge([base.change(.update, 1, id(10), [3: (.text("a"), .text("still"))])])
    #expect(try base.farm.review(1).kind == .deletedOnPC)
    _ = try base.farm.decide(1, .pc)
    #expect(try job() == [])
  }

  @Test func `open items outlive every later sync`() throws {
    try ReviewFarm.contradict(base)
    for number in 0..<3 {
      try base.merge([ReviewFarm.job(base, UInt64(20 + number))])
    }
    #expect(try base.farm.reviews(limit: 9).map(\.number) == [1])
  }
}
