import FarmDatabase
import Records

extension DutchWords {
  static func text(_ sentence: ReviewSentence) -> String {
    switch sentence {
    case .nothingOpen: "Niets wacht op uw beslissing."
    case .open(let number):
      "\(count(number, "verschil wacht", "verschillen wachten")) op uw beslissing:"
    case .more(let number): "… en nog \(number): voeg --limit toe om alles te zien."
    case .line(let moment, let pocket, let record, let kind, let columns):
      "\(date(moment)), \(pocket.map(shown) ?? "geen pocket"): \(record); \(text(kind, columns))."
    case .title(let number, let record): "Nr. \(number): \(record)"
    case .story(let kind): story(kind)
    case .brought(let author, let moment):
      "Overgenomen op \(dateAndTime(moment)) van \(text(author))."
    case .column(let name): "\(name):"
    case .before(let value): "vroeger: \(value)"
    case .had(let author, let isPC, let moment, let value):
      "\(side(author, isPC: isPC))\(moment.map { ", \(dateAndTime($0))" } ?? ""): \(value)"
    case .stands(let value): "nu in de databank: \(value)"
    case .recordIsGone: "De fiche staat niet meer in de databank."
    case .recordStands: "De fiche staat in de databank."
    case .changedSince: "Let op: de fiche is sindsdien nog gewijzigd."
    case .wasDecided(let choice): "Al beslist: \(choice)"
    case .possible: "U kunt:"
    case .choice(let command, let meaning): "\(text(meaning)): \(command)"
    case .decided(let number, let record):
      "Nr. \(number) is beslist: \(record). De pockets krijgen het bij de volgende aansluiting."
    case .nothingWritten(let number): "Nr. \(number) wacht nog: er is niets gewijzigd."
    case .waiting(let number):
      "Opzijgezet, \(count(number, "registratie die niet kon", "registraties die niet konden"))"
        + " worden overgenomen:"
    case .waitingLine(let moment, let pocket, let record, let kind, let reason):
      "\(date(moment)), \(pocket.map(shown) ?? "geen pocket"): \(record), \(text(kind));"
        + " \(text(reason))."
    case .ruleSays(let detail): "De databank zegt: \(shown(detail))"
    case .cell(let column, nil, let new): "\(column): \(new ?? "–")"
    case .cell(let column, let base?, let new): "\(column): \(base) → \(new ?? "–")"
    case .placed(let number): "\(number) staat nu in de databank."
    case .setAside(let number):
      "\(number) gaat van de lijst; de waarden blijven in de databank."
    }
  }

  private static func text(_ kind: ReviewKind, _ columns: String) -> String {
    switch kind {
    case .bothChanged: "aan beide kanten gewijzigd (\(columns))"
    case .deletedOnPocket: "op de pocket gewist, maar op de pc gewijzigd"
    case .deletedOnPC: "op de pc gewist, maar op de pocket gewijzigd"
    case .recovered: "vervangen door wat de pocket had bewaard (\(columns))"
    case .parentBroughtBack: "op de pc gewist, maar een nieuwe registratie heeft ze nodig"
    case .wholeRow: "aan beide kanten gewijzigd, en samen past het niet"
    case .sameKey: "aan beide kanten gemaakt, één fiche blijft"
    case .summed: "aan beide kanten gewijzigd, beide tellen (\(columns))"
    case .movedForward: "aan beide kanten verder gezet, het verste blijft (\(columns))"
    case .united: "aan beide kanten aangevuld, alles is bewaard (\(columns))"
    case .keptBoth: "aan beide kanten gewijzigd, tweemaal bewaard"
    case .undoKeptCells: "niet ongedaan gemaakt, want sindsdien gewijzigd (\(columns))"
    case .undoKeptRow: "niet ongedaan gemaakt, want sindsdien gewijzigd of gebruikt"
    case .undoKeptDeletion: "kon niet terugkomen"
    case .other: "te bekijken"
    }
  }

  private static func story(_ kind: ReviewKind) -> String {
    switch kind {
    case .bothChanged:
      "Aan beide kanten gewijzigd, en geen van beide kende de waarde van de andere."
    case .deletedOnPocket:
      "De pocket heeft ze gewist, maar de pc had ze intussen gewijzigd: de fiche is gebleven."
    case .deletedOnPC:
      "De pc had ze gewist, maar de pocket heeft ze gewijzigd: de fiche is teruggekomen."
    case .recovered:
      "De databank kwam uit een oudere kopie: de nieuwere waarde van de pocket is teruggezet."
    case .parentBroughtBack:
      "De pc had ze gewist, maar een nieuwe registratie van de pocket heeft ze nodig:"
        + " de fiche is teruggekomen."
    case .wholeRow:
      "Aan beide kanten gewijzigd; samen past het niet in de databank, dus blijft één versie."
    case .sameKey: "Aan beide kanten gemaakt met dezelfde sleutel: één fiche blijft voor beide."
    case .summed: "Beide kanten wijzigden dit getal: beide verschillen tellen."
    case .movedForward: "Beide kanten hebben het verder gezet: de verste toestand blijft."
    case .united: "Beide kanten hebben het aangevuld: alles wat is toegevoegd, is bewaard."
    case .keptBoth: "Aan beide kanten gewijzigd: de versie van de pocket werd een nieuwe fiche."
    case .undoKeptCells:
      "Bij het ongedaan maken is dit zo gelaten: iemand heeft het sindsdien gewijzigd."
    case .undoKeptRow:
      "De fiche moest weg bij het ongedaan maken, maar is sindsdien gewijzigd of gebruikt."
    case .undoKeptDeletion:
      "De fiche moest terugkomen bij het ongedaan maken, maar een regel van de databank belet het."
    case .other: "Er is automatisch een beslissing genomen."
    }
  }

  private static func text(_ meaning: ChoiceMeaning) -> String {
    switch meaning {
    case .takes(let value): "\(value) nemen"
    case .stays(let value): "\(value) behouden"
    case .recordStays: "de fiche behouden"
    case .recordGoes: "de fiche toch wissen"
    case .writes(let columns): "iets anders invullen (\(columns))"
    case .waits: "later beslissen"
    case .triesAgain: "nog eens proberen"
    case .leavesList: "van de lijst halen"
    }
  }

  private static func side(_ author: Author?, isPC: Bool) -> String {
    author.map { $0.kind == .prepare ? "pc" : text($0) } ?? (isPC ? "pc" : "pocket")
  }

  static func text(_ author: Author) -> String {
    switch author.kind {
    case .prepare: "de begintoestand"
    case .capture: "pc"
    case .merge: author.pocket.map(shown) ?? "een pocket"
    case .recover: "herstel na een oudere kopie"
    case .retry: "een nieuwe poging"
    case .decision: "uw beslissing"
    case .undo: "het ongedaan maken"
    }
  }

  private static func text(_ kind: ChangeKind) -> String {
    switch kind {
    case .create: "nieuw"
    case .update: "gewijzigd"
    case .delete: "gewist"
    }
  }

  static func text(_ reason: QuarantineReason) -> String {
    switch reason {
    case .notWritable: "de pocket mag niet in deze tabel schrijven"
    case .unknownRow: "de pc kent deze fiche niet"
    case .missingParent: "de fiche waar ze bij hoort, staat niet op de pc"
    case .wrongIdentity: "de identiteit past niet bij de sleutel"
    case .keyChanged: "de sleutel van de fiche zou veranderd zijn"
    case .contradictoryKey: "een andere fiche heeft dezelfde sleutel en zegt iets anders"
    case .constraint: "een regel van de databank weigert het"
    case .other: "om een reden die deze versie niet kent"
    }
  }
}
