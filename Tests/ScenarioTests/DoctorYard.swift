import Foundation

/// What `pocket-sync doctor --json` prints, as far as the stories look at it.
struct DoctorAnswer: Decodable {
  struct Line: Decodable {
    let check: String
    let verdict: String
    let code: String?
    let text: String
    let canMend: Bool
  }

  let verdict: String
  let findings: [Line]
  var status: Int32?

  private enum CodingKeys: String, CodingKey { case verdict, findings }

  /// Check and code of everything that is worse than a notice.
  var red: [String] {
    findings.filter { ["warning", "broken"].contains($0.verdict) }
      .map { "\($0.check) \($0.code ?? "")" }
  }
}

extension Yard {
  private static let settledOnce = Result { try Yard.settled() }

  /// A farm that was docked and copied just now: the doctor has nothing against it.
  static func healthy() throws -> Yard {
    let yard = try Yard(copying: try settledOnce.get())
    try yard.expect(
      0,
      try yard.dock(.pty, sessions: 2, ["--then-backup", "--pretend-external", yard.stick]))
    return yard
  }

  func examined(_ arguments: [String] = []) throws -> DoctorAnswer {
    let outcome = try sync(["doctor", "--json"] + arguments)
    guard
      var answer = try? JSONDecoder().decode(DoctorAnswer.self, from: Data(outcome.output.utf8))
    else { throw ProgramFailed(words: outcome.words + outcome.output) }
    answer.status = outcome.status
    return answer
  }
}
