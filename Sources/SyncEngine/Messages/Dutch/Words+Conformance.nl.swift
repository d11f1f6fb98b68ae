import Diagnostics

extension DutchWords {
  static func text(_ sentence: ConformanceSentence) -> String {
    switch sentence {
    case .testPocketOnly:
      "Neem een pocket om te testen: wat erop staat, gaat naar een proefboerderij."
    case .enterWork:
      "Voer enkele regels in op de pocket (nieuw, gewijzigd, gewist) en druk dan op Enter."
    case .passed:
      "nageleefd"
    case .violated(let finding):
      "overtreden: verwacht \(sign(finding.expected)); gezien \(sign(finding.found))"
    case .notApplicable(let omission):
      "niet van toepassing: \(reason(omission))"
    case .notJudged(let obstacle):
      "niet beoordeeld: \(bar(obstacle))"
    case .allKept(let rules):
      "De pocket houdt zich aan het protocol: \(count(rules, "regel", "regels"))."
    case .counts(let passed, let violated):
      "\(count(passed, "regel nageleefd", "regels nageleefd")), \(number(violated)) overtreden"
    case .leftOut(let applicable, let judged):
      "\(count(applicable, "regel", "regels")) niet van toepassing, \(number(judged)) niet "
        + "beoordeeld"
    case .statedIn(let document, let number):
      "\(document), regel \(number)"
    }
  }

  private static func sign(_ sign: Sign) -> String {
    switch sign {
    case .silence: "niets"
    case .end: "het einde van de sessie"
    case .frame(let kind): "het frame \(shown(kind))"
    case .step(let step): "bericht \(number(step)) van de handdruk"
    case .message(let name): "het bericht \(shown(name))"
    case .refusal(let code, let detail): "weigering \(number(code))\(note(detail))"
    case .value(let field, let value): "\(shown(field)) = \(shown(value))"
    }
  }

  private static func reason(_ omission: Omission) -> String {
    switch omission {
    case .serialOnly: "regel voor seriële lijnen"
    case .bulkOnly: "regel voor lijnen zonder verlies"
    case .usbOnly: "regel voor USB"
    case .noChanges: "de pocket heeft geen invoer"
    case .noPrintedKey: "geen gedrukte sleutel gegeven met “--key”"
    case .hasPrintedKey: "de pocket heeft een gedrukte sleutel"
    case .slow: "te lang met “--quick”"
    case .notShown: "geen enkele invoer toont het"
    }
  }

  private static func bar(_ obstacle: Obstacle) -> String {
    switch obstacle {
    case .line(let detail): "geen lijn\(note(detail))"
    case .link(let detail): "de verbinding antwoordt niet\(note(detail))"
    case .handshake(let step): "de handdruk stopt bij bericht \(number(step))"
    case .message(let expected, let found):
      "verwacht \(shown(expected)), gezien \(sign(found))"
    }
  }
}
