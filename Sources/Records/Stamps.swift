/// One commit of the PC: its place in the chain and a random nonce, so that a forked chain shows.
package struct CommitStamp: Hashable, Sendable {
  /// Place in the chain, from 1, without gaps.
  package let sequence: UInt64
  /// Random, drawn at the commit; two chains that went apart differ here.
  package let nonce: UInt64

  /// Takes both as they stand.
  package init(sequence: UInt64, nonce: UInt64) {
    self.sequence = sequence
    self.nonce = nonce
  }
}

/// One change made on a pocket: the n-th of an incarnation, with a random nonce.
package struct Dot: Hashable, Sendable {
  /// Random, drawn when a pocket starts a new log; never used by two pockets.
  package let incarnation: UInt64
  /// Counts the changes of the incarnation from 1, without gaps.
  package let number: UInt64
  /// Random, drawn with the change; shows a pocket that was set back or cloned.
  package let nonce: UInt64

  /// Takes all three as they stand.
  package init(incarnation: UInt64, number: UInt64, nonce: UInt64) {
    self.incarnation = incarnation
    self.number = number
    self.nonce = nonce
  }
}

/// How far the pocket has taken the changes of the PC: ordered by commit, then table, then row.
package struct FeedCursor: Hashable, Sendable, Comparable {
  /// Commit of the last row taken.
  package let sequence: UInt64
  /// Index of its table in the schema; `wholeCommit` when the commit is complete.
  package let table: UInt32
  /// Identity of the last row taken.
  package let row: RowID

  /// The table index that says: every row of this commit was taken.
  package static let wholeCommit = UInt32.max
  /// The cursor of a pocket that has taken nothing.
  package static let start = FeedCursor(after: 0)

  /// Takes all three as they stand.
  package init(sequence: UInt64, table: UInt32, row: RowID) {
    self.sequence = sequence
    self.table = table
    self.row = row
  }

  /// The cursor after the whole of commit `sequence`.
  package init(after sequence: UInt64) {
    self.init(sequence: sequence, table: Self.wholeCommit, row: RowID(high: 0, low: 0))
  }

  /// The last commit that was taken in full.
  package var wholeSequence: UInt64 {
    table == Self.wholeCommit ? sequence : sequence - min(sequence, 1)
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.sequence, left.table, left.row) < (right.sequence, right.table, right.row)
  }
}
