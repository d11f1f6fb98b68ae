import FarmDatabase
import Records
import SyncEngine

/// Review items and the quarantine as people read them.
extension Console {
  private var words: RecordWords { RecordWords(language: language) }

  /// One line an item, newest first.
  func list(_ items: [ReviewItem], of total: Int) {
    guard total > 0 else { return result(.review(.nothingOpen)) }
    result(.review(.open(count: total)))
    for item in items {
      result(.review(line(item)), head: head(String(item.number)))
    }
    if items.count < total { result(.review(.more(count: total - items.count))) }
  }

  /// One line a change that could not be placed.
  func list(_ items: [QuarantineItem], of total: Int) {
    guard total > 0 else { return }
    result(.review(.waiting(count: total)))
    for item in items { result(.review(line(item)), head: head("q\(item.number)")) }
    if items.count < total { result(.review(.more(count: total - items.count))) }
  }

  /// What happened, in one sentence.
  func line(_ item: ReviewItem) -> ReviewSentence {
    .line(
      moment: Moment(milliseconds: item.author.milliseconds), pocket: item.author.pocket,
      record: words.record(item.table, item.title, item.row), item.kind, columns: columns(item))
  }

  private func head(_ number: String) -> String {
    String(repeating: " ", count: max(0, 4 - number.count)) + number + "  "
  }

  private func columns(_ item: ReviewItem) -> String {
    guard item.kind.isOfCells else { return "" }
    return item.cells.map { words.name($0.column) }.joined(separator: ", ")
  }

  private func line(_ item: QuarantineItem) -> ReviewSentence {
    .waitingLine(
      moment: Moment(milliseconds: item.author.milliseconds), pocket: item.author.pocket,
      record: words.record(item.table, item.title, item.row), item.kind, item.reason)
  }

  /// The whole story of an item, and what may be decided.
  func show(_ item: ReviewItem) {
    let record = words.record(item.table, item.title, item.row)
    result(.review(.title(number: String(item.number), record: record)))
    result(.review(.story(item.kind)))
    if item.cells.isEmpty {
      result(
        .review(.brought(item.author, Moment(milliseconds: item.author.milliseconds))))
    }
    for cell in item.cells where item.kind.isOfCells || cell.base != cell.winner {
      show(cell, of: item)
    }
    if !item.isLive {
      result(.review(.recordIsGone))
    } else if item.cells.isEmpty {
      result(.review(.recordStands))
    }
    if item.hasChanged { result(.review(.changedSince)) }
    if let decision = item.decision { result(.review(.wasDecided(decision))) }
    guard item.isOpen else { return }
    result(.review(.possible))
    for choice in item.choices { show(choice, of: item) }
  }

  private func show(_ cell: ReviewCell, of item: ReviewItem) {
    result(.review(.column(words.name(cell.column))), head: "  ")
    result(.review(.before(words.value(cell.base))), head: "    ")
    let own = item.winnerIsPC ? cell.loser : cell.winner
    let other = item.winnerIsPC ? cell.winner : cell.loser
    // Who deleted the record has no value to show.
    var sides = [(item.other, true, other), (item.author, false, own)]
    if item.kind == .deletedOnPocket { sides.removeLast() }
    if item.kind == .deletedOnPC || item.kind == .parentBroughtBack { sides.removeFirst() }
    for (author, isPC, value) in sides {
      result(
        .review(
          .had(
            author, isPC: isPC, moment: author.map { Moment(milliseconds: $0.milliseconds) },
            value: words.value(value))), head: "    ")
    }
    if let now = cell.now { result(.review(.stands(words.value(now))), head: "    ") }
  }

  private func show(_ choice: ReviewChoice, of item: ReviewItem) {
    let command = "pocket-sync conflicts decide \(item.number) "
    let winners = values(item.cells.map(\.winner))
    let losers = values(item.cells.map(\.loser))
    let isRow = item.cells.isEmpty || !item.kind.isOfCells
    func meaning(_ stands: Bool) -> ChoiceMeaning {
      isRow
        ? (stands ? .recordStays : .recordGoes) : (stands ? .stays(winners) : .takes(losers))
    }
    switch choice {
    case .pocket: tell(command + "pocket", meaning(!item.winnerIsPC))
    case .pc: tell(command + "pc", meaning(item.winnerIsPC))
    case .keep: tell(command + "keep", meaning(true))
    case .aside: tell(command + "undo", meaning(false))
    case .other:
      let columns = columns(item)
      tell(command + "other …", .writes(columns: columns))
    case .later: tell(command + "later", .waits)
    }
  }

  private func values(_ shown: [ShownValue]) -> String {
    shown.map { words.value($0) }.joined(separator: ", ")
  }

  private func tell(_ command: String, _ meaning: ChoiceMeaning) {
    result(.review(.choice(command: command, meaning)), head: "  ")
  }

  /// A change that could not be placed, with all that it holds.
  func show(_ item: QuarantineItem) {
    let name = "q\(item.number)"
    result(
      .review(.title(number: name, record: words.record(item.table, item.title, item.row))))
    result(.review(line(item)))
    if !item.detail.isEmpty { result(.review(.ruleSays(item.detail))) }
    for cell in item.cells {
      result(
        .review(
          .cell(
            column: words.name(cell.column),
            base: item.kind == .create ? nil : words.value(cell.base),
            new: item.kind == .delete ? nil : words.value(cell.new))), head: "  ")
    }
    guard item.isOpen else { return }
    result(.review(.possible))
    tell("pocket-sync conflicts decide \(name) retry", .triesAgain)
    tell("pocket-sync conflicts decide \(name) aside", .leavesList)
  }

  /// What became of a decision.
  func decided(_ item: ReviewItem) {
    let number = String(item.number)
    guard !item.isOpen else { return result(.review(.nothingWritten(number: number))) }
    let record = words.record(item.table, item.title, item.row)
    result(.review(.decided(number: number, record: record)))
  }
}

extension ReviewKind {
  /// True where cells are decided; a whole row otherwise.
  fileprivate var isOfCells: Bool {
    switch self {
    case .bothChanged, .recovered, .wholeRow, .sameKey, .summed, .movedForward, .united, .keptBoth,
      .undoKeptCells, .other:
      true
    case .deletedOnPocket, .deletedOnPC, .parentBroughtBack, .undoKeptRow, .undoKeptDeletion:
      false
    }
  }
}
