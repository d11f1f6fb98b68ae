import Diagnostics

@testable import SyncEngine

private let signs: [Sign] = [
  .silence, .end, .frame("opened"), .step(4), .message("Introduction"),
  .refusal(code: 2, detail: "farmNameBytes 256 > 255"),
  .value(field: "Introduction.first_number", "7"),
]

extension ConformanceSentence: Exemplary {
  static let first = ConformanceSentence.testPocketOnly

  var next: ConformanceSentence? {
    switch self {
    case .testPocketOnly: .enterWork
    case .enterWork: .passed
    case .passed: .violated(RuleFinding(expected: .silence, found: .frame("data")))
    case .violated: .notApplicable(.noChanges)
    case .notApplicable: .notJudged(.handshake(step: 2))
    case .notJudged: .allKept(rules: 71)
    case .allKept: .counts(passed: 70, violated: 1)
    case .counts: .leftOut(notApplicable: 6, notJudged: 0)
    case .leftOut: .statedIn(document: "PROTOCOL.md", number: "P21")
    case .statedIn: nil
    }
  }

  static let more: [ConformanceSentence] =
    signs.map { .violated(RuleFinding(expected: .message("Farewell"), found: $0)) }
    + [
      .serialOnly, .bulkOnly, .usbOnly, .noPrintedKey, .hasPrintedKey, .slow, .notShown,
    ].map { .notApplicable($0) }
    + [
      .line("closed"), .link("opened"), .message(expected: "UpEnd", found: .silence),
    ].map { .notJudged($0) } + [.allKept(rules: 1), .counts(passed: 1, violated: 2)]
}
