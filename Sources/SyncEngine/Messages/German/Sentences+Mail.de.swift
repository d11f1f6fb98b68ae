extension GermanWords {
  static func text(_ sentence: MailSentence) -> String {
    switch sentence {
    case .subject(let farm, let code):
      "Hilfe erbeten von \(shown(farm))" + (code.map { " (\(shown($0)))" } ?? "")
    case .askWho: "Wer sind Sie? (Name, Betriebsnummer, Telefon)"
    case .askProblem: "Was ist geschehen?"
    case .askPurpose: "Warum schicken Sie es, was erwarten Sie vom Helpdesk?"
    case .copyAttached(let copy):
      "Kopie Nr. \(copy) liegt bei, verschlossen: Nur der Helpdesk kann sie öffnen."
    case .receiptAttached(let copy, true):
      "Kopie Nr. \(copy) ist zu groß für eine E-Mail: Ihre Quittung liegt bei, sie selbst ist auf "
        + "dem geschützten Server oder unterwegs."
    case .receiptAttached(let copy, false):
      "Kopie Nr. \(copy) liegt nicht bei, nur ihre Quittung."
    case .nothingAttached: "Es liegt keine Kopie bei."
    case .forTechnician: "Für den Techniker:"
    case .sent(let address): "Die E-Mail ist hinausgegangen an \(shown(address))."
    case .written(let path): "Die E-Mail steht in \(quoted(path))."
    case .openedInMailProgram:
      "Ihr Mailprogramm öffnet sich mit ihr: Sehen Sie sie an und schicken Sie sie ab."
    case .openYourself: "Öffnen Sie diese Datei mit Ihrem Mailprogramm und schicken Sie sie ab."
    }
  }

  static func text(_ sentence: ChannelSentence) -> String {
    switch sentence {
    case .server(let endpoint, let bucket, let prefix):
      "Geschützter Server: \(shown(endpoint)), \(shown(bucket)), \(shown(prefix))"
    case .noServer: "Geschützter Server: noch nicht eingestellt (pocket-sync channels server)"
    case .mail(let helpdesk, let sender, let host):
      "E-Mail: an \(shown(helpdesk)), von \(shown(sender)), über \(shown(host))"
    case .noMail: "E-Mail: noch nicht eingestellt (pocket-sync channels mail)"
    case .limit(let bytes): "Größe einer E-Mail: höchstens \(size(bytes))"
    case .noHelpdeskKey: "Öffentlicher Schlüssel des Helpdesks: keiner, Kopien gehen nicht mit"
    case .saved(let path): "Die Einstellungen stehen in \(quoted(path)), für Sie allein."
    case .askPassword(let user): "Passwort von \(quoted(user)):"
    case .askSecretKey(let id): "Geheimer Schlüssel von \(quoted(id)):"
    case .mailChecked(let host):
      "\(shown(host)) antwortet, ist geschützt und nimmt das Passwort an; nichts wurde verschickt."
    case .serverChecked(let endpoint):
      "\(shown(endpoint)) antwortet, ist geschützt und nimmt den Schlüssel an; nichts wurde "
        + "verschickt."
    }
  }
}
