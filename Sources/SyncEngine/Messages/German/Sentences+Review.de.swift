import FarmDatabase
import Records

extension GermanWords {
  static func text(_ sentence: ReviewSentence) -> String {
    switch sentence {
    case .nothingOpen: "Nichts wartet auf Ihre Entscheidung."
    case .open(let number):
      "\(count(number, "Unterschied wartet", "Unterschiede warten")) auf Ihre Entscheidung:"
    case .more(let number): "… und \(number) mehr: Mit --limit sehen Sie alle."
    case .line(let moment, let pocket, let record, let kind, let columns):
      "\(date(moment)), \(pocket.map(shown) ?? "kein Pocket"): \(record); \(text(kind, columns))."
    case .title(let number, let record): "Nr. \(number): \(record)"
    case .story(let kind): story(kind)
    case .brought(let author, let moment):
      "Übernommen am \(dateAndTime(moment)) von \(text(author))."
    case .column(let name): "\(name):"
    case .before(let value): "vorher: \(value)"
    case .had(let author, let isPC, let moment, let value):
      "\(side(author, isPC: isPC))\(moment.map { ", \(dateAndTime($0))" } ?? ""): \(value)"
    case .stands(let value): "jetzt in der Datenbank: \(value)"
    case .recordIsGone: "Der Eintrag ist nicht mehr in der Datenbank."
    case .recordStands: "Der Eintrag ist in der Datenbank."
    case .changedSince: "Achtung: Der Eintrag wurde seitdem noch einmal geändert."
    case .wasDecided(let choice): "Schon entschieden: \(choice)"
    case .possible: "Sie können:"
    case .choice(let command, let meaning): "\(text(meaning)): \(command)"
    case .decided(let number, let record):
      "Nr. \(number) ist entschieden: \(record). Die Pockets erhalten es beim nächsten Anschließen."
    case .nothingWritten(let number): "Nr. \(number) wartet weiter: Es wurde nichts geändert."
    case .waiting(let number):
      "Zurückgelegt, \(count(number, "Eintrag, der", "Einträge, die")) nicht übernommen werden"
        + " \(isOne(number) ? "konnte" : "konnten"):"
    case .waitingLine(let moment, let pocket, let record, let kind, let reason):
      "\(date(moment)), \(pocket.map(shown) ?? "kein Pocket"): \(record), \(text(kind));"
        + " \(text(reason))."
    case .ruleSays(let detail): "Die Datenbank sagt: \(shown(detail))"
    case .cell(let column, nil, let new): "\(column): \(new ?? "–")"
    case .cell(let column, let base?, let new): "\(column): \(base) → \(new ?? "–")"
    case .placed(let number): "\(number) ist jetzt in der Datenbank."
    case .setAside(let number):
      "\(number) verlässt die Liste; die Werte bleiben in der Datenbank."
    }
  }

  private static func text(_ kind: ReviewKind, _ columns: String) -> String {
    switch kind {
    case .bothChanged: "auf beiden Seiten geändert (\(columns))"
    case .deletedOnPocket: "auf dem Pocket gelöscht, aber auf dem PC geändert"
    case .deletedOnPC: "auf dem PC gelöscht, aber auf dem Pocket geändert"
    case .recovered: "ersetzt durch das, was das Pocket behalten hatte (\(columns))"
    case .parentBroughtBack: "auf dem PC gelöscht, aber ein neuer Eintrag braucht ihn"
    case .wholeRow: "auf beiden Seiten geändert, und zusammen passt es nicht"
    case .sameKey: "auf beiden Seiten angelegt, ein Eintrag bleibt"
    case .summed: "auf beiden Seiten geändert, beides zählt (\(columns))"
    case .movedForward: "auf beiden Seiten weitergeführt, der weiteste Stand bleibt (\(columns))"
    case .united: "auf beiden Seiten ergänzt, alles bleibt erhalten (\(columns))"
    case .keptBoth: "auf beiden Seiten geändert, zweimal behalten"
    case .undoKeptCells: "nicht rückgängig gemacht, da seitdem geändert (\(columns))"
    case .undoKeptRow: "nicht rückgängig gemacht, da seitdem geändert oder benutzt"
    case .undoKeptDeletion: "konnte nicht zurückkommen"
    case .other: "anzusehen"
    }
  }

  private static func story(_ kind: ReviewKind) -> String {
    switch kind {
    case .bothChanged:
      "Auf beiden Seiten geändert, und keine kannte den Wert der anderen."
    case .deletedOnPocket:
      "Das Pocket hat ihn gelöscht, aber der PC hatte ihn inzwischen geändert: Der Eintrag blieb."
    case .deletedOnPC:
      "Der PC hatte ihn gelöscht, aber das Pocket hat ihn geändert: Der Eintrag kam zurück."
    case .recovered:
      "Die Datenbank kam aus einer älteren Kopie: Der neuere Wert des Pockets wurde eingesetzt."
    case .parentBroughtBack:
      "Der PC hatte ihn gelöscht, aber ein neuer Eintrag des Pockets braucht ihn:"
        + " Er kam zurück."
    case .wholeRow:
      "Auf beiden Seiten geändert; zusammen verletzt es eine Regel, daher bleibt eine Fassung."
    case .sameKey:
      "Auf beiden Seiten mit demselben Schlüssel angelegt: Ein Eintrag steht für beide."
    case .summed: "Beide Seiten haben diese Zahl geändert: Beide Unterschiede zählen."
    case .movedForward: "Beide Seiten haben es weitergeführt: Der weiteste Stand bleibt."
    case .united: "Beide Seiten haben es ergänzt: Alles, was hinzukam, bleibt erhalten."
    case .keptBoth: "Auf beiden Seiten geändert: Die Fassung des Pockets wurde ein neuer Eintrag."
    case .undoKeptCells:
      "Beim Rückgängigmachen blieb dies, wie es ist: Jemand hat es seitdem geändert."
    case .undoKeptRow:
      "Beim Rückgängigmachen sollte er gehen, doch wurde er seitdem geändert oder benutzt."
    case .undoKeptDeletion:
      "Beim Rückgängigmachen sollte er zurückkommen, doch eine Regel der Datenbank verhindert es."
    case .other: "Es wurde automatisch entschieden."
    }
  }

  private static func text(_ meaning: ChoiceMeaning) -> String {
    switch meaning {
    case .takes(let value): "\(value) nehmen"
    case .stays(let value): "\(value) behalten"
    case .recordStays: "den Eintrag behalten"
    case .recordGoes: "den Eintrag doch löschen"
    case .writes(let columns): "etwas anderes eintragen (\(columns))"
    case .waits: "später entscheiden"
    case .triesAgain: "noch einmal versuchen"
    case .leavesList: "von der Liste nehmen"
    }
  }

  private static func side(_ author: Author?, isPC: Bool) -> String {
    author.map { $0.kind == .prepare ? "PC" : text($0) } ?? (isPC ? "PC" : "Pocket")
  }

  static func text(_ author: Author) -> String {
    switch author.kind {
    case .prepare: "dem Anfangsstand"
    case .capture: "PC"
    case .merge: author.pocket.map(shown) ?? "einem Pocket"
    case .recover: "Wiederherstellung nach einer älteren Kopie"
    case .retry: "einem neuen Versuch"
    case .decision: "Ihrer Entscheidung"
    case .undo: "einem Rückgängigmachen"
    }
  }

  private static func text(_ kind: ChangeKind) -> String {
    switch kind {
    case .create: "neu"
    case .update: "geändert"
    case .delete: "gelöscht"
    }
  }

  static func text(_ reason: QuarantineReason) -> String {
    switch reason {
    case .notWritable: "das Pocket darf in diese Tabelle nicht schreiben"
    case .unknownRow: "der PC kennt diesen Eintrag nicht"
    case .missingParent: "der Eintrag, zu dem er gehört, ist nicht auf dem PC"
    case .wrongIdentity: "die Kennung passt nicht zum Schlüssel"
    case .keyChanged: "der Schlüssel des Eintrags hätte sich geändert"
    case .contradictoryKey: "ein anderer Eintrag hat denselben Schlüssel und sagt etwas anderes"
    case .constraint: "eine Regel der Datenbank lehnt ihn ab"
    case .other: "aus einem Grund, den diese Version nicht kennt"
    }
  }
}
