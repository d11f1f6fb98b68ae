import FarmDatabase

extension DutchWords {
  static func text(_ sentence: PastSentence) -> String {
    switch sentence {
    case .nothing: "Er is nog niets gebeurd."
    case .entry(let author, let moment, let session):
      "Nr. \(author.commit), \(dateAndTime(moment)): \(event(author))"
        + (session.map { " (sessie \($0))" } ?? "")
    case .undone(let first, let last):
      first == last ? "maakt nr. \(first) ongedaan" : "maakt nr. \(first) tot \(last) ongedaan"
    case .rows(let table, let number): "\(table): \(count(number, "fiche", "fiches"))"
    case .settled(let number):
      "geregeld volgens het profiel: \(count(number, "verschil", "verschillen"))"
    case .toDecide(let number): "te beslissen: \(count(number, "verschil", "verschillen"))"
    case .setAside(let number): "opzijgezet: \(records(number))"
    case .version(let author, let moment, let event):
      "\(dateAndTime(moment)), nr. \(author.commit), \(text(author)): \(text(event))"
    case .record(let record, let event): "\(record): \(text(event))"
    case .more(let limit): "De eerste \(number(limit)); voeg --limit toe om meer te zien."
    case .undoing(let author, let moment):
      "Nr. \(author.commit) van \(dateAndTime(moment)) ongedaan maken: \(event(author))."
    case .removed(let table, let number):
      "\(table): \(count(number, "fiche", "fiches")) verwijderd"
    case .restored(let table, let number):
      "\(table): \(count(number, "fiche", "fiches")) zoals vroeger teruggezet"
    case .broughtBack(let table, let number):
      "\(table): \(count(number, "fiche", "fiches")) teruggekomen"
    case .kept(let table, let number):
      "\(table): \(count(number, "fiche blijft", "fiches blijven")) zoals nu, te beslissen met"
        + " “pocket-sync conflicts”"
    case .nothingToUndo: "Er is niets ongedaan te maken: alles is al zoals vroeger."
    case .onlyTried: "Dit was een proef: er is niets gewijzigd."
    case .done(let commit):
      "Het is ongedaan gemaakt (nr. \(commit)). De pockets krijgen het bij de volgende aansluiting."
    }
  }

  private static func event(_ author: Author) -> String {
    switch author.kind {
    case .prepare: "de databank is voorbereid"
    case .capture: "op de pc geregistreerd"
    case .merge: "overgenomen van \(text(author))"
    case .recover: "teruggehaald van de pocket, na een oudere kopie"
    case .retry: "overgenomen uit wat opzijgezet was"
    case .decision: "u hebt beslist"
    case .undo: "u hebt ongedaan gemaakt"
    }
  }

  private static func text(_ event: RowEvent) -> String {
    switch event {
    case .created: "nieuw"
    case .changed: "gewijzigd"
    case .deleted: "gewist"
    case .broughtBack: "teruggekomen"
    }
  }
}
