import FarmDatabase

extension EnglishWords {
  static func text(_ sentence: PastSentence) -> String {
    switch sentence {
    case .nothing: "Nothing has happened yet."
    case .entry(let author, let moment, let session):
      "No. \(author.commit), \(dateAndTime(moment)): \(event(author))"
        + (session.map { " (session \($0))" } ?? "")
    case .undone(let first, let last):
      first == last ? "undoes no. \(first)" : "undoes nos. \(first) to \(last)"
    case .rows(let table, let number): "\(table): \(records(number))"
    case .settled(let number):
      "settled by the profile: \(count(number, "difference", "differences"))"
    case .toDecide(let number): "to decide: \(count(number, "difference", "differences"))"
    case .setAside(let number): "set aside: \(records(number))"
    case .version(let author, let moment, let event):
      "\(dateAndTime(moment)), no. \(author.commit), \(text(author)): \(text(event))"
    case .record(let record, let event): "\(record): \(text(event))"
    case .more(let limit): "The first \(number(limit)); add --limit to see more."
    case .undoing(let author, let moment):
      "Undoing no. \(author.commit) of \(dateAndTime(moment)): \(event(author))."
    case .removed(let table, let number): "\(table): \(records(number)) removed"
    case .restored(let table, let number): "\(table): \(records(number)) put back as before"
    case .broughtBack(let table, let number):
      "\(table): \(count(number, "record comes", "records come")) back"
    case .kept(let table, let number):
      "\(table): \(count(number, "record stays", "records stay")) as now, to be decided with"
        + " “pocket-sync conflicts”"
    case .nothingToUndo: "There is nothing to undo: everything is as before already."
    case .onlyTried: "This was a trial: nothing was changed."
    case .done(let commit):
      "It is undone (no. \(commit)). The pockets get it when they are docked next."
    }
  }

  private static func event(_ author: Author) -> String {
    switch author.kind {
    case .prepare: "the database was prepared"
    case .capture: "recorded on the PC"
    case .merge: "taken over from \(text(author))"
    case .recover: "brought back from the pocket, after an older copy"
    case .retry: "taken over from what was set aside"
    case .decision: "you decided"
    case .undo: "you undid"
    }
  }

  private static func text(_ event: RowEvent) -> String {
    switch event {
    case .created: "new"
    case .changed: "changed"
    case .deleted: "deleted"
    case .broughtBack: "back again"
    }
  }
}
