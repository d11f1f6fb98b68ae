/// One rule: what the host does on fresh connections, and the judgement of what it saw.
struct Rule: Sendable {
  /// What a pocket and a line must have for a rule to mean something.
  enum Need: Sendable {
    case bulk
    case serial
    case usb
    case changes
    case printedKey
    case screen
    case time
  }

  /// The paragraph that states it.
  let number: String
  let needs: [Need]
  /// Whether the pocket breaks this rule where it does anything else than what was its turn.
  let judgesCourse: Bool
  private let run: @Sendable (Bench) throws -> RuleFinding?

  /// `does` speaks with the pocket; `judge` is pure, nil where the rule is kept.
  init<Seen>(
    _ number: String, needs: [Need] = [], judgesCourse: Bool = false,
    does: @escaping @Sendable (Bench) throws -> Seen,
    judge: @escaping @Sendable (Seen) -> RuleFinding?
  ) {
    self.number = number
    self.needs = needs
    self.judgesCourse = judgesCourse
    run = { judge(try does($0)) }
  }

  /// Whether the document with this letter states it.
  func isOf(_ letter: Character) -> Bool { number.first == letter }

  /// Runs the rule; what bars the way is told and is no violation.
  func verdict(on bench: Bench) -> Verdict {
    if let omission = needs.lazy.compactMap(bench.omission).first {
      return .notApplicable(omission)
    }
    do {
      return try run(bench).map { .violated($0) } ?? .passed
    } catch Obstacle.message(let expected, let found) where judgesCourse {
      return .violated(RuleFinding(expected: .message(expected), found: found))
    } catch let obstacle as Obstacle {
      return .notJudged(obstacle)
    } catch let omission as NotShown {
      return .notApplicable(omission.reason)
    } catch { preconditionFailure("\(error)") }
  }
}

/// Thrown by a script that finds nothing to judge.
struct NotShown: Error {
  var reason = Omission.notShown
}
