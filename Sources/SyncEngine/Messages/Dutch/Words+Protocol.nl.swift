extension DutchWords {
  static func telling(_ problem: ConversationProblem) -> Telling {
    switch problem {
    case .malformed(let field, let address):
      Telling(
        "De pocket zendt een onleesbaar bericht\(note(field, address)).", received, updatePocket)
    case .overLimit(let limit, let found, let maximum, let address):
      Telling(
        "De pocket overschrijdt een grens"
          + note("\(limit) \(number(found)) > \(number(maximum))", address) + ".",
        received, updatePocket)
    case .outOfTurn(let message, let state, let address):
      Telling(
        "De pocket zendt een bericht op het verkeerde moment\(note(message, state, address)).",
        received, updatePocket)
    case .otherVersion(let oldest, let newest, let address):
      Telling(
        "De pocket en dit programma spreken niet dezelfde versie"
          + note("\(oldest)–\(newest)", address) + ".",
        kept, ConversationProblem.isPCTooOld(oldest: oldest) ? updatePC : updatePocket)
    case .contradiction(let field, let address):
      Telling("De pocket spreekt zichzelf tegen\(note(field, address)).", received, updatePocket)
    }
  }

  static func telling(_ problem: RefusalProblem) -> Telling {
    switch problem {
    case .notUnderstood(let code, let detail, let address):
      Telling(
        "De pocket begrijpt dit programma niet\(note("weigering \(code)", detail, address)).",
        received, updatePocket)
    case .notPaired(let address):
      Telling(
        "De pocket kent deze pc nog niet\(note(address)).", kept,
        "Aanvaard deze pc in de app op de pocket en probeer opnieuw.")
    case .retired(let address):
      Telling(
        "De pocket zegt dat hij buiten dienst is\(note(address)).", kept,
        "Bel de helpdesk als deze pocket nog moet dienen.")
    case .busy(let address):
      Telling(
        "De pocket is bezig met een andere uitwisseling\(note(address)).", kept,
        "Wacht een minuut en probeer opnieuw.")
    case .otherFarm(let address):
      Telling(
        "De pocket bewaart registraties voor een ander bedrijf\(note(address)).", kept,
        "Sluit hem eerst aan op de pc van dat bedrijf. Is de databank van deze pc opnieuw"
          + " voorbereid, zet dan eerst de laatste kopie terug.")
    case .gap(let address):
      Telling(
        "Deze pc had registraties die een andere pocket onder dezelfde naam zond\(note(address)).",
        "Beide pockets hebben nog alles, en de pc heeft die ontvangst terzijde gelegd.",
        "Synchroniseer nog een keer.")
    case .noRoom(let address):
      Telling(
        "De pocket heeft geen plaats meer\(note(address)).", received,
        "Maak plaats op de pocket en probeer opnieuw.")
    case .stopped(let address):
      Telling(
        "De uitwisseling is op de pocket gestopt\(note(address)).", received,
        "Probeer opnieuw wanneer u wilt: het werk gaat verder waar het stopte.")
    case .ownFault(let detail, let address):
      Telling(
        "De app op de pocket is defect\(note(detail, address)).", received,
        "Sluit de app op de pocket, open ze weer en probeer opnieuw.")
    case .schemaNotKept(let detail, let address):
      Telling(
        "De app op de pocket kan niet alle gegevens bewaren\(note(detail, address)).", received,
        updatePocket)
    case .unknown(let code, let detail, let address):
      Telling(
        "De pocket weigert om een onbekende reden\(note("weigering \(code)", detail, address)).",
        received, updatePC)
    }
  }
}
