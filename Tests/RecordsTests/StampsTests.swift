import Testing

@testable import Records

struct StampsTests {
  @Test func `cursors are ordered by commit, then table, then row`() {
    let row = RowID(high: 1, low: 1)
    let later = RowID(high: 1, low: 2)
    let ordered = [
      FeedCursor.start, FeedCursor(sequence: 1, table: 0, row: row),
      FeedCursor(sequence: 1, table: 0, row: later), FeedCursor(sequence: 1, table: 3, row: row),
      FeedCursor(after: 1), FeedCursor(sequence: 2, table: 0, row: row), FeedCursor(after: 2),
    ]
    for (left, right) in zip(ordered, ordered.dropFirst()) {
      #expect(left < right)
      #expect(!(right < left))
    }
  }

  @Test func `the start stands after commit 0, before every row of commit 1`() {
    #expect(FeedCursor.start == FeedCursor(after: 0))
    #expect(FeedCursor.start.sequence == 0)
    #expect(FeedCursor.start.table == FeedCursor.wholeCommit)
  }

  @Test func `two chains that went apart differ by their nonce`() {
    #expect(CommitStamp(sequence: 5, nonce: 1) != CommitStamp(sequence: 5, nonce: 2))
    #expect(
      Dot(incarnation: 1, number: 5, nonce: 1) != Dot(incarnation: 1, number: 5, nonce: 2))
  }
}
