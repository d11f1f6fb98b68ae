/// A session proves the state of a pocket for a limited time only.
enum SessionsAreFresh {
  static let maximumAgeMilliseconds: UInt64 = 15 * 60 * 1000

  static func refusals(_ evidence: GateEvidence) -> [GateRefusal] {
    evidence.requiredPockets.compactMap { pocket in
      guard pocket.finishedSession, let finished = pocket.finishedMilliseconds else { return nil }
      let now = evidence.milliseconds
      // A session that ended after "now" means a clock that was set back: its age is not known.
      let age = now >= finished ? now - finished : .max
      guard age > maximumAgeMilliseconds else { return nil }
      return .sessionTooOld(label: pocket.label, minutes: age == .max ? 0 : age / 60_000)
    }
  }
}
