import FarmDatabase
import SyncEngine

/// The history and an undo as people read them.
extension Console {
  private var words: RecordWords { RecordWords(language: language) }

  /// The newest commits.
  func list(_ entries: [HistoryEntry]) {
    if entries.isEmpty { result(.past(.nothing)) }
    for entry in entries { show(entry) }
  }

  private func show(_ entry: HistoryEntry) {
    result(.past(.entry(entry.author, moment(entry.author), session: entry.session)))
    if let undone = entry.undone {
      result(.past(.undone(first: undone.lowerBound, last: undone.upperBound)), head: "  ")
    }
    for table in entry.tables {
      result(.past(.rows(table: words.name(table.table), count: table.rows)), head: "  ")
    }
    if entry.conflicts > 0 { result(.past(.toDecide(count: entry.conflicts)), head: "  ") }
    if entry.settled > 0 { result(.past(.settled(count: entry.settled)), head: "  ") }
    if entry.quarantined > 0 { result(.past(.setAside(count: entry.quarantined)), head: "  ") }
  }

  /// One session, record by record.
  func tell(_ history: SessionHistory, limit: Int) {
    list(history.entries)
    for row in history.rows {
      let record = words.record(row.table, row.title, row.row)
      result(.past(.record(record, row.event)))
      show(row.cells)
    }
    for item in history.reviews { result(.review(line(item)), head: "  ") }
    if history.rows.count == limit { result(.past(.more(limit: limit))) }
  }

  /// The versions of one record, newest first.
  func versions(_ rows: [HistoryRow]) {
    if let row = rows.first { result(words.record(row.table, row.title, row.row)) }
    for row in rows {
      result(.past(.version(row.author, moment(row.author), row.event)))
      show(row.cells)
    }
  }

  private func show(_ cells: [HistoryCell]) {
    for cell in cells {
      result(
        .review(
          .cell(
            column: words.name(cell.column), base: cell.old.map { words.value($0) },
            new: cell.new.map { words.value($0) })), head: "  ")
    }
  }

  /// What an undo did, or would do.
  func undone(_ receipt: UndoReceipt, _ isDryRun: Bool) {
    result(.past(.undoing(receipt.session, moment(receipt.session))))
    for count in receipt.tables {
      let table = words.name(count.table)
      let lines: [(Int, PastSentence)] = [
        (count.removed, .removed(table: table, count: count.removed)),
        (count.restored, .restored(table: table, count: count.restored)),
        (count.broughtBack, .broughtBack(table: table, count: count.broughtBack)),
        (count.kept, .kept(table: table, count: count.kept)),
      ]
      for (rows, line) in lines where rows > 0 { result(.past(line), head: "  ") }
    }
    if isDryRun {
      result(.past(.onlyTried))
    } else if let commit = receipt.commit {
      result(.past(.done(commit: commit)))
    } else {
      result(.past(.nothingToUndo))
    }
  }

  private func moment(_ author: Author) -> Moment { Moment(milliseconds: author.milliseconds) }
}
