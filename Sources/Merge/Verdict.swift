package import Records

/// A row of the PC as the merge meets it; values in the order of the schema's columns.
package enum RowState: Hashable, Sendable {
  case absent
  case live([Value])
  case deleted([Value])
}

/// What becomes of the row.
package enum Verdict: Hashable, Sendable {
  /// The PC has it already.
  case nothing
  /// A new row with these values.
  case insert([Int: Value])
  /// These columns get these values; conflicts are kept for review.
  case write([Int: Value], [Conflict])
  /// The deleted row comes back with this image.
  case bringBack([Value], Conflict)
  /// The row goes.
  case delete
  /// The row stays although the pocket deleted it.
  case keep(Conflict)
  /// The pocket changed a row that the PC never had.
  case unknownRow
}

/// One automatic decision with everything that is needed to undo it.
package struct Conflict: Hashable, Sendable {
  /// What happened.
  package var kind: ConflictKind
  /// Indices of the columns; the three lists below run beside it.
  package var columns: [Int]
  /// What the pocket saw before its change.
  package var base: [Value]
  /// What stands now.
  package var winner: [Value]
  /// What was put aside; null where the other side had deleted the row.
  package var loser: [Value]
  /// True where the PC's values stand.
  package var winnerIsPC: Bool

  /// Takes everything as it stands.
  package init(
    kind: ConflictKind, columns: [Int], base: [Value], winner: [Value], loser: [Value],
    winnerIsPC: Bool
  ) {
    self.kind = kind
    self.columns = columns
    self.base = base
    self.winner = winner
    self.loser = loser
    self.winnerIsPC = winnerIsPC
  }
}
