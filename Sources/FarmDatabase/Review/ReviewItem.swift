package import Records

/// What a review item is about; the texts that stand in `sync_conflict.kind`.
package enum ReviewKind: String, Sendable, Hashable, CaseIterable {
  /// Both changed the same columns and neither saw the other.
  case bothChanged = "both-changed"
  /// The pocket deleted a row that the PC changed; it stays.
  case deletedOnPocket = "deleted-on-pocket"
  /// The PC deleted a row that the pocket changed; it came back.
  case deletedOnPC = "deleted-on-pc"
  /// A value of an older copy of the PC was replaced by what a pocket had seen.
  case recovered
  /// A deleted row came back for a new row that points to it.
  case parentBroughtBack = "parent-brought-back"
  /// Both sides' values together broke a rule, so one side's whole row stands.
  case wholeRow = "whole-row"
  /// Settled: both made a row with one key, the PC's stands for both.
  case sameKey = "same-key"
  /// Settled: both changed a number, both differences count.
  case summed
  /// Settled: both moved a state on, the later one stands.
  case movedForward = "moved-forward"
  /// Settled: both changed a set, it has what either added.
  case united
  /// Settled: both changed an event, the pocket's became a row of its own.
  case keptBoth = "kept-both"
  /// An undo left these cells alone: somebody changed them since.
  case undoKeptCells = "undo-kept-cells"
  /// An undo left a row in place that it should have taken away.
  case undoKeptRow = "undo-kept-row"
  /// An undo could not bring a row back.
  case undoKeptDeletion = "undo-kept-deletion"
  /// A decision of a kind that this version has no words for.
  case other
}

/// What a person may choose.
package enum ReviewChoice: Sendable, Hashable {
  /// What the pocket had.
  case pocket
  /// What the PC had.
  case pc
  /// What stands now stays.
  case keep
  /// What was put aside, where no side has a name.
  case aside
  /// A value for each column, as a person wrote it.
  case other([String])
  /// Nothing yet.
  case later
}

/// One column of a review item.
package struct ReviewCell: Sendable, Hashable {
  /// The column.
  package var column: WordedName
  /// What both had before.
  package var base: ShownValue
  /// What the merge let stand.
  package var winner: ShownValue
  /// What it put aside; null where that side had deleted the row.
  package var loser: ShownValue
  /// What stands now; nil where the row is gone.
  package var now: ShownValue?
}

/// Who wrote something, and when the PC heard of it.
package struct Author: Sendable, Hashable {
  /// The commit.
  package var commit: UInt64
  /// What kind of commit it is.
  package var kind: CommitKind
  /// The pocket's name; nil where it was none.
  package var pocket: String?
  /// Milliseconds since 1970.
  package var milliseconds: UInt64

  /// Takes everything as it stands.
  package init(commit: UInt64, kind: CommitKind, pocket: String?, milliseconds: UInt64) {
    self.commit = commit
    self.kind = kind
    self.pocket = pocket
    self.milliseconds = milliseconds
  }
}

/// One automatic decision, for a person to look at.
package struct ReviewItem: Sendable, Hashable {
  /// The number that a person gives it by.
  package var number: Int64
  /// Who brought the change that made the decision needed.
  package var author: Author
  /// The table.
  package var table: WordedName
  /// The row.
  package var row: RowID
  /// What names the row.
  package var title: [ShownValue]
  /// What it is about.
  package var kind: ReviewKind
  /// True where the PC's side stands.
  package var winnerIsPC: Bool
  /// The columns that it is about; none where a whole row is.
  package var cells: [ReviewCell]
  /// Who had written what the pocket met; nil where that is not kept.
  package var other: Author?
  /// True where the row is there now.
  package var isLive: Bool
  /// True where the row is no longer as the decision left it.
  package var hasChanged: Bool
  /// `open`, `decided` or `settled`.
  package var state: String
  /// What was decided; nil while it is open.
  package var decision: String?

  /// True where somebody may still decide.
  package var isOpen: Bool { state == "open" }

  /// What may be decided.
  package var choices: [ReviewChoice] {
    switch kind {
    case .bothChanged, .recovered, .other:
      cells.isEmpty ? [.keep, .later] : [.pocket, .pc, .other([]), .later]
    case .deletedOnPocket, .deletedOnPC, .parentBroughtBack, .wholeRow: [.pocket, .pc, .later]
    case .sameKey, .summed, .movedForward, .united, .keptBoth: [.keep, .later]
    case .undoKeptCells: [.keep, .aside, .other([]), .later]
    case .undoKeptRow: [.keep, .aside, .later]
    case .undoKeptDeletion: [.keep, .later]
    }
  }
}
