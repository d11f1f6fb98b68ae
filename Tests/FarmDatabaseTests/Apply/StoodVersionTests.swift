import FarmDatabase
import Records
import Testing

/// A pocket that was set back offers again what the PC has since gone beyond.
@Suite struct StoodVersionTests {
  private func base(_ policy: ConflictPolicy) throws -> ScratchDatabase {
    var table = ProfileTable(name: "t", identity: .own, direction: .both)
    table.policy = policy
    return try ScratchDatabase(
      "CREATE TABLE t(id BLOB PRIMARY KEY, a TEXT); INSERT INTO t VALUES (\(hex(1)), 'made');",
      [table])
  }

  private func write(_ base: ScratchDatabase, _ old: String, _ new: String) -> RowChange {
    base.change(.update, 0, id(1), [0: (.text(old), .text(new))])
  }

  @Test(arguments: [ConflictPolicy.pocket, .keepBoth])
  func `what was seen and replaced since does not win again`(policy: ConflictPolicy) throws {
    let base = try base(policy)
    let seen = try base.farm.tail().sequence
    try base.merge([write(base, "made", "pocket")], seen: seen)
    try base.program("UPDATE t SET a = 'office'")
    _ = try base.farm.capture()
    base.startNewLog()
    try base.merge([write(base, "made", "pocket")], seen: seen)
    #expect(try base.rows("SELECT a FROM t") == ["office"])
    #expect(
      try base.rows("SELECT kind, loser, winner_is_pc FROM sync_conflict") == [
        #"both-changed|["pocket"]|1"#
      ])
  }

  @Test func `a value that had gone before the pocket looked is news again`() throws {
    let base = try base(.pocket)
    try base.program("UPDATE t SET a = 'old'")
    _ = try base.farm.capture()
    try base.program("UPDATE t SET a = 'seen'")
    _ = try base.farm.capture()
    let seen = try base.farm.tail().sequence
    try base.program("UPDATE t SET a = 'office'")
    _ = try base.farm.capture()
    try base.merge([write(base, "seen", "old")], seen: seen)
    #expect(try base.rows("SELECT a FROM t") == ["old"])
  }
}
