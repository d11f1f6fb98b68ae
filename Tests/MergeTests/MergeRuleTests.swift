import Merge
import Records
import Testing

private let plan = TablePlan(
  columnCount: 4,
  groups: [.init(columns: [1, 2], policy: .pc), .init(columns: [3], policy: .pocket)], policy: .pc)

private func change(_ kind: ChangeKind, _ cells: [Int: (Int64, Int64)]) -> RowChange {
  RowChange(
    dot: Dot(incarnation: 1, number: 1, nonce: 1), kind: kind, table: 0,
    row: RowID(high: 1, low: 1), seen: 0,
    cells: cells.mapValues { CellChange(base: .integer($0.0), new: .integer($0.1)) })
}

private func row(_ values: Int64...) -> [Value] { values.map(Value.integer) }

@Suite struct MergeRuleTests {
  @Test func `an untouched row takes the change`() {
    let verdict = MergeRule.decide(
      change(.update, [0: (0, 9)]), meets: .live(row(0, 0, 0, 0)), plan: plan)
    #expect(verdict == .write([0: .integer(9)], []))
  }

  @Test func `a value that is there already is nothing`() {
    let verdict = MergeRule.decide(
      change(.update, [0: (0, 9), 1: (0, 5)]), meets: .live(row(9, 5, 0, 0)), plan: plan)
    #expect(verdict == .nothing)
  }

  @Test func `one conflicting column decides its whole group`() throws {
    let verdict = MergeRule.decide(
      change(.update, [0: (0, 9), 1: (0, 5), 2: (0, 6)]), meets: .live(row(0, 0, 8, 0)), plan: plan)
    guard case .write(let values, let conflicts) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(values == [0: .integer(9)])
    #expect(conflicts.map(\.columns) == [[1, 2]])
    #expect(conflicts.map(\.loser) == [row(5, 6)])
    #expect(conflicts.map(\.winner) == [row(0, 8)])
  }

  @Test func `the pocket's policy puts its values in place and keeps the PC's`() {
    let verdict = MergeRule.decide(
      change(.update, [3: (0, 7)]), meets: .live(row(0, 0, 0, 4)), plan: plan)
    guard case .write(let values, let conflicts) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(values == [3: .integer(7)])
    #expect(conflicts.map(\.loser) == [row(4)])
    #expect(conflicts.map(\.winnerIsPC) == [false])
  }

  @Test func `every value of both sides stands or is kept, in every small universe`() {
    var checked = 0
    for base in Int64(0)...2 {
      for pocket in Int64(0)...2 {
        for pc in Int64(0)...2 {
          for policy in [ConflictPolicy.pc, .pocket] {
            let plan = TablePlan(columnCount: 1, groups: [], policy: policy)
            let verdict = MergeRule.decide(
              change(.update, [0: (base, pocket)]), meets: .live(row(pc)), plan: plan)
            var kept: Set<Value> = [.integer(pc)]
            if case .write(let values, let conflicts) = verdict {
              if let value = values[0] { kept = [value] }
              for conflict in conflicts { kept.formUnion(conflict.winner + conflict.loser) }
            }
            // What one side left alone may go; what a side changed must stand or be kept.
            if pocket != base { #expect(kept.contains(.integer(pocket))) }
            if pc != base { #expect(kept.contains(.integer(pc))) }
            checked += 1
          }
        }
      }
    }
    #expect(checked == 54)
  }

  @Test func `a delete holds only where the pocket saw what stands`() {
    let delete = change(.delete, [0: (1, 0), 1: (2, 0)])
    #expect(MergeRule.decide(delete, meets: .live(row(1, 2, 3, 4)), plan: plan) == .delete)
    let verdict = MergeRule.decide(delete, meets: .live(row(1, 9, 3, 4)), plan: plan)
    guard case .keep(let conflict) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(conflict.columns == [1])
    #expect(MergeRule.decide(delete, meets: .deleted(row(1, 2, 3, 4)), plan: plan) == .nothing)
    #expect(MergeRule.decide(delete, meets: .absent, plan: plan) == .nothing)
  }

  @Test func `an edit of a deleted row brings it back whole`() {
    let verdict = MergeRule.decide(
      change(.update, [0: (1, 9)]), meets: .deleted(row(1, 2, 3, 4)), plan: plan)
    guard case .bringBack(let image, let conflict) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(image == row(9, 2, 3, 4))
    #expect(conflict.kind == .deletedOnPC)
  }
}

@Suite struct FoldTests {
  @Test func `two updates keep the first base and the last value`() {
    let net = RowChange.folded([
      change(.update, [0: (0, 1), 1: (5, 6)]), change(.update, [0: (1, 2)]),
    ])
    #expect(net.cells[0] == CellChange(base: .integer(0), new: .integer(2)))
    #expect(net.cells[1] == CellChange(base: .integer(5), new: .integer(6)))
  }

  @Test func `an update before a delete gives its base to the image`() {
    let net = RowChange.folded([
      change(.update, [0: (0, 1)]), change(.delete, [0: (1, 0), 1: (5, 0)]),
    ])
    #expect(net.kind == .delete)
    #expect(net.cells[0]?.base == .integer(0))
    #expect(net.cells[1]?.base == .integer(5))
  }

  @Test func `folding is the same whatever is folded first`() {
    let changes = [
      change(.create, [0: (0, 1), 1: (0, 1)]), change(.update, [0: (1, 2)]),
      change(.update, [1: (1, 3)]), change(.update, [0: (2, 4)]),
    ]
    let whole = RowChange.folded(changes)
    for cut in 1..<changes.count {
      let first = RowChange.folded(Array(changes[..<cut]))
      let second = RowChange.folded(Array(changes[cut...]))
      #expect(RowChange.folded([first, second]) == whole)
    }
  }

  @Test func `a row that stands at one of the pocket's own steps was seen by the steps after it`() {
    let changes = [
      change(.create, [0: (0, 1), 1: (0, 5)]), change(.update, [0: (1, 2)]),
      change(.update, [0: (2, 3)]),
    ]
    let plan = TablePlan(columnCount: 2, groups: [], policy: .pc)
    for step in [1, 2] as [Int64] {
      let net = RowChange.folded(changes, over: [.integer(step), .integer(5)], plan: plan)
      #expect(net.cells[0] == CellChange(base: .integer(step), new: .integer(3)))
    }
    let other = RowChange.folded(changes, over: [.integer(9), .integer(9)], plan: plan)
    #expect(other == RowChange.folded(changes))
  }

  @Test func `a group stands at a step as a whole, and a sum never does`() {
    let changes = [
      change(.update, [0: (0, 1), 1: (0, 1)]), change(.update, [0: (1, 2), 1: (1, 2)]),
    ]
    let half = [Value.integer(1), .integer(7)]
    let group = TablePlan.Group(columns: [0, 1], policy: .pc)
    let plan = TablePlan(columnCount: 2, groups: [group], policy: .pc)
    #expect(RowChange.folded(changes, over: half, plan: plan) == RowChange.folded(changes))
    let sums = TablePlan(
      columnCount: 2, groups: [TablePlan.Group(columns: [0], policy: .sum)], policy: .pc)
    let net = RowChange.folded(changes, over: [.integer(1), .integer(1)], plan: sums)
    #expect(net.cells[0]?.base == .integer(0))
    #expect(net.cells[1]?.base == .integer(1))
  }
}
