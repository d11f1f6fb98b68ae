import Merge
import Records
import Testing

@testable import FarmDatabase

/// What sets of SQL decide and write is what the rule says of each row by itself.
@Suite struct RuleEquivalenceTests {
  private static let rowsPerSeed = 400
  private static let names = ["a", "b", "c", "d", "e"]
  /// The policies that people choose between, and those that settle a conflict by themselves.
  private static let groups: [[ColumnGroup]] = [
    [
      ColumnGroup(columns: ["a", "b"], policy: .pc),
      ColumnGroup(columns: ["c", "d"], policy: .pocket),
    ],
    [
      ColumnGroup(columns: ["a"], policy: .sum), ColumnGroup(columns: ["b"], policy: .union),
      ColumnGroup(columns: ["c"], policy: .forwardOnly, states: ["", "a", "0", "1", "A"]),
      ColumnGroup(columns: ["d", "e"], policy: .keepBoth),
    ],
  ]

  private static func plan(_ groups: [ColumnGroup]) -> TablePlan {
    TablePlan(
      columnCount: 5,
      groups: groups.map { group in
        TablePlan.Group(
          columns: group.columns.map { names.firstIndex(of: $0)! }, policy: group.policy!,
          states: group.states ?? [])
      }, policy: .pc)
  }

  @Test(arguments: [RowIdentity.own, .surrogate], 1...8 as ClosedRange<UInt64>)
  func `sets decide every row as the rule does`(identity: RowIdentity, seed: UInt64) throws {
    let groups = Self.groups[Int(seed % 2)]
    var random = SeededNumbers(seed: seed)
    let rows = (0..<Self.rowsPerSeed).map { _ in RandomRow(&random) }
    let base = try Self.database(identity, rows, groups)
    let ids = try Self.identities(base, rows, identity)
    let seen = try base.farm.tail().sequence
    try base.program(Self.officeWork(rows, ids, identity))

    var changes: [RowChange] = []
    var expected = Outcome()
    for (row, id) in zip(rows, ids) {
      let own = row.changes.map { base.change($0.kind, 0, id, $0.cells) }
      changes += own
      expected.add(row, id, own, Self.plan(groups))
    }
    try base.merge(changes, seen: seen)

    let joined = identity == .own ? "s.gid = u.id" : "s.k0 = u.id"
    let cells = Self.names.map { Value.classAndBytes("u.\($0)") }.joined(separator: ", ")
    let images = (0..<5).map { Value.classAndBytes("s.c\($0)") }.joined(separator: ", ")
    let farm = try base.rows(
      "SELECT hex(s.gid), \(cells) FROM t u LEFT JOIN sync_row_0 s ON \(joined)")
    #expect(farm.sorted() == expected.farm.sorted(), "seed \(seed)")
    let image = try base.rows("SELECT hex(s.gid), s.deleted, \(images) FROM sync_row_0 s")
    #expect(image.sorted() == expected.images.sorted(), "seed \(seed)")
    let conflicts = try base.rows(
      """
      SELECT hex(gid), kind, winner_is_pc, hex(columns || base || winner || loser)
      FROM sync_conflict
      """)
    #expect(conflicts.sorted() == expected.conflicts.sorted(), "seed \(seed)")
    let unknown = try base.rows("SELECT hex(gid) || ' ' || reason FROM sync_quarantine")
    #expect(unknown.sorted() == expected.unknown.sorted(), "seed \(seed)")
  }

  private static func database(
    _ identity: RowIdentity, _ rows: [RandomRow], _ groups: [ColumnGroup]
  ) throws -> ScratchDatabase {
    var table = ProfileTable(name: "t", identity: identity, direction: .both)
    table.groups = groups
    let type = identity == .own ? "BLOB" : "INTEGER"
    var sql = ["CREATE TABLE t(id \(type) PRIMARY KEY, a, b, c, d, e);"]
    for (number, row) in rows.enumerated() {
      guard let common = row.common else { continue }
      let cells = ([key(of: number, identity)] + common.map(\.sql)).joined(separator: ", ")
      sql.append("INSERT INTO t VALUES (\(cells));")
    }
    return try ScratchDatabase(sql.joined(separator: "\n"), [table])
  }

  private static func key(of number: Int, _ identity: RowIdentity) -> String {
    identity == .own ? hex(UInt64(1000 + number)) : String(1 + number)
  }

  /// A row of the PC keeps the identity that it was given; one of the pocket has its own.
  private static func identities(
    _ base: ScratchDatabase, _ rows: [RandomRow], _ identity: RowIdentity
  ) throws -> [RowID] {
    var ids = rows.indices.map { id(UInt64(1000 + $0)) }
    guard identity == .surrogate else { return ids }
    for line in try base.rows("SELECT k0, hex(gid) FROM sync_row_0") {
      let words = line.split(separator: "|")
      ids[Int(words[0])! - 1] = try #require(RowID(Hexadecimal.decode(words[1].lowercased()) ?? []))
    }
    return ids
  }

  private static func officeWork(
    _ rows: [RandomRow], _ ids: [RowID], _ identity: RowIdentity
  ) -> String {
    var sql = ["BEGIN;"]
    for (number, row) in rows.enumerated() where row.common != nil {
      let place = "WHERE id = \(key(of: number, identity));"
      if let current = row.current {
        let set = zip(names, current).map { "\($0) = \($1.sql)" }.joined(separator: ", ")
        sql.append("UPDATE t SET \(set) \(place)")
      } else {
        sql.append("DELETE FROM t \(place)")
      }
    }
    return (sql + ["COMMIT;"]).joined(separator: "\n")
  }
}

/// What the rule makes of every row, as lines that SQLite shows in the same way.
private struct Outcome {
  var farm: [String] = []
  var images: [String] = []
  var conflicts: [String] = []
  var unknown: [String] = []

  mutating func add(_ row: RandomRow, _ id: RowID, _ changes: [RowChange], _ plan: TablePlan) {
    let name = id.hexadecimal.uppercased()
    let change = Self.net(changes, row, plan)
    RowChange.unseen(in: changes).forEach { add($0, name) }
    var live = row.current
    var image = row.current ?? row.common
    let verdict = change.map { MergeRule.decide($0, meets: row.state, plan: plan) } ?? .nothing
    switch verdict {
    case .nothing: break
    case .unknownRow: unknown.append(name + " unknown-row")
    case .insert(let values):
      live = (0..<RandomRow.columnCount).map { values[$0] ?? .null }
      image = live
    case .write(let values, let kept):
      for (column, value) in values { live![column] = value }
      image = live
      kept.forEach { add($0, name) }
      if kept.contains(where: { $0.kind == .keptBoth }), let change, let current = row.current {
        let copy = KeptCopy(of: change, meeting: current)
        let cells = [copy.row.hexadecimal.uppercased()] + copy.values.map(\.shown)
        farm.append(cells.joined(separator: "|"))
        images.append(([cells[0], "0"] + cells.dropFirst()).joined(separator: "|"))
      }
    case .bringBack(let values, let kept):
      (live, image) = (values, values)
      add(kept, name)
    case .delete: live = nil
    case .keep(let kept): add(kept, name)
    }
    if let live { farm.append(([name] + live.map(\.shown)).joined(separator: "|")) }
    if let image {
      let cells = image.map(\.shown)
      images.append(([name, live == nil ? "1" : "0"] + cells).joined(separator: "|"))
    }
  }

  private static func net(
    _ own: [RowChange], _ row: RandomRow, _ plan: TablePlan
  ) -> RowChange? {
    if own.isEmpty { return nil }
    guard row.common != nil, own.count > 1, let current = row.current else {
      return RowChange.folded(own)
    }
    return RowChange.folded(own, over: current, plan: plan)
  }

  private mutating func add(_ kept: Conflict, _ name: String) {
    let columns = kept.columns.map { ValueText.string(["a", "b", "c", "d", "e"][$0]) }
    let text =
      "[" + columns.joined(separator: ",") + "]" + ValueText.encode(kept.base)
      + ValueText.encode(kept.winner) + ValueText.encode(kept.loser)
    conflicts.append(
      [
        name, kept.kind.rawValue, kept.winnerIsPC ? "1" : "0", Value.hex(Array(text.utf8)),
      ].joined(separator: "|"))
  }
}
