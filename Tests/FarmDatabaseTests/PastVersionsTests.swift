import Records
import Testing

@testable import FarmDatabase

/// Every version that a commit replaced can be found again.
struct PastVersionsTests {
  private let base: ScratchDatabase

  init() throws {
    base = try ScratchDatabase(
      "CREATE TABLE t(id BLOB PRIMARY KEY, a TEXT, b INTEGER);",
      [ProfileTable(name: "t", identity: .own, direction: .both)])
  }

  @Test func `a merge, a capture and a delete each leave the version they replaced`() throws {
    let made = try base.merge([
      base.change(.create, 0, id(1), [0: (.null, .text("one")), 1: (.null, .integer(1))])
    ])
    let edited = try base.merge([base.change(.update, 0, id(1), [0: (.text("one"), .text("two"))])])
    try base.program("UPDATE t SET b = 2")
    #expect(try base.farm.capture() == 1)
    try base.program("DELETE FROM t")
    #expect(try base.farm.capture() == 1)
    let first = made.commit.sequence
    #expect(edited.commit.sequence == first + 1)
    #expect(
      try base.rows("SELECT until - \(first), rev - \(first), deleted, c0, c1 FROM sync_past_0")
        == ["1|0|0|one|1", "2|1|0|two|1", "3|2|0|two|2"])
    #expect(try base.rows("SELECT rev - \(first), deleted FROM sync_row_0") == ["3|1"])
  }

  @Test func `a row that comes back replaces its tombstone, a new row replaces nothing`() throws {
    try base.program("INSERT INTO t VALUES(\(hex(1)), 'one', 1)")
    #expect(try base.farm.capture() == 1)
    #expect(try base.rows("SELECT count(*) FROM sync_past_0") == ["0"])
    try base.program("DELETE FROM t")
    #expect(try base.farm.capture() == 1)
    try base.program("INSERT INTO t VALUES(\(hex(1)), 'again', 1)")
    #expect(try base.farm.capture() == 1)
    #expect(
      try base.rows("SELECT deleted, c0 FROM sync_past_0 ORDER BY until") == ["0|one", "1|one"])
  }
}
