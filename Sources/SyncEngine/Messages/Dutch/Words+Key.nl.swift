extension DutchWords {
  private static let pair = "Kies “Koppelen” in de app op de pocket en start “pocket-sync pair”."
  /// Of a device that may have been reset: nobody knows what it still holds.
  private static let nothingMoved =
    "Met dit toestel is niets uitgewisseld; wat al op de pc staat, blijft daar."
  private static let nothingTaken =
    "Daarvan is niets overgenomen; de pocket houdt alles tot er een gecontroleerde kopie is."
  private static let nothingPaired = "Er is niets gekoppeld en niets uitgewisseld."

  static func telling(_ problem: KeyProblem) -> Telling {
    Telling(headline(of: problem), safe(after: problem), remedy(of: problem))
  }

  private static func headline(of problem: KeyProblem) -> String {
    switch problem {
    case .notPaired(let address):
      "Deze pocket en deze pc zijn nog niet gekoppeld\(note(address))."
    case .forgotten(let address):
      "De pocket kent deze pc niet meer: hij is gereset, of zijn app is nieuw\(note(address))."
    case .keyChanged(let name, let address):
      "Het toestel dat zegt \(quoted(name)) te zijn, bewijst niet dat het de pocket is die deze"
        + " pc kent" + note(address) + "."
    case .identityChanged(let name, let address):
      "\(quoted(name)) meldt zich nu als een ander toestel\(note(address))."
    case .notContinued(let name, let address):
      "\(quoted(name)) gaat niet verder waar zijn laatste uitwisseling stopte: hij is naar een"
        + " vroegere toestand teruggezet, of er is een kopie van in gebruik\(note(address))."
    case .otherDevice(let address):
      "Tijdens de uitwisseling zegt de pocket een ander toestel te zijn dan bij het begin"
        + note(address) + "."
    case .alreadyInSession(let name, let address):
      "\(quoted(name)) is op dit moment bezig met een andere uitwisseling\(note(address))."
    case .noHandshake(let address, let seconds):
      "Er antwoordt een toestel, maar het heeft binnen \(number(seconds)) s niet bewezen wie het is"
        + note(address) + "."
    case .otherVersion(let address):
      "De pocket en dit programma kennen niet dezelfde beveiligde verbinding\(note(address))."
    case .altered(let detail, let address):
      "Wat is aangekomen, is niet wat de pocket heeft gezonden\(note(detail, address))."
    case .digitsDiffer(true, let address):
      "U hebt geantwoord dat de cijfers niet dezelfde zijn\(note(address))."
    case .digitsDiffer(false, let address):
      "Op de pocket is geantwoord dat de cijfers niet dezelfde zijn\(note(address))."
    case .tooManyAttempts:
      "Te veel pogingen om een pocket te koppelen zijn mislukt: deze pc doet er geen meer."
    case .printedKeyRefused(let address):
      "De pocket heeft de gedrukte sleutel niet aanvaard\(note(address))."
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
      "Is het gereset of is zijn app nieuw, start dan “pocket-sync devices --forget” met de naam en"
        + " koppel het. Zo niet, bel de helpdesk en lees de code voor."
    case .identityChanged, .otherDevice: helpdesk
    case .notContinued:
      "Kies “Koppelen” in de app op de pocket die moet dienen en start “pocket-sync pair”."
    case .alreadyInSession: "Wacht tot die uitwisseling klaar is en probeer opnieuw."
    case .noHandshake:
      "Laat de app op de pocket open en probeer opnieuw; komt dit terug, werk de app dan bij."
    case .otherVersion:
      "Werk dit programma en de app op de pocket bij; staat er een gedrukte sleutel op de pocket,"
        + " start dan “pocket-sync pair --key”."
    case .altered:
      "Neem een andere kabel of een ander netwerk en probeer opnieuw; komt dit terug, bel dan de"
        + " helpdesk en lees de code voor."
    case .digitsDiffer:
      "Sluit de pocket met een kabel op deze pc aan en koppel ze nog een keer."
    case .tooManyAttempts:
      "Start “pocket-sync devices --new-keys” en koppel daarna elke pocket opnieuw."
    case .printedKeyRefused:
      "Lees de sleutel die op de pocket staat opnieuw en tik hem nog een keer in."
    }
  }

  static func telling(_ problem: KeyStoreProblem) -> Telling {
    switch problem {
    case .exposed(let path, let mode):
      Telling(
        "Andere mensen op deze pc kunnen het sleutelbestand \(quoted(path)) lezen"
          + note("modus \(String(mode, radix: 8))") + ".",
        untouched, "Start “chmod 600 \(shown(path))” en probeer opnieuw.")
    case .unreadable(let path):
      Telling(
        "Het sleutelbestand \(quoted(path)) is beschadigd.", untouched,
        "Bel de helpdesk en lees de code voor, vóór “pocket-sync devices --new-keys”.")
    case .systemFault(let path, let call, let errno):
      Telling(
        "Het sleutelbestand \(quoted(path)) kan niet worden gelezen of geschreven"
          + note(call, "errno \(errno)") + ".",
        kept, "Controleer de vrije ruimte en de rechten in deze map en probeer opnieuw.")
    }
  }
}
