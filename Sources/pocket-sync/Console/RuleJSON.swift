import Diagnostics
import SyncEngine

extension RuleResult {
  /// The verdict for a person.
  var sentence: Sentence {
    switch verdict {
    case .passed: .conformance(.passed)
    case .violated(let finding): .conformance(.violated(finding))
    case .notApplicable(let omission): .conformance(.notApplicable(omission))
    case .notJudged(let obstacle): .conformance(.notJudged(obstacle))
    }
  }

  var isViolated: Bool {
    if case .violated = verdict { true } else { false }
  }

  /// Nothing speaks against the pocket, and nothing is unknown.
  var isFine: Bool {
    switch verdict {
    case .passed, .notApplicable: true
    case .violated, .notJudged: false
    }
  }
}

/// One verdict for another program; signs in English words of the protocol.
struct RuleJSON: Encodable {
  let rule: String
  let document: String
  let text: String
  let verdict: String
  var reason: String?

  init(_ result: RuleResult) {
    rule = result.paragraph.number
    document = result.paragraph.document
    text = result.paragraph.text
    switch result.verdict {
    case .passed: verdict = "passed"
    case .violated: verdict = "violated"
    case .notApplicable: verdict = "notApplicable"
    case .notJudged: verdict = "notJudged"
    }
    if result.verdict != .passed { reason = Language.en.text(result.sentence) }
  }
}
