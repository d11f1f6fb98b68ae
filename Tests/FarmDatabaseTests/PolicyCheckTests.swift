import FarmDatabase
import Records
import Testing

/// What a profile may ask of which columns; `check` writes nothing.
@Suite struct PolicyCheckTests {
  private static let schema = """
    CREATE TABLE t(id BLOB PRIMARY KEY, n INTEGER, r REAL, s TEXT, u TEXT, code TEXT);
    CREATE TABLE c(code TEXT PRIMARY KEY, n INTEGER);
    """

  private func findings(
    _ groups: [ColumnGroup], policy: ConflictPolicy? = nil, table: String = "t",
    identity: RowIdentity = .own
  ) throws -> [ProfileFinding] {
    let plain = [
      ProfileTable(name: "t", identity: .own, direction: .both),
      ProfileTable(name: "c", identity: .natural, direction: .both),
    ]
    let base = try ScratchDatabase(Self.schema, plain)
    var entry = ProfileTable(name: table, identity: identity, direction: .both)
    entry.policy = policy
    entry.groups = groups
    let profile = SyncProfile(name: "p", recentDays: 1, tables: [entry])
    return try ProfileAdvice.check(path: base.path, profile: profile).filter(\.isFatal)
  }

  @Test func `every policy passes where it fits`() throws {
    #expect(
      try findings(
        [
          ColumnGroup(columns: ["n", "r"], policy: .sum),
          ColumnGroup(columns: ["s"], policy: .forwardOnly, states: ["a", "b"]),
          ColumnGroup(columns: ["u"], policy: .union, separator: "; "),
        ], policy: .keepBoth) == [])
  }

  @Test func `a policy that does not fit its columns is named`() throws {
    let sum = ColumnGroup(columns: ["s"], policy: .sum)
    #expect(try findings([sum]) == [.policyDoesNotFit(table: "t", column: "s", policy: .sum)])
    let union = ColumnGroup(columns: ["s", "u"], policy: .union)
    #expect(try findings([union]) == [.policyNeedsOneColumn(table: "t", policy: .union)])
    let bare = ColumnGroup(columns: ["u"], policy: .union, separator: "")
    #expect(try findings([bare]) == [.separatorMissing(table: "t", column: "u")])
    for states in [nil, ["a"], ["a", "b", "a"]] {
      let state = ColumnGroup(columns: ["s"], policy: .forwardOnly, states: states)
      #expect(try findings([state]) == [.statesMissing(table: "t", column: "s")])
    }
  }

  @Test func `a policy of single columns is not one of a table`() throws {
    #expect(
      try findings([], policy: .sum) == [.policyNeedsGroup(table: "t", policy: .sum)])
  }

  @Test func `a key with a meaning cannot keep both rows`() throws {
    #expect(
      try findings([], policy: .keepBoth, table: "c", identity: .natural)
        == [.keepBothNeedsFreshKeys("c")])
  }
}
