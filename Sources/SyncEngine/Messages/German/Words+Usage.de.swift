extension GermanWords {
  static func telling(_ problem: UsageProblem) -> Telling {
    switch problem {
    case .unreadableAddress(let text):
      Telling(
        "\(quoted(text)) ist keine Adresse eines Pockets.", untouched,
        "Schreiben Sie zum Beispiel /dev/ttyACM0, /dev/ttyUSB0@9600, usb:1-2 oder tcp:Name:Port.")
    case .missingOption(let option):
      Telling(
        "Die Option \(shown(option)) fehlt.", untouched,
        "Fügen Sie sie hinzu und versuchen Sie es noch einmal.")
    case .optionsExclude(let one, let other):
      Telling(
        "Die Optionen \(shown(one)) und \(shown(other)) vertragen sich nicht.", untouched,
        "Lassen Sie eine davon weg und versuchen Sie es noch einmal.")
    case .unknownPocket(let name):
      Telling(
        "Kein Pocket im Dienst heißt \(quoted(name)).", untouched,
        "Nehmen Sie den Namen, den „pocket-sync status“ zeigt.")
    case .missingReason(let name):
      Telling(
        "Der Grund, \(quoted(name)) wegzulassen, fehlt.", untouched,
        "Geben Sie den Grund mit --reason an.")
    case .fileMissing(let path):
      Telling(
        "Die Datei \(quoted(path)) gibt es nicht.", untouched,
        "Geben Sie die richtige Datei an und versuchen Sie es noch einmal.")
    case .fileUnreadable(let path, let detail):
      Telling(
        "Die Datei \(quoted(path)) lässt sich nicht lesen\(note(detail)).", untouched,
        "Prüfen Sie diese Datei und die Rechte und versuchen Sie es noch einmal.")
    case .fileUnwritable(let path, let errno):
      Telling(
        "Die Datei \(quoted(path)) lässt sich nicht schreiben\(note("errno \(errno)")).",
        untouched, "Wählen Sie einen anderen Ordner und versuchen Sie es noch einmal.")
    case .fileExists(let path):
      Telling(
        "\(quoted(path)) gibt es schon.", "Es wurde nicht ersetzt.",
        "Wählen Sie einen anderen Namen und versuchen Sie es noch einmal.")
    case .unreadablePrintedKey(let key):
      Telling(
        "\(quoted(key)) ist kein aufgedruckter Schlüssel.", untouched,
        "Lesen Sie den Schlüssel auf dem Pocket noch einmal: vier Gruppen zu fünf Zeichen.")
    }
  }

  static func telling(_ problem: LookupProblem) -> Telling {
    switch problem {
    case .noSuchItem(let number):
      Telling(
        "Nr. \(shown(number)) steht nicht auf der Liste.", untouched,
        "Nehmen Sie eine Nummer, die „pocket-sync conflicts“ zeigt.")
    case .choiceDoesNotFit(let number):
      Telling(
        "Diese Wahl gibt es für Nr. \(shown(number)) nicht.", untouched,
        "Was möglich ist, zeigt „pocket-sync conflicts show \(shown(number))“.")
    case .valueCount(let expected, let found):
      Telling(
        "Es \(isOne(expected) ? "ist" : "sind") \(count(expected, "Wert", "Werte")) nötig,"
          + " angegeben: \(self.number(found)).",
        untouched,
        "Geben Sie je Spalte einen Wert an, in Anführungszeichen, wenn er Leerzeichen enthält.")
    case .noSuchTable(let name):
      Telling(
        "Keine teilnehmende Tabelle heißt \(quoted(name)).", untouched,
        "Nehmen Sie einen Tabellennamen, den „pocket-sync history“ zeigt.")
    case .noSuchRecord(let table, let key):
      Telling(
        "Die Tabelle \(quoted(table)) hat keinen Eintrag \(quoted(key)).", untouched,
        "Prüfen Sie den Namen oder den Schlüssel und versuchen Sie es noch einmal.")
    case .severalRecords(let table, let key):
      Telling(
        "Die Tabelle \(quoted(table)) hat mehrere Einträge \(quoted(key)).", untouched,
        "Geben Sie den Schlüssel des Eintrags an.")
    case .noSuchSession(let name):
      Telling(
        "Keine Sitzung und keine Nummer heißt \(quoted(name)).", untouched,
        "Nehmen Sie, was „pocket-sync history“ zeigt.")
    }
  }

  static func telling(_ problem: ProgramProblem) -> Telling {
    switch problem {
    case .unexpected(let detail):
      Telling("Dieses Programm hat sich geirrt\(note(detail)).", received, helpdesk)
    case .noReason:
      Telling("Dieses Programm hielt an, ohne den Grund zu nennen.", received, helpdesk)
    case .demo(let detail):
      Telling(
        "Die Vorführung wurde abgebrochen\(note(detail)).",
        "Ihre Daten sind nicht daran beteiligt.",
        "Beginnen Sie die Vorführung in einem leeren Ordner von vorn.")
    }
  }

  static var interrupted: Telling {
    Telling(
      "Die Arbeit wurde auf Ihren Wunsch angehalten.", received,
      "Versuchen Sie es, wann Sie wollen: Die Arbeit geht dort weiter, wo sie aufhörte.")
  }
}
