extension DutchWords {
  private static let nothingLeft =
    "Er is niets geschreven of verstuurd; de gegevens zijn niet aangeraakt."
  private static let tellHelpdesk =
    "Lees deze code voor aan de helpdesk: het programma moet verbeterd worden."

  static func telling(_ problem: BundleProblem) -> Telling {
    switch problem {
    case .unknownFile(let file):
      Telling(
        "Het pakket zou een bestand hebben dat niet toegestaan is: \(quoted(file)).", nothingLeft,
        tellHelpdesk)
    case .unknownField(let file, let field):
      Telling(
        "Het pakket zou in \(quoted(file)) een gegeven hebben dat niet toegestaan is: "
          + "\(quoted(field)).", nothingLeft, tellHelpdesk)
    case .unfitValue(let file, let field):
      Telling(
        "In \(quoted(file)) is de inhoud van \(quoted(field)) niet van de toegestane soort.",
        nothingLeft, tellHelpdesk)
    case .tooLarge(let bytes, let limit):
      Telling(
        "Het pakket zou \(size(bytes)) groot zijn; hoogstens \(size(limit)) is toegestaan.",
        nothingLeft, tellHelpdesk)
    case .noHelpdeskKey:
      Telling(
        "De publieke sleutel van de helpdesk ontbreekt: het pakket kan niet vergrendeld worden.",
        nothingLeft,
        "Vraag hem aan de helpdesk en geef hem aan “pocket-sync channels mail --helpdesk-key”.")
    }
  }

  static func text(_ sentence: BundleSentence) -> String {
    switch sentence {
    case .holds(let bytes): "Het pakket voor de helpdesk (\(size(bytes))) bevat:"
    case .neverHolds:
      "Nooit erin: de gegevens zelf, een registratie, naam, adres, sleutel of wachtwoord."
    case .whoIsWho:
      "Namen zijn erin vervangen. Voor aan de telefoon: wie is wie (staat niet in het pakket):"
    case .alias(let mask, let name): "\(shown(mask)) is \(shown(name))"
    case .mayWrite(let path):
      "Dit pakket in \(quoted(path)) schrijven? Antwoord \(yes) of \(no):"
    case .maySend:
      "Dit pakket versturen, vergrendeld voor de helpdesk? Antwoord \(yes) of \(no):"
    case .written(let path, let bytes): "Het pakket staat in \(quoted(path)) (\(size(bytes)))."
    case .nothingWritten: "Er is niets geschreven of verstuurd."
    case .attached:
      "Een diagnosepakket is bijgevoegd, vergrendeld: alleen de helpdesk kan het openen."
    case .packed(let bytes):
      "Het pakket is klaar voor de beveiligde server, vergrendeld voor de helpdesk "
        + "(\(size(bytes)))."
    case .sent: "Het pakket staat op de beveiligde server; alleen de helpdesk kan het openen."
    }
  }
}
