extension GermanWords {
  private static let notGone = "Die E-Mail ist nicht hinausgegangen; nichts ist verloren."
  private static let nothingGiven = "Er bekam weder das Passwort noch die E-Mail."
  private static let later =
    "Prüfen Sie, ob dieser PC ins Internet kommt, und versuchen Sie es noch einmal."
  private static let settings =
    "Berichtigen Sie die Einstellungen mit „pocket-sync channels mail“."

  static func telling(_ problem: MailServerProblem) -> Telling {
    switch problem {
    case .hostNotFound(let host):
      Telling("Der Mailserver \(quoted(host)) ist im Internet nicht zu finden.", notGone, later)
    case .connectionRefused(let host, let port):
      Telling(
        "Der Mailserver \(quoted(host)) nimmt keine Verbindung an\(note("port \(port)")).",
        notGone, settings)
    case .notReachable(let host, let port, let errno):
      Telling(
        "Der Mailserver \(quoted(host)) ist nicht erreichbar"
          + note("port \(port)", "errno \(errno)") + ".", notGone, later)
    case .silent(let host, let seconds):
      Telling(
        "Der Mailserver \(quoted(host)) sagt seit \(number(seconds)) s nichts.", notGone,
        "Versuchen Sie es später noch einmal.")
    case .noProtection(let host):
      Telling(
        "Der Mailserver \(quoted(host)) bietet keine geschützte Verbindung.", nothingGiven,
        settings)
    case .certificateRefused(let host, let detail):
      Telling(
        "Nichts beweist, dass dieser Server wirklich \(quoted(host)) ist\(note(detail)).",
        nothingGiven, helpdesk)
    case .protectionFailed(let host, let detail):
      Telling(
        "Die geschützte Verbindung mit \(quoted(host)) kommt nicht zustande\(note(detail)).",
        nothingGiven, "Versuchen Sie es später noch einmal.")
    case .certificateFile(let path):
      Telling(
        "Die Datei mit Zertifikaten \(quoted(path)) lässt sich nicht lesen.", notGone, settings)
    case .cut(let host, let detail):
      Telling(
        "Die Verbindung mit \(quoted(host)) brach vor dem Ende ab\(note(detail)).", notGone,
        later)
    case .unconfirmed(let host):
      Telling(
        "Die Verbindung mit \(quoted(host)) brach am Ende ab: Vielleicht ist die E-Mail "
          + "angekommen.",
        "Ein neuer Versuch trägt dieselbe Nummer: Der Helpdesk sieht, dass es dieselbe E-Mail ist.",
        "Versuchen Sie es in einer Stunde noch einmal.")
    }
  }

  static func telling(_ problem: SubmissionProblem) -> Telling {
    switch problem {
    case .loginRefused(let user, let reply):
      Telling(
        "Der Mailserver lehnt den Namen \(quoted(user)) oder sein Passwort ab\(note(reply)).",
        notGone, settings)
    case .noLogin(let host):
      Telling(
        "Der Mailserver \(quoted(host)) will wissen, wer sendet, und bietet keinen Weg, es zu "
          + "sagen.", notGone, settings)
    case .senderRefused(let address, let reply):
      Telling(
        "Der Mailserver lehnt den Absender \(quoted(address)) ab\(note(reply)).", notGone,
        settings)
    case .recipientRefused(let address, let reply):
      Telling(
        "Der Mailserver lehnt den Empfänger \(quoted(address)) ab\(note(reply)).", notGone,
        settings)
    case .tooLargeForServer(let bytes, let limitBytes, let reply):
      Telling(
        "Der Mailserver nimmt keine \(size(UInt64(bytes)))"
          + (limitBytes.map { ", sondern höchstens \(size(UInt64($0)))" } ?? "")
          + "\(note(reply)).", notGone,
        "Schicken Sie die Kopie an den geschützten Server; die E-Mail geht dann mit ihrer "
          + "Quittung.")
    case .later(let reply):
      Telling(
        "Der Mailserver bittet, später wiederzukommen\(note(reply)).", notGone,
        "Versuchen Sie es in einer Stunde noch einmal.")
    case .refused(let reply):
      Telling("Der Mailserver lehnt diese E-Mail ab\(note(reply)).", notGone, helpdesk)
    }
  }
}
