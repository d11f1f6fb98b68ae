import Gate

extension GermanWords {
  static func telling(_ refusal: GateRefusal) -> Telling {
    switch refusal {
    case .pocketElsewhere(let label):
      Telling(
        "Es wurde keine Kopie gemacht: \(quoted(label)) ist noch nicht abgeglichen.", copiesKept,
        "Schließen Sie \(quoted(label)) an und versuchen Sie es noch einmal.")
    case .recordsOnPocket(let label, let count):
      Telling(
        "Es wurde keine Kopie gemacht: \(records(count)) \(isOne(count) ? "ist" : "sind")"
          + " noch auf \(quoted(label)).",
        "Nichts ist verloren: Das Pocket behält seine Einträge.",
        "Gleichen Sie \(quoted(label)) noch einmal ab.")
    case .inboxLeftOver(let label, let count):
      Telling(
        "Es wurde keine Kopie gemacht: \(records(count)) von \(quoted(label))"
          + " \(isOne(count) ? "wartet" : "warten") auf die Übernahme in die Datenbank.",
        "Nichts ist verloren: PC und Pocket behalten sie.",
        "Gleichen Sie \(quoted(label)) noch einmal ab.")
    case .sessionTooOld(let label, 0):
      Telling(
        "Es wurde keine Kopie gemacht: Die Uhr des PCs ging nach dem Abgleich von"
          + " \(quoted(label)) zurück.",
        copiesKept, "Prüfen Sie die Uhr des PCs und gleichen Sie \(quoted(label)) noch einmal ab.")
    case .sessionTooOld(let label, let minutes):
      Telling(
        "Es wurde keine Kopie gemacht: Der Abgleich von \(quoted(label)) ist schon"
          + " \(number(minutes)) min her.",
        copiesKept, "Gleichen Sie \(quoted(label)) noch einmal ab.")
    case .quarantine(let number):
      Telling(
        "Es wurde keine Kopie gemacht: \(records(number)) \(isOne(number) ? "ist" : "sind")"
          + " unlesbar.",
        "Nichts ist verloren: Der PC behält sie, wie sie kamen.", helpdesk)
    case .brokenForeignKeys(let number):
      Telling(
        "Es wurde keine Kopie gemacht: \(count(number, "Zeile verweist", "Zeilen verweisen"))"
          + " auf etwas, das es nicht mehr gibt.",
        copiesKept, helpdesk)
    case .damagedDatabase(let fault):
      Telling(
        "Es wurde keine Kopie gemacht: Die Datenbank des PCs ist beschädigt\(note(fault)).",
        "Die früheren Kopien wurden nicht angerührt: Behalten Sie sie.",
        "Geben Sie auf dem PC nichts mehr ein und rufen Sie den Helpdesk an.")
    case .databaseMoved:
      Telling(
        "Es wurde keine Kopie gemacht: Die Datenbank hat sich seit dem Abgleich geändert.",
        copiesKept, "Schließen Sie das Betriebsprogramm und gleichen Sie noch einmal ab.")
    case .unknownException(let label):
      Telling(
        "Es wurde keine Kopie gemacht: Kein Pocket heißt \(quoted(label)).", copiesKept,
        "Nehmen Sie den Namen, den „pocket-sync status“ zeigt.")
    case .exceptionWithoutReason(let label):
      Telling(
        "Es wurde keine Kopie gemacht: Der Grund, \(quoted(label)) wegzulassen, fehlt.",
        copiesKept, "Geben Sie den Grund mit --reason an.")
    }
  }
}
