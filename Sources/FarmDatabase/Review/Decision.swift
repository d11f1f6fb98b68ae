import GRDB
import Merge
import Records

/// Carries out what a person decided about one review item, in a commit of its own.
struct Decision {
  /// What has to be written.
  enum Outcome: Hashable {
    case stays
    case cells([Int: Value])
    case goes
  }

  let db: Database
  let tables: [ResolvedTable]
  let item: ReviewItem
  let table: ResolvedTable

  init(_ db: Database, _ tables: [ResolvedTable], _ item: ReviewItem) {
    self.db = db
    self.tables = tables
    self.item = item
    table = tables.first { $0.name == item.table.name }!
  }

  /// What `choice` means for this item; refuses what does not fit.
  func outcome(of choice: ReviewChoice) throws -> Outcome {
    switch choice {
    case .keep, .later: return .stays
    case .other(let texts): return .cells(try values(texts))
    case .pocket, .pc:
      guard item.choices.contains(choice) else { throw misfit }
      let stands = item.winnerIsPC == (choice == .pc)
      return stands ? .stays : try replacement()
    case .aside:
      guard item.choices.contains(choice) else { throw misfit }
      return try replacement()
    }
  }

  private var misfit: ReviewFault { .choiceDoesNotFit(String(item.number)) }

  private func replacement() throws -> Outcome {
    switch item.kind {
    case .bothChanged, .recovered, .wholeRow, .other, .undoKeptCells:
      return .cells(
        Dictionary(uniqueKeysWithValues: item.cells.map { (column($0), $0.loser.value) }))
    case .deletedOnPocket, .deletedOnPC, .parentBroughtBack, .undoKeptRow: return .goes
    case .undoKeptDeletion, .sameKey, .summed, .movedForward, .united, .keptBoth: throw misfit
    }
  }

  private func column(_ cell: ReviewCell) -> Int {
    table.sync.columns.firstIndex { $0.name == cell.column.name }!
  }

  private func values(_ texts: [String]) throws -> [Int: Value] {
    guard item.choices.contains(.other([])) else { throw misfit }
    guard texts.count == item.cells.count else {
      throw ReviewFault.valueCount(expected: item.cells.count, found: texts.count)
    }
    let typed = TypedValue(db: db, tables: tables, table: table)
    let pairs = try zip(item.cells, texts).map { cell, text in
      let like = [cell.base.value, cell.winner.value, cell.loser.value]
      return (column(cell), try typed.parse(text, column: column(cell), like: like))
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// Writes the outcome; SQLite's refusal comes out as a fact about the row.
  func write(_ outcome: Outcome, commit: UInt64) throws {
    let writer = RowWriter(db: db, table: table, commit: commit)
    switch outcome {
    case .stays: return
    case .cells(let values):
      guard item.isLive else { throw misfit }
      try writer.update(item.row, values)
    case .goes:
      guard item.isLive else { return }
      let keys = try DatabaseCatalog.read(db).children(of: table)
      let children = try writer.children(of: item.row, keys)
      guard children.isEmpty else { throw ReviewFault.hasChildren(tables: children) }
      try writer.delete(item.row)
    }
  }

  /// The text that stands in `sync_conflict.decision`.
  static func text(_ choice: ReviewChoice) -> String {
    switch choice {
    case .pocket: "pocket"
    case .pc: "pc"
    case .keep: "keep"
    case .aside: "aside"
    case .later: "later"
    case .other(let values): "other " + ValueText.encode(values.map(Value.text))
    }
  }
}

extension FarmDatabase {
  /// Decides one item in a durable commit that the feed brings to every pocket; gives it back.
  ///
  /// A row that has changed since the item came up is written only where `anyway` says so.
  package func decide(
    _ number: Int64, _ choice: ReviewChoice, anyway: Bool = false
  ) throws(FarmDatabaseError) -> ReviewItem {
    try forward { db in
      if choice != .later { _ = try captureAll(db) }
      let reader = ReviewReader(db: db, tables: tables)
      guard let item = try reader.item(number) else {
        throw ReviewFault.noSuchItem(String(number))
      }
      guard item.isOpen else { throw ReviewFault.alreadyDecided(String(number)) }
      let decision = Decision(db, tables, item)
      let outcome = try decision.outcome(of: choice)
      if choice == .later { return (item, keeps: false) }
      if outcome != .stays, item.hasChanged, !anyway {
        throw ReviewFault.rowChanged(String(number))
      }
      let commit = try CommitChain.append(db, .decision, in: surroundings)
      try writing(db) { try decision.write(outcome, commit: commit.sequence) }
      try db.execute(
        sql: "UPDATE sync_conflict SET state = 'decided', decided = ?, decision = ? WHERE id = ?",
        arguments: [Int64(commit.sequence), Decision.text(choice), number])
      return (try reader.item(number)!, keeps: true)
    }
  }
}
