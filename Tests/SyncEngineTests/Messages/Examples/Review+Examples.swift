import FarmDatabase
import Records

@testable import SyncEngine

private let luc = "Pocket de Luc"
private let evening = Moment(milliseconds: 1_779_381_600_000, secondsFromUTC: 7200)
private let grandPre = "intervention « Grand Pré »"
private let session = Author(commit: 12, kind: .merge, pocket: luc, milliseconds: 0)

private func by(_ kind: CommitKind) -> Author {
  Author(commit: 12, kind: kind, pocket: nil, milliseconds: 0)
}

extension ReviewSentence: Exemplary {
  static var first: ReviewSentence { .nothingOpen }

  var next: ReviewSentence? {
    switch self {
    case .nothingOpen: .open(count: 2)
    case .open: .more(count: 3)
    case .more: .line(moment: evening, pocket: luc, record: grandPre, .bothChanged, columns: "dose")
    case .line: .title(number: "3", record: grandPre)
    case .title: .story(.bothChanged)
    case .story: .brought(session, evening)
    case .brought: .column("dose")
    case .column: .before("12")
    case .before: .had(session, isPC: false, moment: evening, value: "12")
    case .had: .stands("12")
    case .stands: .recordIsGone
    case .recordIsGone: .recordStands
    case .recordStands: .changedSince
    case .changedSince: .wasDecided("pocket")
    case .wasDecided: .possible
    case .possible: .choice(command: "pocket-sync conflicts decide 3 pocket", .takes("12"))
    case .choice: .decided(number: "3", record: grandPre)
    case .decided: .nothingWritten(number: "3")
    case .nothingWritten: .waiting(count: 2)
    case .waiting:
      .waitingLine(moment: evening, pocket: luc, record: grandPre, .create, .missingParent)
    case .waitingLine: .ruleSays("CHECK constraint failed")
    case .ruleSays: .cell(column: "dose", base: "5", new: "7")
    case .cell: .placed(number: "q1")
    case .placed: .setAside(number: "q1")
    case .setAside: nil
    }
  }

  static var more: [ReviewSentence] {
    let lines = ReviewKind.allCases.map { kind in
      let hasColumns = [
        .bothChanged, .recovered, .summed, .movedForward, .united, .undoKeptCells,
      ].contains(kind)
      return ReviewSentence.line(
        moment: evening, pocket: nil, record: grandPre, kind, columns: hasColumns ? "dose" : "")
    }
    let meanings: [ChoiceMeaning] = [
      .stays("8"), .recordStays, .recordGoes, .writes(columns: "dose"), .waits, .triesAgain,
      .leavesList,
    ]
    let kinds: [ChangeKind] = [.create, .update, .delete]
    var more: [ReviewSentence] = [
      .open(count: 1), .waiting(count: 1), .cell(column: "dose", base: nil, new: "7"),
      .cell(column: "dose", base: "5", new: nil),
      .had(nil, isPC: true, moment: nil, value: "8"),
      .had(nil, isPC: false, moment: nil, value: "8"),
    ]
    more += lines
    more += ReviewKind.allCases.map(ReviewSentence.story)
    more += CommitKind.allCases.map { .brought(by($0), evening) }
    more += meanings.map { .choice(command: "pocket-sync conflicts decide 3 pc", $0) }
    more += QuarantineReason.allCases.map {
      .waitingLine(moment: evening, pocket: nil, record: grandPre, .update, $0)
    }
    more += kinds.map {
      .waitingLine(moment: evening, pocket: nil, record: grandPre, $0, .constraint)
    }
    return more
  }
}

extension PastSentence: Exemplary {
  static var first: PastSentence { .nothing }

  var next: PastSentence? {
    switch self {
    case .nothing: .entry(session, evening, session: "1a2b3c4d")
    case .entry: .undone(first: 11, last: 11)
    case .undone: .rows(table: "animal", count: 3)
    case .rows: .toDecide(count: 2)
    case .toDecide: .settled(count: 2)
    case .settled: .setAside(count: 2)
    case .setAside: .version(session, evening, .created)
    case .version: .record(grandPre, .created)
    case .record: .more(limit: 20)
    case .more: .undoing(session, evening)
    case .undoing: .removed(table: "animal", count: 2)
    case .removed: .restored(table: "animal", count: 2)
    case .restored: .broughtBack(table: "animal", count: 2)
    case .broughtBack: .kept(table: "animal", count: 2)
    case .kept: .nothingToUndo
    case .nothingToUndo: .onlyTried
    case .onlyTried: .done(commit: 14)
    case .done: nil
    }
  }

  static var more: [PastSentence] {
    var more: [PastSentence] = [
      .undone(first: 11, last: 12), .rows(table: "animal", count: 1), .toDecide(count: 1),
      .settled(count: 1), .setAside(count: 1), .removed(table: "animal", count: 1),
      .restored(table: "animal", count: 1), .broughtBack(table: "animal", count: 1),
      .kept(table: "animal", count: 1),
    ]
    more += CommitKind.allCases.map { .entry(by($0), evening, session: nil) }
    more += CommitKind.allCases.map { .undoing(by($0), evening) }
    more += CommitKind.allCases.map { .version(by($0), evening, .changed) }
    more += RowEvent.allCases.map { .record(grandPre, $0) }
    return more
  }
}

extension ReviewProblem: Exemplary {
  static var first: ReviewProblem { .alreadyDecided("3") }

  var next: ReviewProblem? {
    let rule = "CHECK constraint failed"
    return switch self {
    case .alreadyDecided: .rowChanged("3")
    case .rowChanged: .wrongType(column: "dose", type: "INTEGER", value: "viel")
    case .wrongType: .refused(.required, detail: rule)
    case .refused(.required, _): .refused(.check, detail: rule)
    case .refused(.check, _): .refused(.taken, detail: rule)
    case .refused(.taken, _): .refused(.reference, detail: rule)
    case .refused(.reference, _): .refused(.other, detail: rule)
    case .refused(.other, _): .hasChildren(tables: ["photo"])
    case .hasChildren: .stillNotPlaced(reason: .missingParent, detail: rule)
    case .stillNotPlaced: .notUndoable("12")
    case .notUndoable: .tooOld("12")
    case .tooOld: nil
    }
  }

  static var more: [ReviewProblem] {
    [.hasChildren(tables: ["photo", "input", "harvest"])]
      + QuarantineReason.allCases.map { .stillNotPlaced(reason: $0, detail: "") }
  }
}

extension ReviewFault: CodedExemplary {
  static var first: ReviewFault { .noSuchItem("3") }

  var step: (code: String, next: ReviewFault?) {
    switch self {
    case .noSuchItem: ("USE-10", .choiceDoesNotFit("3"))
    case .choiceDoesNotFit: ("USE-11", .valueCount(expected: 2, found: 1))
    case .valueCount: ("USE-12", .noSuchTable("work"))
    case .noSuchTable: ("USE-13", .noSuchRecord(table: "work", key: "12"))
    case .noSuchRecord: ("USE-14", .severalRecords(table: "work", key: "12"))
    case .severalRecords: ("USE-15", .noSuchSession("1a2b"))
    case .noSuchSession: ("USE-16", .alreadyDecided("3"))
    case .alreadyDecided: ("DATA-31", .rowChanged("3"))
    case .rowChanged: ("DATA-32", .wrongType(column: "dose", type: "INTEGER", value: "viel"))
    case .wrongType: ("DATA-33", .refused(.required, detail: ""))
    case .refused(.required, _): ("DATA-34", .refused(.check, detail: ""))
    case .refused(.check, _): ("DATA-35", .refused(.taken, detail: ""))
    case .refused(.taken, _): ("DATA-36", .refused(.reference, detail: ""))
    case .refused(.reference, _): ("DATA-37", .refused(.other, detail: ""))
    case .refused(.other, _): ("DATA-38", .hasChildren(tables: ["photo"]))
    case .hasChildren: ("DATA-39", .stillNotPlaced(reason: .constraint, detail: ""))
    case .stillNotPlaced: ("DATA-40", .notUndoable("12"))
    case .notUndoable: ("DATA-41", .tooOld("12"))
    case .tooOld: ("DATA-42", nil)
    }
  }
}
