import FarmDatabase

extension GermanWords {
  static func telling(_ problem: ReviewProblem) -> Telling {
    switch problem {
    case .alreadyDecided(let number):
      Telling(
        "Nr. \(shown(number)) ist schon entschieden.", untouched,
        "Sehen Sie mit „pocket-sync conflicts“ nach, was noch wartet.")
    case .rowChanged(let number):
      Telling(
        "Der Eintrag von Nr. \(shown(number)) wurde seitdem noch einmal geändert.", untouched,
        "Sehen Sie ihn erst an; entscheiden Sie trotzdem, so fügen Sie --anyway hinzu.")
    case .wrongType(let column, let type, let value):
      Telling(
        "\(quoted(value)) passt nicht in \(quoted(column))\(note(type)).", untouched,
        "Geben Sie einen Wert der richtigen Art an.")
    case .refused(let rule, let detail):
      Telling(headline(rule) + note(detail) + ".", untouched, remedy(rule))
    case .hasChildren(let tables):
      Telling(
        "Der Eintrag lässt sich nicht löschen: Andere gehören dazu, in \(some(tables)).",
        untouched,
        "Löschen Sie diese zuerst im Betriebsprogramm, oder behalten Sie den Eintrag.")
    case .stillNotPlaced(let reason, let detail):
      Telling(
        "Es lässt sich noch immer nicht übernehmen: \(text(reason))\(note(detail)).",
        "Es wurde nichts geändert; die Werte bleiben zurückgelegt.",
        "Beheben Sie die Ursache auf dem PC, oder nehmen Sie es mit „aside“ von der Liste.")
    case .notUndoable(let name):
      Telling(
        "\(quoted(name)) lässt sich nicht rückgängig machen: Es ist keine Sitzung eines Pockets.",
        untouched, "Was auf dem PC eingetragen wurde, berichtigen Sie im Betriebsprogramm.")
    case .tooOld(let name):
      Telling(
        "\(quoted(name)) ist zu alt: Die früheren Werte sind nicht mehr aufbewahrt.", untouched,
        "Berichtigen Sie die Einträge im Betriebsprogramm.")
    }
  }

  private static func headline(_ rule: RowRefusal) -> String {
    switch rule {
    case .required: "Ein Pflichtfeld würde leer bleiben"
    case .check: "Eine Regel der Datenbank lehnt diesen Wert ab"
    case .taken: "Ein anderer Eintrag hat diesen Wert schon"
    case .reference: "Den genannten Eintrag gibt es nicht, oder andere gehören zu diesem"
    case .other: "Die Datenbank lehnt diese Änderung ab"
    }
  }

  private static func remedy(_ rule: RowRefusal) -> String {
    switch rule {
    case .required: "Geben Sie einen Wert an."
    case .check, .taken: "Geben Sie einen anderen Wert an."
    case .reference: "Nennen Sie einen Eintrag, den es gibt."
    case .other: helpdesk
    }
  }
}
