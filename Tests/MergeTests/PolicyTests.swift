import Merge
import Records
import Testing

/// One cell under one policy: what stands, and everything that was put aside.
private struct Decision {
  var value: Value
  var conflicts: [Conflict]

  init(
    _ policy: ConflictPolicy, base: Value, pocket: Value, pc: Value, states: [String] = [],
    separator: String = ",", otherwise: ConflictPolicy = .pc
  ) {
    let group = TablePlan.Group(
      columns: [0], policy: policy, states: states, separator: separator, otherwise: otherwise)
    let change = RowChange(
      dot: Dot(incarnation: 1, number: 1, nonce: 1), kind: .update, table: 0,
      row: RowID(high: 1, low: 1), seen: 0, cells: [0: CellChange(base: base, new: pocket)])
    let plan = TablePlan(columnCount: 1, groups: [group], policy: .pc)
    (value, conflicts) = (pc, [])
    if case .write(let values, let kept) = MergeRule.decide(change, meets: .live([pc]), plan: plan)
    {
      value = values[0] ?? pc
      conflicts = kept
    }
  }

  var kinds: [ConflictKind] { conflicts.map(\.kind) }
  var everything: Set<Value> { Set([value] + conflicts.flatMap { $0.winner + $0.loser }) }
}

@Suite struct PolicyTests {
  @Test func `a sum adds what both sides added`() {
    let sum = Decision(.sum, base: .integer(10), pocket: .integer(15), pc: .integer(8))
    #expect(sum.value == .integer(13))
    #expect(sum.kinds == [.summed, .summed])
    #expect(sum.conflicts.map(\.loser) == [[.integer(8)], [.integer(15)]])
    #expect(sum.conflicts.map(\.winnerIsPC) == [false, true])
    // Both sold five: ten are gone.
    let same = Decision(.sum, base: .integer(10), pocket: .integer(5), pc: .integer(5))
    #expect(same.value == .integer(0))
    let real = Decision(.sum, base: .real(1), pocket: .real(1.5), pc: .integer(3))
    #expect(real.value == .real(3.5))
  }

  @Test func `a sum that is no number is a conflict and nothing wraps around`() {
    let over = Decision(.sum, base: .integer(0), pocket: .integer(1), pc: .integer(.max))
    #expect(over.value == .integer(.max))
    #expect(over.kinds == [.bothChanged])
    // The difference alone does not fit; the sum does.
    let wide = Decision(.sum, base: .integer(-1), pocket: .integer(.max), pc: .integer(-3))
    #expect(wide.value == .integer(.max - 2))
    for odd in [Value.null, .text("7"), .blob([7]), .real(.infinity)] {
      let decision = Decision(.sum, base: .integer(1), pocket: odd, pc: .integer(5))
      #expect(decision.value == .integer(5) && decision.kinds == [.bothChanged])
    }
    let pocket = Decision(
      .sum, base: .integer(1), pocket: .text("x"), pc: .integer(5), otherwise: .pocket)
    #expect(pocket.value == .text("x"))
  }

  @Test func `the later state stands whoever set it`() {
    let states = ["planned", "done", "validated"]
    for (pocket, pc) in [("done", "validated"), ("validated", "done")] {
      let state = Decision(
        .forwardOnly, base: .text("planned"), pocket: .text(pocket), pc: .text(pc), states: states)
      #expect(state.value == .text("validated"))
      #expect(state.kinds == [.movedForward])
      #expect(state.everything.contains(.text("done")))
    }
    for odd in [Value.text("lost"), .null, .text("Done")] {
      let unknown = Decision(
        .forwardOnly, base: .text("planned"), pocket: odd, pc: .text("done"), states: states)
      #expect(unknown.value == .text("done") && unknown.kinds == [.bothChanged])
    }
    let numbers = Decision(
      .forwardOnly, base: .integer(0), pocket: .integer(2), pc: .integer(1),
      states: ["0", "1", "2"])
    #expect(numbers.value == .integer(2))
  }

  @Test func `a set has what either added and not what either removed, in a stable order`() {
    let set = Decision(
      .union, base: .text("a,b,c"), pocket: .text("c,a,x"), pc: .text("b,c,y,a"))
    #expect(set.value == .text("c,y,a,x"))
    #expect(set.kinds == [.united, .united])
    let from = Decision(.union, base: .null, pocket: .text("a;b"), pc: .text("b"), separator: ";")
    #expect(from.value == .text("b;a"))
    let empty = Decision(.union, base: .text("a,b"), pocket: .text("a"), pc: .text("b"))
    #expect(empty.value == .text(""))
    let odd = Decision(.union, base: .text("a"), pocket: .integer(1), pc: .text("b"))
    #expect(odd.kinds == [.bothChanged])
  }

  @Test func `members of a set are compared by their bytes`() {
    let set = Decision(.union, base: .null, pocket: .text("\u{E9}"), pc: .text("e\u{301}"))
    #expect(set.value == .text("e\u{301},\u{E9}"))
  }

  @Test func `both rows are kept and the copy is the same whenever it is made`() throws {
    let plan = TablePlan(columnCount: 3, groups: [], policy: .keepBoth)
    let change = RowChange(
      dot: Dot(incarnation: 1, number: 1, nonce: 1), kind: .update, table: 0,
      row: RowID(high: 1, low: 1), seen: 0,
      cells: [
        0: CellChange(base: .integer(1), new: .integer(2)),
        1: CellChange(base: .null, new: .text("n")),
      ])
    let current: [Value] = [.integer(3), .null, .text("pc")]
    let verdict = MergeRule.decide(change, meets: .live(current), plan: plan)
    guard case .write(let values, let conflicts) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(values == [1: .text("n")])
    #expect(conflicts.map(\.kind) == [.keptBoth])
    let copy = KeptCopy(of: change, meeting: current)
    #expect(copy.values == [.integer(2), .text("n"), .text("pc")])
    var again = change
    again.dot = Dot(incarnation: 9, number: 5, nonce: 7)
    #expect(KeptCopy(of: again, meeting: current).row == copy.row)
    again.cells[0]?.new = .integer(4)
    #expect(KeptCopy(of: again, meeting: current).row != copy.row)
  }
}

/// What must hold for every policy, tried on all small universes.
@Suite struct PolicyLawTests {
  private static let states = ["0", "1", "2"]
  private static let numbers = (Int64(0)...2).map(Value.integer)
  private static let sets = ["", "a", "b", "a,b", "b,a", "c"].map(Value.text) + [.null]

  private static func universe(_ policy: ConflictPolicy) -> [Value] {
    policy == .union ? sets : numbers + [.null, .integer(.max), .text("odd")]
  }

  private static func decide(
    _ policy: ConflictPolicy, _ base: Value, _ pocket: Value, _ pc: Value
  ) -> Decision {
    Decision(policy, base: base, pocket: pocket, pc: pc, states: states)
  }

  @Test(arguments: ConflictPolicy.allCases)
  func `what a side changed stands or is kept`(policy: ConflictPolicy) {
    for base in Self.universe(policy) {
      for pocket in Self.universe(policy) {
        for pc in Self.universe(policy) {
          let decision = Self.decide(policy, base, pocket, pc)
          if pocket != base { #expect(decision.everything.contains(pocket)) }
          if pc != base { #expect(decision.everything.contains(pc)) }
        }
      }
    }
  }

  /// A sum is taken in once only: its redelivery is recognised before the rule is asked.
  @Test(arguments: ConflictPolicy.allCases.filter { $0 != .sum })
  func `the same change again changes nothing that stands`(policy: ConflictPolicy) {
    for base in Self.universe(policy) {
      for pocket in Self.universe(policy) {
        for pc in Self.universe(policy) {
          let once = Self.decide(policy, base, pocket, pc).value
          // A value that went back to the base is taken as if nobody had touched it.
          guard once != base else { continue }
          #expect(Self.decide(policy, base, pocket, once).value == once)
        }
      }
    }
  }

  @Test(arguments: [ConflictPolicy.sum, .forwardOnly, .union])
  func `two pockets give the same whoever comes first`(policy: ConflictPolicy) {
    let universe = policy == .union ? Self.sets : Self.numbers
    for base in universe {
      for first in universe where first != base {
        for second in universe where second != base {
          let one = Self.decide(policy, base, second, Self.decide(policy, base, first, base).value)
          let two = Self.decide(policy, base, first, Self.decide(policy, base, second, base).value)
          #expect(Self.members(one.value, policy) == Self.members(two.value, policy))
        }
      }
    }
  }

  /// The order within a set is the order of arrival; its members are not.
  private static func members(_ value: Value, _ policy: ConflictPolicy) -> Set<String> {
    guard policy == .union, case .text(let text) = value else { return ["\(value)"] }
    return Set(text.split(separator: ",").map(String.init))
  }
}
