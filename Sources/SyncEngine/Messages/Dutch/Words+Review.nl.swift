import FarmDatabase

extension DutchWords {
  static func telling(_ problem: ReviewProblem) -> Telling {
    switch problem {
    case .alreadyDecided(let number):
      Telling(
        "Nr. \(shown(number)) is al beslist.", untouched,
        "Kijk met “pocket-sync conflicts” wat nog wacht.")
    case .rowChanged(let number):
      Telling(
        "De fiche van nr. \(shown(number)) is sindsdien nog gewijzigd.", untouched,
        "Bekijk ze eerst; beslist u toch, voeg dan --anyway toe.")
    case .wrongType(let column, let type, let value):
      Telling(
        "\(quoted(value)) past niet in \(quoted(column))\(note(type)).", untouched,
        "Geef een waarde van de juiste soort.")
    case .refused(let rule, let detail):
      Telling(headline(rule) + note(detail) + ".", untouched, remedy(rule))
    case .hasChildren(let tables):
      Telling(
        "De fiche kan niet worden gewist: andere fiches hangen ervan af, in \(some(tables)).",
        untouched, "Wis die eerst in het bedrijfsprogramma, of behoud de fiche.")
    case .stillNotPlaced(let reason, let detail):
      Telling(
        "Het kan nog altijd niet worden overgenomen: \(text(reason))\(note(detail)).",
        "Er is niets gewijzigd; de waarden blijven opzijgezet.",
        "Verhelp de oorzaak op de pc, of haal het van de lijst met “aside”.")
    case .notUndoable(let name):
      Telling(
        "\(quoted(name)) kan niet ongedaan worden gemaakt: het is geen sessie van een pocket.",
        untouched, "Verbeter wat op de pc is geregistreerd in het bedrijfsprogramma.")
    case .tooOld(let name):
      Telling(
        "\(quoted(name)) is te oud: de vroegere waarden worden niet meer bewaard.", untouched,
        "Verbeter de fiches in het bedrijfsprogramma.")
    }
  }

  private static func headline(_ rule: RowRefusal) -> String {
    switch rule {
    case .required: "Een verplicht vak zou leeg blijven"
    case .check: "Een regel van de databank weigert deze waarde"
    case .taken: "Een andere fiche heeft deze waarde al"
    case .reference: "De genoemde fiche bestaat niet, of andere fiches hangen van deze af"
    case .other: "De databank weigert deze wijziging"
    }
  }

  private static func remedy(_ rule: RowRefusal) -> String {
    switch rule {
    case .required: "Geef een waarde."
    case .check, .taken: "Geef een andere waarde."
    case .reference: "Noem een fiche die bestaat."
    case .other: helpdesk
    }
  }
}
