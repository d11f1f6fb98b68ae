extension GermanWords {
  static func telling(_ problem: LineProblem) -> Telling {
    switch problem {
    case .noAnswer(let address):
      Telling(
        "Ein Gerät ist angeschlossen, aber kein Pocket antwortet\(note(address)).", kept,
        "Öffnen Sie die App auf dem Pocket und versuchen Sie es noch einmal.")
    case .silent(let address, let seconds):
      Telling(
        "Vom Pocket kommt seit \(number(seconds)) s nichts mehr\(note(address)).", received,
        "Prüfen Sie das Kabel: Beim nächsten Versuch geht die Arbeit weiter, wo sie aufhörte.")
    case .tooNoisy(let address, let tries):
      Telling(
        "Die Leitung ist zu schlecht: Eine Sendung misslang \(number(tries))-mal\(note(address)).",
        received, "Nehmen Sie ein anderes Kabel oder einen anderen Anschluss des PCs.")
    case .congested(let address, let bytes):
      Telling(
        "Das Pocket nimmt nichts mehr an: \(size(UInt64(clamping: bytes))) warten"
          + note(address) + ".",
        received, "Schließen Sie die anderen Apps des Pockets und versuchen Sie es noch einmal.")
    case .unconfirmed(let address):
      Telling(
        "Das Pocket hat das Ende des Abgleichs nicht bestätigt\(note(address)).", received, again)
    case .reset(let address):
      Telling(
        "Die App auf dem Pocket ist während des Abgleichs stehen geblieben\(note(address)).",
        received, "Öffnen Sie die App auf dem Pocket wieder und versuchen Sie es noch einmal.")
    case .closedEarly(let address):
      Telling(
        "Das Pocket hat den Abgleich zu früh verlassen\(note(address)).", received,
        "Versuchen Sie es noch einmal, ohne das Pocket dabei zu berühren.")
    case .restarted(let address):
      Telling(
        "Das andere Ende der Leitung hat neu begonnen\(note(address)).", received,
        "Lassen Sie nur ein Programm mit dem Pocket sprechen und versuchen Sie es noch einmal.")
    }
  }

  static func telling(_ problem: LinkProblem) -> Telling {
    switch problem {
    case .otherVersion(let address, let version):
      Telling(
        "Das Pocket spricht eine andere Version der Verbindung"
          + note("Version \(version)", address) + ".",
        kept, updatePocket)
    case .impossible(let address):
      Telling(
        "Das Pocket bestätigt, was nie gesendet wurde\(note(address)).", received,
        "Schalten Sie das Pocket aus und wieder ein und versuchen Sie es noch einmal.")
    case .messageTooLong(let address, let bytes, let limitBytes):
      Telling(
        "Eine Sendung an das Pocket ist zu groß"
          + note("\(number(bytes)) > \(number(limitBytes))", address) + ".",
        received, helpdesk)
    case .foreignMessageTooLong(let address, let limitBytes):
      Telling(
        "Das Pocket sendet zu viel auf einmal\(note("> \(number(limitBytes))", address)).",
        received, updatePocket)
    case .notOpen(let address):
      Telling("Der Abgleich mit dem Pocket ist nicht offen\(note(address)).", received, again)
    case .notTrace(let address):
      Telling(
        "\(quoted(address)) ist keine Aufzeichnung einer Sitzung.", untouched,
        "Wählen Sie eine andere Datei.")
    case .traceVersion(let address, let version):
      Telling(
        "Die Aufzeichnung \(quoted(address)) stammt von einem neueren Programm"
          + note("Version \(version)") + ".",
        untouched, updatePC)
    case .replayDiverged(let address, let offset):
      Telling(
        "Die wiederholte Sitzung weicht bei Byte \(number(offset)) von der Aufzeichnung"
          + " \(quoted(address)) ab.",
        "Das Pocket wurde nicht angerührt.", "Geben Sie die Aufzeichnung dem Helpdesk.")
    }
  }
}
