import Merge
import Records
import Testing

@testable import FarmDatabase

/// What a lost version asks of a row.
@Suite struct RecoveryRuleTests {
  private func live(_ values: Int64...) -> RowState { .live(values.map(Value.integer)) }

  @Test func `what our branch went through is not taken again`() {
    let change = { (passed: [[Int: Value]]) in
      RecoveryRule.change(
        lost: live(3, 1), base: .absent, now: live(20, 1), groups: [], passed: passed)
    }
    #expect(change([])?.cells.keys.sorted() == [0, 1])
    #expect(change([[0: .integer(3), 1: .integer(9)]])?.cells.keys.sorted() == [1])
    #expect(change([[0: .integer(3), 1: .integer(1)]]) == nil)
  }

  @Test func `a group was passed as a whole or not at all`() {
    let passed = [[0: Value.integer(3), 1: .integer(9)]]
    let change = RecoveryRule.change(
      lost: live(3, 1), base: live(0, 1), now: live(20, 1), groups: [[0, 1]], passed: passed)
    #expect(change?.cells.keys.sorted() == [0, 1])
  }

  @Test func `a row that we deleted since comes back although we had its version`() {
    let change = RecoveryRule.change(
      lost: live(3, 1), base: live(0, 1), now: .deleted([.integer(3), .integer(1)]), groups: [],
      passed: [[0: .integer(3), 1: .integer(1)]])
    #expect(change?.cells.keys.sorted() == [0])
  }
}
