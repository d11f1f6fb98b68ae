import Diagnostics

extension GermanWords {
  static func text(_ sentence: ConformanceSentence) -> String {
    switch sentence {
    case .testPocketOnly:
      "Nehmen Sie einen Pocket zum Prüfen: Sein Inhalt geht an einen Probehof über."
    case .enterWork:
      "Geben Sie am Pocket einige Zeilen ein (neue, geänderte, gelöschte) und drücken Sie Enter."
    case .passed:
      "eingehalten"
    case .violated(let finding):
      "verletzt: erwartet \(sign(finding.expected)); gesehen \(sign(finding.found))"
    case .notApplicable(let omission):
      "ohne Belang: \(reason(omission))"
    case .notJudged(let obstacle):
      "nicht beurteilt: \(bar(obstacle))"
    case .allKept(let rules):
      "Der Pocket hält das Protokoll ein: \(count(rules, "Regel", "Regeln"))."
    case .counts(let passed, let violated):
      "\(count(passed, "Regel eingehalten", "Regeln eingehalten")), \(number(violated)) verletzt"
    case .leftOut(let applicable, let judged):
      "\(count(applicable, "Regel", "Regeln")) ohne Belang, \(number(judged)) nicht beurteilt"
    case .statedIn(let document, let number):
      "\(document), Regel \(number)"
    }
  }

  private static func sign(_ sign: Sign) -> String {
    switch sign {
    case .silence: "nichts"
    case .end: "das Ende der Sitzung"
    case .frame(let kind): "den Rahmen \(shown(kind))"
    case .step(let step): "Nachricht \(number(step)) des Handschlags"
    case .message(let name): "die Nachricht \(shown(name))"
    case .refusal(let code, let detail): "Ablehnung \(number(code))\(note(detail))"
    case .value(let field, let value): "\(shown(field)) = \(shown(value))"
    }
  }

  private static func reason(_ omission: Omission) -> String {
    switch omission {
    case .serialOnly: "Regel für serielle Leitungen"
    case .bulkOnly: "Regel für verlustfreie Leitungen"
    case .usbOnly: "Regel für USB"
    case .noChanges: "der Pocket hat keine Eingaben"
    case .noPrintedKey: "kein gedruckter Schlüssel mit „--key“ genannt"
    case .hasPrintedKey: "der Pocket hat einen gedruckten Schlüssel"
    case .slow: "zu lang mit „--quick“"
    case .notShown: "keine Eingabe zeigt es"
    }
  }

  private static func bar(_ obstacle: Obstacle) -> String {
    switch obstacle {
    case .line(let detail): "keine Leitung\(note(detail))"
    case .link(let detail): "die Verbindung antwortet nicht\(note(detail))"
    case .handshake(let step): "der Handschlag endet bei Nachricht \(number(step))"
    case .message(let expected, let found):
      "erwartet \(shown(expected)), gesehen \(sign(found))"
    }
  }
}
