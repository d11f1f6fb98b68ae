extension DutchWords {
  private static let copyKept =
    "De kopie op de drager is volledig; ze wordt bij een volgende poging verstuurd."
  private static let nothingGiven =
    "De server kreeg geen sleutel en geen kopie; de kopie op de drager is volledig."
  private static let internet = "Kijk of deze pc internet heeft en probeer opnieuw."
  private static let settings = "Verbeter de instellingen met “pocket-sync channels server”."
  private static let laterOrHelp =
    "Probeer later opnieuw; bel de helpdesk als het zo blijft."

  static func telling(_ problem: ServerLineProblem) -> Telling {
    switch problem {
    case .nameNotFound(let host):
      Telling(
        "De beveiligde server \(quoted(host)) is op internet niet te vinden.", copyKept, internet)
    case .refusedConnection(let host):
      Telling(
        "De beveiligde server \(quoted(host)) neemt geen verbinding aan.", copyKept, laterOrHelp)
    case .unreachable(let host, let errno):
      Telling(
        "De beveiligde server \(quoted(host)) is niet bereikbaar\(note("errno \(errno)")).",
        copyKept, internet)
    case .silent(let host):
      Telling("De beveiligde server \(quoted(host)) antwoordt niet.", copyKept, internet)
    case .untrusted(let host, let detail):
      Telling(
        "Niets bewijst dat de beveiligde server echt \(quoted(host)) is\(note(detail)).",
        nothingGiven, helpdesk)
    case .noEncryption(let host, let detail):
      Telling(
        "Er komt geen beveiligde verbinding met de server \(quoted(host)) tot stand"
          + note(detail) + ".", nothingGiven, laterOrHelp)
    case .trustFile(let path):
      Telling(
        "De certificaten van de beveiligde server in \(quoted(path)) zijn niet te lezen.",
        copyKept, settings)
    case .cut(let host):
      Telling(
        "De verbinding met de beveiligde server \(quoted(host)) brak af.",
        "Wat aankwam, gaat niet nog eens; de kopie op de drager is volledig.", internet)
    }
  }

  static func telling(_ problem: ServerProblem) -> Telling {
    switch problem {
    case .wrongCredentials(let host):
      Telling(
        "De beveiligde server \(quoted(host)) kent de sleutel niet, of zijn geheim is verkeerd.",
        copyKept, settings)
    case .forbidden(let host, let code):
      Telling(
        "De sleutel van het bedrijf mag dit niet op \(quoted(host))\(note(code)).", copyKept,
        helpdesk)
    case .noSuchBucket(let bucket):
      Telling("De beveiligde server heeft geen bucket \(quoted(bucket)).", copyKept, settings)
    case .skewedClock(let seconds):
      Telling(
        "De klok van deze pc loopt \(duration(UInt64(seconds.magnitude) * 1_000)) "
          + (seconds < 0 ? "achter" : "voor") + " op die van de beveiligde server.", copyKept,
        "Stel datum en uur van de pc in en probeer opnieuw.")
    case .full(let host, let code):
      Telling(
        "De beveiligde server \(quoted(host)) heeft geen plaats meer voor dit bedrijf"
          + note(code) + ".", copyKept, helpdesk)
    case .unavailable(let host, let status, let code):
      Telling(
        "De beveiligde server \(quoted(host)) kan het nu even niet"
          + note("HTTP \(status)", code) + ".", copyKept,
        "Probeer over een uur opnieuw; bel de helpdesk als het zo blijft.")
    case .refused(let host, let status, let code):
      Telling(
        "De beveiligde server \(quoted(host)) weigert\(note("HTTP \(status)", code)).", copyKept,
        helpdesk)
    case .notUnderstood(let host, let detail):
      Telling(
        "Wat \(quoted(host)) antwoordt, is niet van een beveiligde server\(note(detail)).",
        copyKept, settings)
    case .wrongRegion(let expected):
      Telling(
        "De beveiligde server noemt zijn regio \(quoted(expected)).", copyKept, settings)
    case .unusableAddress(let text):
      Telling(
        "Het adres \(quoted(text)) is niet dat van een beveiligde server.", copyKept,
        "Geef een adres dat met “https://” begint.")
    case .unusableAccount(let field):
      Telling(
        "In de account van de beveiligde server is \(quoted(field)) onbruikbaar.", copyKept,
        settings)
    }
  }

  static func telling(_ problem: SentCopyProblem) -> Telling {
    switch problem {
    case .otherContent(let file):
      Telling(
        "De beveiligde server heeft een ander bestand met de naam \(quoted(file)).",
        "Niets werd overschreven, daar niet en op de drager niet.", helpdesk)
    case .notSealed(let file):
      Telling(
        "\(quoted(file)) is niet vergrendeld: niets verlaat het bedrijf onvergrendeld.",
        "Er werd niets verstuurd; de kopie op de drager is volledig.",
        "Maak een sleutel met “pocket-sync keys new” en daarna een nieuwe kopie.")
    case .localFile(let file):
      Telling(
        "\(quoted(file)) op deze pc of drager is niet het bestand van de kopie.",
        "Er werd niets verkeerds verstuurd; de vorige kopieën op de server zijn intact.",
        "Controleer de drager met “pocket-sync verify” en maak een nieuwe kopie.")
    case .missing(let file):
      Telling(
        "\(quoted(file)) ontbreekt op de beveiligde server.",
        "De kopieën op de drager werden niet aangeraakt.",
        "Verstuur de kopie opnieuw, of zet ze terug van de drager.")
    case .damaged(let file):
      Telling(
        "\(quoted(file)) komt niet van de beveiligde server terug zoals het verstuurd werd.",
        "De kopieën op de drager werden niet aangeraakt.",
        "Neem een andere kopie en bel de helpdesk.")
    case .nothingThere:
      Telling(
        "Er is geen kopie van dit bedrijf op de beveiligde server.", untouched,
        "Kijk account en bedrijf na, of neem een drager.")
    case .noSuchCopy(let number):
      Telling(
        "Kopie \(self.number(number)) is niet op de beveiligde server.", untouched,
        "Toon de kopieën met “pocket-sync generations”.")
    case .versionTooOld(let version):
      Telling(
        "De beveiligde server neemt geen kopieën van versie \(quoted(version)) van het programma.",
        "De kopie op de drager is volledig.",
        "Werk het bedrijfsprogramma bij: er is een versie van na oktober 2018 nodig.")
    case .versionUnknown(let version):
      Telling(
        "De versie van het bedrijfsprogramma is niet bekend\(note(version)).",
        "De kopie op de drager is volledig; er werd niets verstuurd.",
        "Zet ze in de instellingen: er is een versie van na oktober 2018 nodig.")
    case .state(let path, let errno):
      Telling(
        "Wat naar de beveiligde server gaat, kan niet genoteerd worden in \(quoted(path))"
          + note("errno \(errno)") + ".", copyKept,
        "Maak plaats op de schijf van de pc en probeer opnieuw.")
    }
  }
}
