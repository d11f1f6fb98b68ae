import PocketProtocol
import Records
import Testing

@testable import PocketSimulator

/// What a pocket says and keeps while a feed is broken off, or after changes were offered again.
@Suite struct BrokenFeedTests {
  private func stamp(_ sequence: UInt64) -> CommitStamp {
    CommitStamp(sequence: sequence, nonce: sequence &* 31)
  }

  @Test func `of commits whose rows have not all come only the newest is named`() {
    var state = PocketState()
    state.chain = (1...9).map(stamp)
    state.appliedCursor = FeedCursor(after: 4)
    state.cursor = state.appliedCursor
    #expect(state.namedChain == (1...9).map(stamp))
    state.cursor = FeedCursor(sequence: 7, table: 0, row: parcel(1))
    #expect(state.namedChain == (1...4).map(stamp) + [stamp(9)])
    // In the middle of commit 4: not all of its rows are here.
    state.appliedCursor = FeedCursor(sequence: 4, table: 0, row: parcel(1))
    #expect(state.namedChain == (1...3).map(stamp) + [stamp(9)])
  }

  @Test func `the commit that took a change first stays its commit while the PC has it`() {
    var log = ChangeLog()
    log.append(
      (1...3).map { number in
        PocketChange(
          number: number, nonce: number, kind: .delete, table: .index(0), row: parcel(number),
          seen: 0, cells: [:])
      })
    log.accept(after: 0, through: 2, stamp(3), common: .max)
    #expect(log.map(\.accepted) == [stamp(3), stamp(3), nil])
    log.accept(after: 1, through: 3, stamp(8), common: 3)
    #expect(log.map(\.accepted) == [stamp(3), stamp(3), stamp(8)])
    // A PC that lost commit 3 has taken the change with another.
    log.accept(after: 0, through: 1, stamp(5), common: 2)
    #expect(log.map(\.accepted) == [stamp(5), stamp(3), stamp(8)])
  }
}
