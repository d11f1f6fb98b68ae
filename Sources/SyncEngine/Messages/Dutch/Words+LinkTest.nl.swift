import Diagnostics

extension DutchWords {
  static func text(_ sentence: LinkTestSentence) -> String {
    switch sentence {
    case .title(let label, let address): "\(shown(label)), op \(shown(address)):"
    case .trying(.roundTrip): "Heen en terug wordt gemeten…"
    case .trying(.toPocket): "Van de pc naar de pocket wordt gemeten…"
    case .trying(.fromPocket): "Van de pocket naar de pc wordt gemeten…"
    case .cannotProbe(let label):
      "\(shown(label)) kent de lijntest niet: alleen de voorstelling is gemeten."
    case .roundTrip(let median, let slow):
      "Heen en terug: de helft binnen \(shortTime(median)), 99 van de 100 binnen \(shortTime(slow))"
    case .rate(let phase, let bytes, let limit):
      "\(way(phase)): \(size(bytes))/s"
        + (limit.map { ", dat is \(percent(bytes, of: $0)) van wat de lijn kan" } ?? "")
    case .repeats(let phase, let resent, let sent):
      "\(way(phase)): "
        + "\(share(resent, of: sent)) herhaald (\(number(resent)) van \(number(sent)))"
    case .broken(let count): "Beschadigde frames bij aankomst: \(number(count))"
    case .course(let line): "Tijdens de test: \(line)"
    case .verdict(let verdict): text(verdict)
    case .written(let path): "Het verslag staat in \(quoted(path)): open het met uw browser."
    case .plotRoundTrip: "Heen en terug (milliseconden)"
    case .plotRate: "Snelheid (kB per seconde)"
    case .plotFaults: "Herhaalde of beschadigde frames"
    case .legend(let phase): way(phase)
    }
  }

  private static func way(_ phase: LinkSample.Phase) -> String {
    switch phase {
    case .roundTrip: "Heen en terug"
    case .toPocket: "Van de pc naar de pocket"
    case .fromPocket: "Van de pocket naar de pc"
    }
  }

  private static func text(_ verdict: LinkVerdict) -> String {
    switch verdict {
    case .good: "De lijn is goed."
    case .faulty:
      "De lijn verliest gegevens: het ligt aan de kabel of de poort; probeer een andere."
    case .hopeless:
      "Er komt bijna niets door: neem een andere kabel, dan een andere poort, en test opnieuw."
    case .slow:
      "De lijn verliest niets, maar is traag: sluit de pocket rechtstreeks op de pc aan."
    case .unsteady:
      "De lijn verliest niets, maar wordt soms opgehouden: sluit wat haar bezet houdt."
    case .unknown: "Er ontbreekt niets; werk de app van de pocket bij om meer te weten."
    }
  }
}
