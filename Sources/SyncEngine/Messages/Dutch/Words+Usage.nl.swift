extension DutchWords {
  static func telling(_ problem: UsageProblem) -> Telling {
    switch problem {
    case .unreadableAddress(let text):
      Telling(
        "\(quoted(text)) is geen adres van een pocket.", untouched,
        "Schrijf bijvoorbeeld /dev/ttyACM0, /dev/ttyUSB0@9600 of tcp:naam:poort.")
    case .missingOption(let option):
      Telling(
        "De optie \(shown(option)) ontbreekt.", untouched, "Voeg ze toe en probeer opnieuw.")
    case .optionsExclude(let one, let other):
      Telling(
        "De opties \(shown(one)) en \(shown(other)) gaan niet samen.", untouched,
        "Laat een van beide weg en probeer opnieuw.")
    case .unknownPocket(let name):
      Telling(
        "Geen pocket in dienst heet \(quoted(name)).", untouched,
        "Neem de naam die “pocket-sync status” toont.")
    case .missingReason(let name):
      Telling(
        "De reden om \(quoted(name)) weg te laten ontbreekt.", untouched,
        "Geef de reden op met --reason.")
    case .fileMissing(let path):
      Telling(
        "Het bestand \(quoted(path)) bestaat niet.", untouched,
        "Geef het juiste bestand op en probeer opnieuw.")
    case .fileUnreadable(let path, let detail):
      Telling(
        "Het bestand \(quoted(path)) kan niet worden gelezen\(note(detail)).", untouched,
        "Controleer dit bestand en de rechten en probeer opnieuw.")
    case .fileUnwritable(let path, let errno):
      Telling(
        "Het bestand \(quoted(path)) kan niet worden geschreven\(note("errno \(errno)")).",
        untouched, "Kies een andere map en probeer opnieuw.")
    case .fileExists(let path):
      Telling(
        "\(quoted(path)) bestaat al.", "Het is niet vervangen.",
        "Kies een andere naam en probeer opnieuw.")
    }
  }

  static func telling(_ problem: ProgramProblem) -> Telling {
    switch problem {
    case .unexpected(let detail):
      Telling("Dit programma heeft zich vergist\(note(detail)).", received, helpdesk)
    case .noReason:
      Telling("Dit programma is gestopt zonder te zeggen waarom.", received, helpdesk)
    case .demo(let detail):
      Telling(
        "De demonstratie is gestopt\(note(detail)).", "Uw gegevens doen er niet aan mee.",
        "Start de demonstratie opnieuw in een lege map.")
    }
  }

  static var interrupted: Telling {
    Telling(
      "Het werk is op uw vraag gestopt.", received,
      "Probeer opnieuw wanneer u wilt: het werk gaat verder waar het stopte.")
  }
}
