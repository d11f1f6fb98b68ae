extension GermanWords {
  static func telling(_ problem: UsageProblem) -> Telling {
    switch problem {
    case .unreadableAddress(let text):
      Telling(
        "\(quoted(text)) ist keine Adresse eines Pockets.", untouched,
        "Schreiben Sie zum Beispiel /dev/ttyACM0, /dev/ttyUSB0@9600 oder tcp:Name:Port.")
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
