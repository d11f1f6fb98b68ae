import Delivery

extension GermanWords {
  private static let notSent =
    "Es wurde nichts verschickt; die Kopien auf dem Datenträger sind unversehrt."

  static func telling(_ fault: LetterFault) -> Telling {
    switch fault {
    case .tooFewLines(let found, let minimum):
      Telling(
        "Die Beschreibung hat \(count(found, "Zeile", "Zeilen")); nötig sind mindestens "
          + "\(number(minimum)).", notSent,
        "Schreiben Sie je in einer Zeile, wer Sie sind, was geschah und warum Sie schreiben.")
    case .noIdentity:
      Telling(
        "Die Beschreibung sagt nicht, wer Sie sind.", notSent,
        "Beginnen Sie mit Ihrem Namen, der Betriebsnummer oder Ihrem Telefon.")
    case .noProblem:
      Telling(
        "Die Beschreibung sagt nicht, was geschah.", notSent,
        "Schreiben Sie, was Sie gerade taten und was auf dem Bildschirm stand.")
    case .noPurpose:
      Telling(
        "Die Beschreibung sagt nicht, warum Sie schreiben.", notSent,
        "Schließen Sie mit dem, was Sie vom Helpdesk erwarten.")
    case .tooManyLines(let found, let maximum):
      Telling(
        "Die Beschreibung hat \(number(found)) Zeilen; höchstens \(number(maximum)) gehen.",
        notSent, "Erzählen Sie das Wichtigste; nach dem Rest fragt der Helpdesk.")
    case .fieldTooLong(let field, let scalars, let maximum):
      Telling(
        "\(name(of: field)): \(number(scalars)) Zeichen; höchstens \(number(maximum)) gehen.",
        notSent, "Kürzen Sie diese Antwort und versuchen Sie es noch einmal.")
    }
  }

  private static func name(of field: LetterField) -> String {
    switch field {
    case .who: "Wer Sie sind"
    case .problem: "Was geschah"
    case .purpose: "Warum Sie schreiben"
    }
  }

  static func telling(_ problem: MailProblem) -> Telling {
    switch problem {
    case .tooLarge(let bytes, let limitBytes):
      Telling(
        "Die Kopie ist zu groß für eine E-Mail: \(size(UInt64(bytes))), höchstens "
          + "\(size(UInt64(limitBytes))) gehen.", notSent,
        "Schicken Sie sie an den geschützten Server; die E-Mail geht dann mit ihrer Quittung.")
    case .noHelpdeskKey:
      Telling(
        "Der öffentliche Schlüssel des Helpdesks fehlt: Die Kopie lässt sich nicht für ihn "
          + "verschließen.", notSent,
        "Erfragen Sie ihn und geben Sie ihn mit „pocket-sync channels mail --helpdesk-key“ an.")
    case .file(let path, let errno):
      Telling(
        "Die Datei der E-Mail \(quoted(path)) lässt sich nicht schreiben oder lesen"
          + note("errno \(errno)") + ".", notSent,
        "Schaffen Sie Platz auf der Festplatte des PCs und versuchen Sie es noch einmal.")
    }
  }

  static func telling(_ problem: ChannelProblem) -> Telling {
    switch problem {
    case .exposed(let path, let mode):
      Telling(
        "Andere an diesem PC können die Sendeeinstellungen \(quoted(path)) lesen"
          + note("mode \(String(mode, radix: 8))") + ".", untouched,
        "Führen Sie „chmod 600 \(shown(path))“ aus, ändern Sie die Passwörter und versuchen "
          + "Sie es noch einmal.")
    case .notUnderstood(let path):
      Telling(
        "Die Datei der Sendeeinstellungen \(quoted(path)) ist beschädigt.", untouched,
        "Legen Sie sie beiseite und machen Sie die Einstellungen mit „pocket-sync channels“ neu.")
    case .newerFormat(let path, let format):
      Telling(
        "Die Sendeeinstellungen \(quoted(path)) sind von einer neueren Version"
          + note("\(format)") + ".", untouched, updatePC)
    case .unknownKey(let path, let key):
      Telling(
        "Die Sendeeinstellungen \(quoted(path)) enthalten ein unbekanntes Wort: \(quoted(key)).",
        untouched, "Berichtigen Sie dieses Wort oder entfernen Sie seine Zeile.")
    case .missing(let path, let key):
      Telling(
        "In den Sendeeinstellungen \(quoted(path)) fehlt \(quoted(key)).", untouched,
        "Ergänzen Sie sie mit „pocket-sync channels“.")
    case .invalid(let path, let key, let expected):
      Telling(
        "In den Sendeeinstellungen \(quoted(path)) passt \(quoted(key)) nicht\(note(expected)).",
        untouched, "Berichtigen Sie diesen Wert mit „pocket-sync channels“.")
    case .systemFault(let path, let call, let errno):
      Telling(
        "Die Sendeeinstellungen \(quoted(path)) lassen sich nicht öffnen"
          + note(call, "errno \(errno)") + ".", untouched, helpdesk)
    case .noServer:
      Telling(
        "Der geschützte Server ist auf diesem PC noch nicht eingestellt.", notSent,
        "Stellen Sie ihn mit „pocket-sync channels server“ ein; die Werte gibt der Helpdesk.")
    case .noMail:
      Telling(
        "E-Mail ist auf diesem PC noch nicht eingestellt.", notSent,
        "Stellen Sie sie mit „pocket-sync channels mail“ ein, oder schicken Sie die Datei selbst.")
    case .emptySecret:
      Telling(
        "Das Passwort ist leer.", untouched,
        "Tippen Sie es, oder nennen Sie die Datei, in der es steht.")
    }
  }
}
