import FarmDatabase

extension GermanWords {
  static func text(_ sentence: DockSentence) -> String {
    switch sentence {
    case .calling(let address): "Das Pocket wird gerufen\(note(address))…"
    case .met(let label, let isNew, 0):
      "\(shown(label)): keine Einträge zu übernehmen\(isNew ? ", neues Pocket" : "")."
    case .met(let label, let isNew, let waiting):
      "\(shown(label)): \(records(waiting)) zu übernehmen\(isNew ? ", neues Pocket" : "")."
    case .setBack(let label):
      "\(shown(label)) wurde auf einen früheren Stand zurückgesetzt: Es sendet alles noch einmal,"
        + " nichts wird doppelt."
    case .twins(let label):
      "Zwei Pockets melden sich als \(shown(label)), das eine ist eine Kopie des anderen: Nichts"
        + " ist verloren. Setzen Sie eines davon in seinen Einstellungen zurück, damit der PC sie"
        + " unterscheiden kann."
    case .recovered(let label, let rows, let reviews):
      "Die Datenbank des PCs stammte aus einer älteren Kopie:"
        + " \(records(rows)) von \(shown(label)) zurückgeholt,"
        + " \(number(reviews)) zu prüfen."
    case .received(let done, let total):
      "\(number(done)) von \(isOne(total) ? "1 Eintrag" : "\(number(total)) Einträgen")."
    case .merging(let changes): "In die Datenbank des PCs: \(records(changes))…"
    case .merged(let label, let changes):
      "\(shown(label)): \(records(changes)) in der Datenbank des PCs."
    case .captured(let rows):
      "Auf dem PC seit dem letzten Mal geändert: \(count(rows, "Zeile", "Zeilen"))."
    case .toDecide(let number):
      "\(count(number, "Unterschied", "Unterschiede")) zwischen Pocket und PC: Beide Werte bleiben"
        + " erhalten. Zum Entscheiden: pocket-sync conflicts."
    case .setAside(let number):
      "\(records(number)) für den Helpdesk zurückgelegt: Nichts ist verloren."
    case .fed(let rows): "\(count(rows, "Zeile", "Zeilen")) an das Pocket gesendet."
    case .nothingNew(let label): "\(shown(label)): nichts Neues."
    case .finished(let label, let milliseconds):
      "\(shown(label)): in \(duration(milliseconds)) abgeglichen."
    }
  }

  static func columns(_ heading: Heading) -> [String] {
    switch heading {
    case .traffic: ["Tabelle", "Erhalten", "Gesendet", "Zu entscheiden", "Zurückgelegt"]
    case .volumes: ["Datenträger", "Modell", "Größe", "Frei", "Letzte Kopie"]
    case .generations: ["Kopie", "Datum", "Art", "Pockets", "Größe", "Zustand"]
    case .bundle: ["Datei", "Zeilen", "Größe"]
    case .sessions:
      ["Datum", "Pocket", "Ergebnis", "Einträge", "Bytes", "Wiederholt", "Dauer"]
    case .copies: ["Datum", "Ergebnis", "Bytes", "Dauer"]
    }
  }

  static func text(_ sentence: SetUpSentence) -> String {
    switch sentence {
    case .prepared(let path, let tables):
      "Die Datenbank \(quoted(path)) ist bereit:"
        + " \(count(tables, "Tabelle nimmt", "Tabellen nehmen")) teil."
    case .finding(let finding): headline(of: finding)
    case .adopted(let tables) where tables.isEmpty:
      "Nichts ist anders: Die Tabellen sind, wie sie waren."
    case .adopted(let tables): "Übernommen: \(some(tables))."
    case .fits(let profile): "Das Profil \(quoted(profile)) passt zur Datenbank."
    case .profileWritten(let path):
      "Das Profil steht in \(quoted(path)): Lesen Sie es durch."
    case .retired(let label, let reason):
      "\(quoted(label)) ist außer Dienst: \(shown(reason)). Es hält die Kopie nicht mehr auf."
    case .pairOnPocket: "Wählen Sie auf dem Pocket, dass es mit einem PC gekoppelt wird."
    case .compareDigits(let name, let digits):
      "\(quoted(name)) muss diese Ziffern zeigen: \(shown(digits))."
    case .areDigitsSame: "Zeigt das Pocket dieselben Ziffern? Antworten Sie \(yes) oder \(no):"
    case .paired(let name): "\(quoted(name)) und dieser PC sind gekoppelt."
    case .device(let name, let sessions, let isRetired):
      "\(shown(name)): \(count(sessions, "Abgleich", "Abgleiche")) seit der Kopplung"
        + (isRetired ? ", außer Dienst." : ".")
    case .noDevices:
      "Noch ist kein Pocket mit diesem PC gekoppelt: Wählen Sie „Koppeln“ in der App auf dem Pocket"
        + " und starten Sie „pocket-sync pair“."
    case .keysRenewed:
      "Dieser PC hat neue Schlüssel: Koppeln Sie jedes Pocket neu mit „pocket-sync pair“."
    case .nextStep: "Schließen Sie jetzt das Pocket an und gleichen Sie ab."
    }
  }
}
