extension DutchWords {
  static func telling(_ problem: LineProblem) -> Telling {
    switch problem {
    case .noAnswer(let address):
      Telling(
        "Er is een toestel aangesloten, maar er antwoordt geen pocket\(note(address)).", kept,
        "Open de app op de pocket en probeer opnieuw.")
    case .silent(let address, let seconds):
      Telling(
        "Er komt al \(number(seconds)) s niets meer van de pocket\(note(address)).", received,
        "Kijk de kabel na en probeer opnieuw: het werk gaat verder waar het stopte.")
    case .tooNoisy(let address, let tries):
      Telling(
        "De verbinding is te slecht: één zending mislukte \(number(tries)) keer\(note(address)).",
        received, "Neem een andere kabel of een andere aansluiting van de pc en probeer opnieuw.")
    case .congested(let address, let bytes):
      Telling(
        "De pocket neemt niets meer aan: er wacht \(size(UInt64(clamping: bytes)))"
          + note(address) + ".",
        received, "Sluit de andere apps op de pocket en probeer opnieuw.")
    case .unconfirmed(let address):
      Telling(
        "De pocket heeft het einde van de uitwisseling niet bevestigd\(note(address)).", received,
        again)
    case .reset(let address):
      Telling(
        "De app op de pocket is tijdens de uitwisseling gestopt\(note(address)).", received,
        "Open de app op de pocket weer en probeer opnieuw.")
    case .closedEarly(let address):
      Telling(
        "De pocket heeft de uitwisseling te vroeg verlaten\(note(address)).", received,
        "Probeer opnieuw en raak de pocket intussen niet aan.")
    case .restarted(let address):
      Telling(
        "De andere kant van de verbinding is opnieuw begonnen\(note(address)).", received,
        "Laat maar één programma met de pocket praten en probeer opnieuw.")
    }
  }

  static func telling(_ problem: LinkProblem) -> Telling {
    switch problem {
    case .otherVersion(let address, let version):
      Telling(
        "De pocket spreekt een andere versie van de verbinding"
          + note("versie \(version)", address) + ".",
        kept, updatePocket)
    case .impossible(let address):
      Telling(
        "De pocket bevestigt wat nooit is verzonden\(note(address)).", received,
        "Zet de pocket uit en weer aan en probeer opnieuw.")
    case .messageTooLong(let address, let bytes, let limitBytes):
      Telling(
        "Een zending naar de pocket is te groot"
          + note("\(number(bytes)) > \(number(limitBytes))", address) + ".",
        received, helpdesk)
    case .foreignMessageTooLong(let address, let limitBytes):
      Telling(
        "De pocket zendt te veel ineens\(note("> \(number(limitBytes))", address)).", received,
        updatePocket)
    case .notOpen(let address):
      Telling("De uitwisseling met de pocket is niet open\(note(address)).", received, again)
    case .notTrace(let address):
      Telling(
        "\(quoted(address)) is geen opname van een sessie.", untouched,
        "Kies een ander bestand.")
    case .traceVersion(let address, let version):
      Telling(
        "De opname \(quoted(address)) komt van een nieuwer programma"
          + note("versie \(version)") + ".",
        untouched, updatePC)
    case .replayDiverged(let address, let offset):
      Telling(
        "De herhaalde sessie wijkt van de opname \(quoted(address)) af"
          + " bij byte \(number(offset)).",
        "De pocket is niet aangeraakt.", "Bezorg de opname aan de helpdesk.")
    }
  }
}
