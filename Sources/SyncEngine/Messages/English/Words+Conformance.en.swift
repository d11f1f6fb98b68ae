import Diagnostics

extension EnglishWords {
  static func text(_ sentence: ConformanceSentence) -> String {
    switch sentence {
    case .testPocketOnly:
      "Use a pocket that is for tests: what it holds passes to a test farm."
    case .enterWork:
      "Enter some lines on the pocket (new, changed, deleted), then press Enter."
    case .passed:
      "kept"
    case .violated(let finding):
      "broken: expected \(sign(finding.expected)); seen \(sign(finding.found))"
    case .notApplicable(let omission):
      "not applicable: \(reason(omission))"
    case .notJudged(let obstacle):
      "not judged: \(bar(obstacle))"
    case .allKept(let rules):
      "The pocket keeps to the protocol: \(count(rules, "rule", "rules"))."
    case .counts(let passed, let violated):
      "\(count(passed, "rule kept", "rules kept")), \(number(violated)) broken"
    case .leftOut(let applicable, let judged):
      "\(count(applicable, "rule", "rules")) not applicable, \(number(judged)) not judged"
    case .statedIn(let document, let number):
      "\(document), rule \(number)"
    }
  }

  private static func sign(_ sign: Sign) -> String {
    switch sign {
    case .silence: "nothing"
    case .end: "the end of the session"
    case .frame(let kind): "the frame \(shown(kind))"
    case .step(let step): "message \(number(step)) of the handshake"
    case .message(let name): "the message \(shown(name))"
    case .refusal(let code, let detail): "refusal \(number(code))\(note(detail))"
    case .value(let field, let value): "\(shown(field)) = \(shown(value))"
    }
  }

  private static func reason(_ omission: Omission) -> String {
    switch omission {
    case .serialOnly: "a rule for serial lines"
    case .bulkOnly: "a rule for lines that lose nothing"
    case .usbOnly: "a rule for USB"
    case .noChanges: "the pocket holds no entry"
    case .noPrintedKey: "no printed key was given with “--key”"
    case .hasPrintedKey: "the pocket bears a printed key"
    case .slow: "too long with “--quick”"
    case .notShown: "no entry shows it"
    }
  }

  private static func bar(_ obstacle: Obstacle) -> String {
    switch obstacle {
    case .line(let detail): "no line\(note(detail))"
    case .link(let detail): "the link does not answer\(note(detail))"
    case .handshake(let step): "the handshake stops at message \(number(step))"
    case .message(let expected, let found):
      "expected \(shown(expected)), seen \(sign(found))"
    }
  }
}
