extension GermanWords {
  private static let nothingLeft =
    "Es wurde nichts geschrieben oder gesendet; die Daten sind unberührt."
  private static let tellHelpdesk =
    "Lesen Sie dem Helpdesk diesen Code vor: Das Programm muss berichtigt werden."

  static func telling(_ problem: BundleProblem) -> Telling {
    switch problem {
    case .unknownFile(let file):
      Telling(
        "Das Paket hätte eine Datei, die nicht erlaubt ist: \(quoted(file)).", nothingLeft,
        tellHelpdesk)
    case .unknownField(let file, let field):
      Telling(
        "Das Paket hätte in \(quoted(file)) eine Angabe, die nicht erlaubt ist: "
          + "\(quoted(field)).", nothingLeft, tellHelpdesk)
    case .unfitValue(let file, let field):
      Telling(
        "In \(quoted(file)) ist der Inhalt von \(quoted(field)) nicht von der erlaubten Art.",
        nothingLeft, tellHelpdesk)
    case .tooLarge(let bytes, let limit):
      Telling(
        "Das Paket hätte \(size(bytes)); erlaubt sind höchstens \(size(limit)).", nothingLeft,
        tellHelpdesk)
    case .noHelpdeskKey:
      Telling(
        "Der öffentliche Schlüssel des Helpdesks fehlt: Das Paket lässt sich nicht verschließen.",
        nothingLeft,
        "Erbitten Sie ihn vom Helpdesk und geben Sie ihn „pocket-sync channels mail "
          + "--helpdesk-key“.")
    }
  }

  static func text(_ sentence: BundleSentence) -> String {
    switch sentence {
    case .holds(let bytes): "Das Paket für den Helpdesk (\(size(bytes))) enthält:"
    case .neverHolds:
      "Nie darin: die Daten selbst, eine Aufzeichnung, Namen, Adressen, Schlüssel, Passwörter."
    case .whoIsWho:
      "Namen sind darin ersetzt. Fürs Telefon: wer ist wer (steht nicht im Paket):"
    case .alias(let mask, let name): "\(shown(mask)) steht für \(shown(name))"
    case .mayWrite(let path):
      "Dieses Paket in \(quoted(path)) schreiben? Antworten Sie \(yes) oder \(no):"
    case .maySend:
      "Dieses Paket senden, verschlossen für den Helpdesk? Antworten Sie \(yes) oder \(no):"
    case .written(let path, let bytes): "Das Paket liegt in \(quoted(path)) (\(size(bytes)))."
    case .nothingWritten: "Es wurde nichts geschrieben oder gesendet."
    case .attached:
      "Ein Diagnosepaket liegt bei, verschlossen: Nur der Helpdesk kann es öffnen."
    case .packed(let bytes):
      "Das Paket ist bereit für den geschützten Server, verschlossen für den Helpdesk "
        + "(\(size(bytes)))."
    case .sent: "Das Paket ist auf dem geschützten Server; nur der Helpdesk kann es öffnen."
    }
  }
}
