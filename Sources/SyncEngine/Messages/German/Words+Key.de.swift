extension GermanWords {
  private static let pair =
    "Wählen Sie „Koppeln“ in der App auf dem Pocket und starten Sie „pocket-sync pair“."
  /// Of a device that may have been reset: nobody knows what it still holds.
  private static let nothingMoved =
    "Mit diesem Gerät wurde nichts ausgetauscht; was schon auf dem PC ist, bleibt dort."
  private static let nothingTaken =
    "Davon wurde nichts übernommen; das Pocket behält alles bis zu einer geprüften Kopie."
  private static let nothingPaired = "Es wurde nichts gekoppelt und nichts ausgetauscht."

  static func telling(_ problem: KeyProblem) -> Telling {
    Telling(headline(of: problem), safe(after: problem), remedy(of: problem))
  }

  private static func headline(of problem: KeyProblem) -> String {
    switch problem {
    case .notPaired(let address):
      "Dieses Pocket und dieser PC sind noch nicht gekoppelt\(note(address))."
    case .forgotten(let address):
      "Das Pocket kennt diesen PC nicht mehr: Es wurde zurückgesetzt, oder seine App ist neu"
        + note(address) + "."
    case .keyChanged(let name, let address):
      "Das Gerät, das sich \(quoted(name)) nennt, beweist nicht, dass es das Pocket ist, das"
        + " dieser PC kennt" + note(address) + "."
    case .identityChanged(let name, let address):
      "\(quoted(name)) meldet sich jetzt als ein anderes Gerät\(note(address))."
    case .notContinued(let name, let address):
      "\(quoted(name)) macht nicht dort weiter, wo sein letzter Abgleich aufhörte: Es wurde auf"
        + " einen früheren Stand zurückgesetzt, oder eine Kopie davon ist im Dienst"
        + note(address) + "."
    case .otherDevice(let address):
      "Während des Abgleichs gibt sich das Pocket als ein anderes Gerät aus als zu Beginn"
        + note(address) + "."
    case .alreadyInSession(let name, let address):
      "\(quoted(name)) ist gerade in einem anderen Abgleich\(note(address))."
    case .noHandshake(let address, let seconds):
      "Ein Gerät antwortet, hat aber in \(number(seconds)) s nicht bewiesen, wer es ist"
        + note(address) + "."
    case .otherVersion(let address):
      "Das Pocket und dieses Programm kennen nicht dieselbe geschützte Verbindung\(note(address))."
    case .altered(let detail, let address):
      "Was angekommen ist, ist nicht das, was das Pocket gesendet hat\(note(detail, address))."
    case .digitsDiffer(true, let address):
      "Sie haben geantwortet, dass die Ziffern nicht dieselben sind\(note(address))."
    case .digitsDiffer(false, let address):
      "Auf dem Pocket wurde geantwortet, dass die Ziffern nicht dieselben sind\(note(address))."
    case .tooManyAttempts:
      "Zu viele Versuche, ein Pocket zu koppeln, sind gescheitert: Dieser PC macht keine mehr."
    case .printedKeyRefused(let address):
      "Das Pocket hat den gedruckten Schlüssel nicht angenommen\(note(address))."
    }
  }

  private static func safe(after problem: KeyProblem) -> String {
    switch problem {
    case .notPaired, .alreadyInSession, .noHandshake, .otherVersion, .tooManyAttempts: kept
    case .forgotten, .keyChanged, .identityChanged, .notContinued, .otherDevice: nothingMoved
    case .altered: nothingTaken
    case .digitsDiffer, .printedKeyRefused: nothingPaired
    }
  }

  private static func remedy(of problem: KeyProblem) -> String {
    switch problem {
    case .notPaired, .forgotten: pair
    case .keyChanged:
      "Wurde es zurückgesetzt oder ist seine App neu, starten Sie „pocket-sync devices --forget“"
        + " mit dem Namen und koppeln Sie es. Sonst rufen Sie den Helpdesk an und lesen den Code"
        + " vor."
    case .identityChanged, .otherDevice: helpdesk
    case .notContinued:
      "Wählen Sie „Koppeln“ in der App auf dem Pocket, das dienen soll, und starten Sie"
        + " „pocket-sync pair“."
    case .alreadyInSession:
      "Warten Sie das Ende dieses Abgleichs ab und versuchen Sie es noch einmal."
    case .noHandshake:
      "Lassen Sie die App auf dem Pocket offen und versuchen Sie es noch einmal; kommt es wieder,"
        + " aktualisieren Sie die App."
    case .otherVersion:
      "Aktualisieren Sie dieses Programm und die App; trägt das Pocket einen gedruckten Schlüssel,"
        + " starten Sie „pocket-sync pair --key“."
    case .altered:
      "Nehmen Sie ein anderes Kabel oder ein anderes Netz und versuchen Sie es noch einmal; kommt"
        + " es wieder, rufen Sie den Helpdesk an und lesen Sie den Code vor."
    case .digitsDiffer:
      "Schließen Sie das Pocket mit einem Kabel an diesen PC an und koppeln Sie noch einmal."
    case .tooManyAttempts:
      "Starten Sie „pocket-sync devices --new-keys“ und koppeln Sie dann jedes Pocket neu."
    case .printedKeyRefused:
      "Lesen Sie den Schlüssel auf dem Pocket noch einmal und tippen Sie ihn neu ein."
    }
  }

  static func telling(_ problem: KeyStoreProblem) -> Telling {
    switch problem {
    case .exposed(let path, let mode):
      Telling(
        "Andere Personen an diesem PC können die Schlüsseldatei \(quoted(path)) lesen"
          + note("Modus \(String(mode, radix: 8))") + ".",
        untouched, "Starten Sie „chmod 600 \(shown(path))“ und versuchen Sie es noch einmal.")
    case .unreadable(let path):
      Telling(
        "Die Schlüsseldatei \(quoted(path)) ist beschädigt.", untouched,
        "Rufen Sie den Helpdesk an und lesen Sie den Code vor, bevor Sie"
          + " „pocket-sync devices --new-keys“ starten.")
    case .systemFault(let path, let call, let errno):
      Telling(
        "Die Schlüsseldatei \(quoted(path)) kann nicht gelesen oder geschrieben werden"
          + note(call, "errno \(errno)") + ".",
        kept, "Prüfen Sie Platz und Rechte in diesem Ordner und versuchen Sie es noch einmal.")
    }
  }
}
