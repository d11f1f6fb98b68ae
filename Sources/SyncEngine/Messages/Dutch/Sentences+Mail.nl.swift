extension DutchWords {
  static func text(_ sentence: MailSentence) -> String {
    switch sentence {
    case .subject(let farm, let code):
      "Hulp gevraagd door \(shown(farm))" + (code.map { " (\(shown($0)))" } ?? "")
    case .askWho: "Wie bent u? (naam, nummer van het bedrijf, telefoon)"
    case .askProblem: "Wat is er gebeurd?"
    case .askPurpose: "Waarom stuurt u het, wat verwacht u van de helpdesk?"
    case .copyAttached(let copy):
      "Kopie nr. \(copy) zit erbij, op slot: alleen de helpdesk kan ze openen."
    case .receiptAttached(let copy, true):
      "Kopie nr. \(copy) is te groot voor een e-mail: haar ontvangstbewijs zit erbij, zij staat op "
        + "de beveiligde server of is onderweg."
    case .receiptAttached(let copy, false):
      "Kopie nr. \(copy) zit er niet bij, alleen haar ontvangstbewijs."
    case .nothingAttached: "Er zit geen kopie bij."
    case .forTechnician: "Voor de technicus:"
    case .sent(let address): "De e-mail is vertrokken naar \(shown(address))."
    case .written(let path): "De e-mail staat in \(quoted(path))."
    case .openedInMailProgram:
      "Uw mailprogramma gaat ermee open: bekijk hem en verstuur hem."
    case .openYourself: "Open dit bestand met uw mailprogramma en verstuur het."
    }
  }

  static func text(_ sentence: ChannelSentence) -> String {
    switch sentence {
    case .server(let endpoint, let bucket, let prefix):
      "Beveiligde server: \(shown(endpoint)), \(shown(bucket)), \(shown(prefix))"
    case .noServer: "Beveiligde server: nog niet ingesteld (pocket-sync channels server)"
    case .mail(let helpdesk, let sender, let host):
      "E-mail: naar \(shown(helpdesk)), van \(shown(sender)), langs \(shown(host))"
    case .noMail: "E-mail: nog niet ingesteld (pocket-sync channels mail)"
    case .limit(let bytes): "Grootte van een e-mail: hoogstens \(size(bytes))"
    case .noHelpdeskKey: "Publieke sleutel van de helpdesk: geen, er gaan geen kopieën mee"
    case .saved(let path): "De instellingen staan in \(quoted(path)), alleen voor u."
    case .askPassword(let user): "Wachtwoord van \(quoted(user)):"
    case .askSecretKey(let id): "Geheime sleutel van \(quoted(id)):"
    case .mailChecked(let host):
      "\(shown(host)) antwoordt, is beveiligd en aanvaardt het wachtwoord; er is niets verzonden."
    case .serverChecked(let endpoint):
      "\(shown(endpoint)) antwoordt, is beveiligd en aanvaardt de sleutel; er is niets verzonden."
    }
  }
}
