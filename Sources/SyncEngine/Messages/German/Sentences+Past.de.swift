import FarmDatabase

extension GermanWords {
  static func text(_ sentence: PastSentence) -> String {
    switch sentence {
    case .nothing: "Es ist noch nichts geschehen."
    case .entry(let author, let moment, let session):
      "Nr. \(author.commit), \(dateAndTime(moment)): \(event(author))"
        + (session.map { " (Sitzung \($0))" } ?? "")
    case .undone(let first, let last):
      first == last ? "macht Nr. \(first) rückgängig" : "macht Nr. \(first) bis \(last) rückgängig"
    case .rows(let table, let number): "\(table): \(records(number))"
    case .settled(let number):
      "nach dem Profil geregelt: \(count(number, "Unterschied", "Unterschiede"))"
    case .toDecide(let number): "zu entscheiden: \(count(number, "Unterschied", "Unterschiede"))"
    case .setAside(let number): "zurückgelegt: \(records(number))"
    case .version(let author, let moment, let event):
      "\(dateAndTime(moment)), Nr. \(author.commit), \(who(author)): \(text(event))"
    case .record(let record, let event): "\(record): \(text(event))"
    case .more(let limit): "Die ersten \(number(limit)); mit --limit sehen Sie mehr."
    case .undoing(let author, let moment):
      "Nr. \(author.commit) vom \(dateAndTime(moment)) wird rückgängig gemacht: \(event(author))."
    case .removed(let table, let number): "\(table): \(records(number)) entfernt"
    case .restored(let table, let number): "\(table): \(records(number)) wie vorher eingesetzt"
    case .broughtBack(let table, let number): "\(table): \(records(number)) zurückgekommen"
    case .kept(let table, let number):
      "\(table): \(count(number, "Eintrag bleibt", "Einträge bleiben")) wie jetzt, zu entscheiden"
        + " mit „pocket-sync conflicts“"
    case .nothingToUndo: "Es gibt nichts rückgängig zu machen: Alles ist schon wie vorher."
    case .onlyTried: "Das war ein Versuch: Es wurde nichts geändert."
    case .done(let commit):
      "Es ist rückgängig gemacht (Nr. \(commit)). Die Pockets erhalten es beim nächsten"
        + " Anschließen."
    }
  }

  private static func who(_ author: Author) -> String {
    switch author.kind {
    case .prepare: "Anfangsstand"
    case .capture: "PC"
    case .merge: author.pocket.map(shown) ?? "Pocket"
    case .recover: "Wiederherstellung nach einer älteren Kopie"
    case .retry: "neuer Versuch"
    case .decision: "Ihre Entscheidung"
    case .undo: "Rückgängigmachen"
    }
  }

  private static func event(_ author: Author) -> String {
    switch author.kind {
    case .prepare: "die Datenbank wurde vorbereitet"
    case .capture: "auf dem PC eingetragen"
    case .merge: "übernommen von \(text(author))"
    case .recover: "nach einer älteren Kopie vom Pocket zurückgeholt"
    case .retry: "von den zurückgelegten Einträgen übernommen"
    case .decision: "Sie haben entschieden"
    case .undo: "Sie haben rückgängig gemacht"
    }
  }

  private static func text(_ event: RowEvent) -> String {
    switch event {
    case .created: "neu"
    case .changed: "geändert"
    case .deleted: "gelöscht"
    case .broughtBack: "wieder da"
    }
  }
}
