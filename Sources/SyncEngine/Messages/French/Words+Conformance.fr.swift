import Diagnostics

extension FrenchWords {
  static func text(_ sentence: ConformanceSentence) -> String {
    switch sentence {
    case .testPocketOnly:
      "Prenez un pocket d'essai : ce qu'il contient passe à une ferme d'essai."
    case .enterWork:
      "Encodez quelques lignes sur le pocket (nouvelles, modifiées, effacées), puis tapez Entrée."
    case .passed:
      "respectée"
    case .violated(let finding):
      "enfreinte : attendu \(sign(finding.expected)) ; observé \(sign(finding.found))"
    case .notApplicable(let omission):
      "sans objet : \(reason(omission))"
    case .notJudged(let obstacle):
      "pas jugée : \(bar(obstacle))"
    case .allKept(let rules):
      "Le pocket respecte le protocole : \(count(rules, "règle", "règles"))."
    case .counts(let passed, let violated):
      "\(count(passed, "règle respectée", "règles respectées")), "
        + "\(count(violated, "enfreinte", "enfreintes"))"
    case .leftOut(let applicable, let judged):
      "\(count(applicable, "règle", "règles")) sans objet, "
        + "\(count(judged, "pas jugée", "pas jugées"))"
    case .statedIn(let document, let number):
      "\(document), règle \(number)"
    }
  }

  private static func sign(_ sign: Sign) -> String {
    switch sign {
    case .silence: "rien"
    case .end: "la fin de la session"
    case .frame(let kind): "la trame \(shown(kind))"
    case .step(let step): "le message \(number(step)) de la poignée de main"
    case .message(let name): "le message \(shown(name))"
    case .refusal(let code, let detail): "le refus \(number(code))\(note(detail))"
    case .value(let field, let value): "\(shown(field)) = \(shown(value))"
    }
  }

  private static func reason(_ omission: Omission) -> String {
    switch omission {
    case .serialOnly: "règle des lignes série"
    case .bulkOnly: "règle des lignes sans perte"
    case .usbOnly: "règle de l'USB"
    case .noChanges: "le pocket n'a aucun encodage"
    case .noPrintedKey: "pas de clé imprimée donnée avec « --key »"
    case .hasPrintedKey: "le pocket a une clé imprimée"
    case .slow: "trop long avec « --quick »"
    case .notShown: "aucun encodage ne le montre"
    }
  }

  private static func bar(_ obstacle: Obstacle) -> String {
    switch obstacle {
    case .line(let detail): "pas de ligne\(note(detail))"
    case .link(let detail): "le lien ne répond pas\(note(detail))"
    case .handshake(let step): "la poignée de main s'arrête au message \(number(step))"
    case .message(let expected, let found):
      "attendu \(shown(expected)), observé \(sign(found))"
    }
  }
}
