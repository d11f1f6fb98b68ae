/// What was decided automatically; the text stands in `sync_conflict.kind`.
package enum ConflictKind: String, Hashable, Sendable, CaseIterable {
  /// Both changed the same columns and neither saw the other.
  case bothChanged = "both-changed"
  /// The pocket deleted a row that the PC changed or needs; it stays.
  case deletedOnPocket = "deleted-on-pocket"
  /// The PC deleted a row that the pocket changed; it came back.
  case deletedOnPC = "deleted-on-pc"
  /// The PC deleted a row that a row of the pocket points to; it came back.
  case parentBroughtBack = "parent-brought-back"
  /// The PC was set back; a lost version came back from a pocket and replaced what stood since.
  case recovered
  /// The mixed row was refused by a rule of the farm's table, so one side's whole row stands.
  case wholeRow = "whole-row"
  /// Both made a row with one natural key; the PC's row stands for both.
  case sameKey = "same-key"
  /// Both changed a number; both differences count.
  case summed
  /// Both moved a state on; the later one stands.
  case movedForward = "moved-forward"
  /// Both changed a set; it has what either added and not what either removed.
  case united
  /// Both changed an event; the pocket's became a row of its own.
  case keptBoth = "kept-both"

  /// True where a policy decided completely: it is told in the history and asks for nothing.
  package var isSettled: Bool {
    switch self {
    case .summed, .movedForward, .united, .keptBoth, .sameKey: true
    case .bothChanged, .deletedOnPocket, .deletedOnPC, .parentBroughtBack, .wholeRow, .recovered:
      false
    }
  }
}
