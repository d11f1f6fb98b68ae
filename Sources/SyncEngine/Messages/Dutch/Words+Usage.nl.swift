extension DutchWords {
  static func telling(_ problem: UsageProblem) -> Telling {
    switch problem {
    case .unreadableAddress(let text):
      Telling(
        "\(quoted(text)) is geen adres van een pocket.", untouched,
        "Schrijf bijvoorbeeld /dev/ttyACM0, /dev/ttyUSB0@9600, usb:1-2 of tcp:naam:poort.")
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
    case .unreadablePrintedKey(let key):
      Telling(
        "\(quoted(key)) is geen gedrukte sleutel.", untouched,
        "Lees de sleutel op de pocket opnieuw: vier groepen van vijf letters en cijfers.")
    }
  }

  static func telling(_ problem: LookupProblem) -> Telling {
    switch problem {
    case .noSuchItem(let number):
      Telling(
        "Er staat geen nr. \(shown(number)) op de lijst.", untouched,
        "Neem een nummer dat “pocket-sync conflicts” toont.")
    case .choiceDoesNotFit(let number):
      Telling(
        "Deze keuze bestaat niet voor nr. \(shown(number)).", untouched,
        "Bekijk de mogelijke keuzes met “pocket-sync conflicts show \(shown(number))”.")
    case .valueCount(let expected, let found):
      Telling(
        "Er \(isOne(expected) ? "is" : "zijn") \(count(expected, "waarde", "waarden")) nodig,"
          + " u geeft er \(self.number(found)).",
        untouched, "Geef een waarde per kolom, tussen aanhalingstekens als er spaties in staan.")
    case .noSuchTable(let name):
      Telling(
        "Geen tabel die meedoet, heet \(quoted(name)).", untouched,
        "Neem een tabelnaam die “pocket-sync history” toont.")
    case .noSuchRecord(let table, let key):
      Telling(
        "De tabel \(quoted(table)) heeft geen fiche \(quoted(key)).", untouched,
        "Kijk de naam of de sleutel na en probeer opnieuw.")
    case .severalRecords(let table, let key):
      Telling(
        "De tabel \(quoted(table)) heeft meer dan één fiche \(quoted(key)).", untouched,
        "Geef de sleutel van de fiche.")
    case .noSuchSession(let name):
      Telling(
        "Geen sessie en geen nummer heet \(quoted(name)).", untouched,
        "Neem wat “pocket-sync history” toont.")
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
