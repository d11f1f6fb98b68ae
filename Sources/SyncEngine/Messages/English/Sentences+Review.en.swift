import FarmDatabase
import Records

extension EnglishWords {
  static func text(_ sentence: ReviewSentence) -> String {
    switch sentence {
    case .nothingOpen: "Nothing waits for your decision."
    case .open(let number):
      "\(count(number, "difference waits", "differences wait")) for your decision:"
    case .more(let number): "… and \(number) more: add --limit to see them all."
    case .line(let moment, let pocket, let record, let kind, let columns):
      "\(date(moment)), \(pocket.map(shown) ?? "no pocket"): \(record); \(text(kind, columns))."
    case .title(let number, let record): "No. \(number): \(record)"
    case .story(let kind): story(kind)
    case .brought(let author, let moment):
      "Taken over on \(dateAndTime(moment)) from \(text(author))."
    case .column(let name): "\(name):"
    case .before(let value): "before: \(value)"
    case .had(let author, let isPC, let moment, let value):
      "\(side(author, isPC: isPC))\(moment.map { ", \(dateAndTime($0))" } ?? ""): \(value)"
    case .stands(let value): "now in the database: \(value)"
    case .recordIsGone: "The record is no longer in the database."
    case .recordStands: "The record is in the database."
    case .changedSince: "Mind: the record has changed again since."
    case .wasDecided(let choice): "Decided already: \(choice)"
    case .possible: "You can:"
    case .choice(let command, let meaning): "\(text(meaning)): \(command)"
    case .decided(let number, let record):
      "No. \(number) is decided: \(record). The pockets get it when they are docked next."
    case .nothingWritten(let number): "No. \(number) still waits: nothing was changed."
    case .waiting(let number):
      "Set aside, \(count(number, "record that", "records that")) could not be taken over:"
    case .waitingLine(let moment, let pocket, let record, let kind, let reason):
      "\(date(moment)), \(pocket.map(shown) ?? "no pocket"): \(record), \(text(kind));"
        + " \(text(reason))."
    case .ruleSays(let detail): "The database says: \(shown(detail))"
    case .cell(let column, nil, let new): "\(column): \(new ?? "–")"
    case .cell(let column, let base?, let new): "\(column): \(base) → \(new ?? "–")"
    case .placed(let number): "\(number) is in the database now."
    case .setAside(let number): "\(number) leaves the list; its values stay in the database."
    }
  }

  private static func text(_ kind: ReviewKind, _ columns: String) -> String {
    switch kind {
    case .bothChanged: "changed on both sides (\(columns))"
    case .deletedOnPocket: "deleted on the pocket, but changed on the PC"
    case .deletedOnPC: "deleted on the PC, but changed on the pocket"
    case .recovered: "replaced by what the pocket had kept (\(columns))"
    case .parentBroughtBack: "deleted on the PC, but a new record needs it"
    case .wholeRow: "changed on both sides, and both together do not fit"
    case .sameKey: "made on both sides, one record stands for both"
    case .summed: "changed on both sides, both count (\(columns))"
    case .movedForward: "moved on by both sides, the furthest stands (\(columns))"
    case .united: "completed on both sides, everything is kept (\(columns))"
    case .keptBoth: "changed on both sides, kept twice"
    case .undoKeptCells: "not undone, as it was changed since (\(columns))"
    case .undoKeptRow: "not undone, as it was changed or used since"
    case .undoKeptDeletion: "could not come back"
    case .other: "to be looked at"
    }
  }

  private static func story(_ kind: ReviewKind) -> String {
    switch kind {
    case .bothChanged: "Changed on both sides, and neither knew the other's value."
    case .deletedOnPocket:
      "The pocket deleted it, but the PC had changed it meanwhile: the record stayed."
    case .deletedOnPC:
      "The PC had deleted it, but the pocket changed it: the record came back."
    case .recovered:
      "The database came from an older copy: the pocket's newer value was put back."
    case .parentBroughtBack:
      "The PC had deleted it, but a new record of the pocket needs it: the record came back."
    case .wholeRow:
      "Changed on both sides; both together break a rule of the database, so one version stands."
    case .sameKey: "Made on both sides with the same key: one record stands for both."
    case .summed: "Both sides changed this number: both differences count."
    case .movedForward: "Both sides moved it on: the furthest state stands."
    case .united: "Both sides completed it: everything that was added is kept."
    case .keptBoth: "Changed on both sides: the pocket's version became a new record."
    case .undoKeptCells: "The undo left it alone: somebody has changed it since."
    case .undoKeptRow:
      "The undo should have removed it, but the record was changed or used since."
    case .undoKeptDeletion:
      "The undo should have put it back, but a rule of the database forbids it."
    case .other: "A decision was made automatically."
    }
  }

  private static func text(_ meaning: ChoiceMeaning) -> String {
    switch meaning {
    case .takes(let value): "take \(value)"
    case .stays(let value): "keep \(value)"
    case .recordStays: "keep the record"
    case .recordGoes: "delete the record after all"
    case .writes(let columns): "put something else (\(columns))"
    case .waits: "decide later"
    case .triesAgain: "try once more"
    case .leavesList: "take off the list"
    }
  }

  private static func side(_ author: Author?, isPC: Bool) -> String {
    author.map { $0.kind == .prepare ? "PC" : text($0) } ?? (isPC ? "PC" : "pocket")
  }

  static func text(_ author: Author) -> String {
    switch author.kind {
    case .prepare: "the state at the start"
    case .capture: "PC"
    case .merge: author.pocket.map(shown) ?? "a pocket"
    case .recover: "recovery after an older copy"
    case .retry: "a new try"
    case .decision: "your decision"
    case .undo: "an undo"
    }
  }

  private static func text(_ kind: ChangeKind) -> String {
    switch kind {
    case .create: "new"
    case .update: "changed"
    case .delete: "deleted"
    }
  }

  static func text(_ reason: QuarantineReason) -> String {
    switch reason {
    case .notWritable: "the pocket may not write in this table"
    case .unknownRow: "the PC does not know this record"
    case .missingParent: "the record that it belongs to is not on the PC"
    case .wrongIdentity: "its identity does not match its key"
    case .keyChanged: "the record's key would have changed"
    case .contradictoryKey: "another record has the same key and says something else"
    case .constraint: "a rule of the database refuses it"
    case .other: "for a reason that this version does not know"
    }
  }
}
