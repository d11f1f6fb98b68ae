import LinkChannel
import SecureChannel

/// The rules of CHANNEL.md, up to the channel that stands.
enum ChannelRules {
  /// First whether the pocket keeps its secrets: who does not is a stranger to every rule after it.
  static let all: [Rule] = [
    kept, versions, unaskedKey, knownWithoutKey, identity, stranger, longRecord, otherKey,
    noMessageOne, noVersion, smallOrder, altered, otherIdentity, newKey, goesOn, badProof, tooEarly,
    pairing, denied,
  ]

  /// How far a handshake came, and how the session stood then.
  struct Outcome: Sendable {
    var stoppedAt: Int?
    var sign: Sign
    var second: [UInt8] = []
    var fourth: [UInt8] = []
    var claim: HandshakeSeen.Claim?
  }

  static func shake(_ bench: Bench, _ departure: Departure) throws -> Outcome {
    let (seen, channel) = try bench.shake(departure)
    var outcome = Outcome(
      stoppedAt: seen.stoppedAt, sign: seen.sign, second: seen.second, fourth: seen.fourth,
      claim: seen.claim)
    // A pocket that is silent may still be about to end the session.
    let hasRefused = outcome.stoppedAt == 4 && !outcome.fourth.isEmpty
    if outcome.stoppedAt != nil, outcome.sign == .silence || hasRefused {
      if channel.heard(milliseconds: Bench.endMilliseconds) == .end { outcome.sign = .end }
    }
    return outcome
  }

  /// A refusal of the channel: the message does not come, and the session ends.
  static func refused(_ outcome: Outcome, before step: Int) -> RuleFinding? {
    guard outcome.stoppedAt == step else {
      return RuleFinding(
        expected: .end, found: outcome.stoppedAt.map { .step($0) } ?? .step(step))
    }
    if step == 4, !outcome.fourth.isEmpty {
      return RuleFinding(expected: .end, found: .step(4))
    }
    return outcome.sign == .end ? nil : RuleFinding(expected: .end, found: outcome.sign)
  }

  private static func refuses(
    _ number: String, needs: [Rule.Need] = [], before step: Int,
    _ departure: @escaping @Sendable (Bench) throws -> Departure
  ) -> Rule {
    Rule(number, needs: needs) { bench in
      try shake(bench, try departure(bench))
    } judge: {
      refused($0, before: step)
    }
  }

  static let versions = Rule("C1") { bench in
    var departure = Departure()
    departure.offer = [0x50, 0x53, 1, 9, 0]
    departure.stopsBefore = 3
    return try shake(bench, departure)
  } judge: { outcome in
    guard outcome.second.count >= 3 else {
      return RuleFinding(expected: .step(2), found: outcome.sign)
    }
    let (chosen, lowest, highest) = (outcome.second[0], outcome.second[1], outcome.second[2])
    let best = min(highest, 9)
    return lowest <= chosen && chosen == best
      ? nil : LinkJudgement.value("version", "\(best)", "\(chosen) (\(lowest) … \(highest))")
  }

  static let unaskedKey = refuses("C2", needs: [.screen], before: 2) { _ in
    var departure = Departure()
    departure.offer[4] = 1
    departure.psk = PrintedKey().secret
    return departure
  }

  static let knownWithoutKey = Rule("C3") { bench in
    try shake(bench, Departure())
  } judge: { outcome in
    outcome.stoppedAt.map { RuleFinding(expected: .step($0), found: outcome.sign) }
  }

  static let identity = Rule("C4") { bench in
    var departure = Departure()
    departure.stopsBefore = 3
    return [try shake(bench, departure), try shake(bench, departure)]
  } judge: { outcomes in
    let parts = outcomes.map { $0.second.dropFirst(3) }
    guard let first = parts.first, let second = parts.last, first.count > 16 else {
      return RuleFinding(expected: .step(2), found: outcomes[0].sign)
    }
    let length = Int(first[first.startIndex + 16])
    if length > 128 { return LinkJudgement.value("name", "≤ 128", "\(length)") }
    if first.count != 17 + length {
      return LinkJudgement.value("identity", "\(17 + length)", "\(first.count)")
    }
    return first.prefix(16) == second.prefix(16)
      ? nil : LinkJudgement.value("identity", "\(first.prefix(16))", "\(second.prefix(16))")
  }

  static let stranger = Rule("C5") { bench in
    var departure = Departure()
    let key = StaticKey()
    (departure.own, departure.identity) = (key, HostParty.identity(of: key))
    return try shake(bench, departure)
  } judge: { outcome in
    guard outcome.stoppedAt == 4 else {
      return RuleFinding(expected: .step(4), found: .step(outcome.stoppedAt ?? 5))
    }
    if outcome.fourth.isEmpty { return RuleFinding(expected: .step(4), found: outcome.sign) }
    if outcome.fourth.count != 1 || outcome.fourth[0] & 1 != 0 {
      return LinkJudgement.value("message 4", "[0]", "\(outcome.fourth.prefix(1))…")
    }
    return outcome.sign == .end ? nil : RuleFinding(expected: .end, found: outcome.sign)
  }

  static let longRecord = refuses("C8", before: 6) { _ in
    var departure = Departure()
    departure.fifthBytes = 600
    return departure
  }

  static let otherKey = refuses("C23", needs: [.printedKey], before: 4) { bench in
    var departure = bench.pairing()
    departure.psk = PrintedKey().secret
    return departure
  }

  static let noMessageOne = refuses("C40", before: 2) { _ in
    var departure = Departure()
    departure.first = Array("hello, pocket, how do you do? Here is some data.".utf8)
    return departure
  }

  static let noVersion = refuses("C41", before: 2) { _ in
    var departure = Departure()
    departure.offer = [0x50, 0x53, 200, 201, 0]
    return departure
  }

  static let smallOrder = refuses("C42", before: 2) { _ in
    var departure = Departure()
    departure.first = departure.offer + Array(repeating: 0, count: 32)
    return departure
  }

  static let altered = refuses("C43", before: 4) { _ in
    var departure = Departure()
    departure.altersThird = true
    return departure
  }

  static let newKey = refuses("C44", before: 4) { _ in
    var departure = Departure()
    departure.own = StaticKey()
    return departure
  }

  static let otherIdentity = refuses("C45", before: 4) { _ in
    var departure = Departure()
    departure.identity = HostParty.identity(of: StaticKey())
    return departure
  }
}

/// What an end hands on from session to session, and how it comes to be known.
extension ChannelRules {
  static let goesOn = Rule("C30") { bench in
    var departure = Departure()
    departure.stopsBefore = 5
    return try shake(bench, departure)
  } judge: {
    claims(.newest, $0)
  }

  private static func claims(_ wanted: HandshakeSeen.Claim, _ outcome: Outcome) -> RuleFinding? {
    guard let claim = outcome.claim else {
      return RuleFinding(expected: .step(4), found: outcome.sign)
    }
    return claim == wanted
      ? nil : LinkJudgement.value("message 4, claim", "\(wanted)", "\(claim)")
  }

  static let badProof = Rule("C31") { bench in
    var departure = Departure()
    departure.provesWrongly = true
    let refused = try shake(bench, departure)
    // Where no known secret was claimed there is nothing to prove.
    if refused.claim == .neither { throw Obstacle.handshake(step: 4) }
    departure.provesWrongly = false
    departure.stopsBefore = 5
    return (refused, try shake(bench, departure))
  } judge: { (outcome: Outcome, after: Outcome) in
    refused(outcome, before: 6) ?? claims(.newest, after)
  }

  /// Message 6 says that the new secret is kept: whoever said it must claim it.
  static let kept = Rule("C32") { bench in
    let (seen, _) = try bench.shake()
    guard seen.sealed != nil else { throw Obstacle.handshake(step: seen.stoppedAt ?? 0) }
    bench.hangUp()
    var departure = Departure()
    departure.stopsBefore = 5
    let afterSix = try shake(bench, departure)
    // Cut before message 5 nothing new is there to claim.
    return (afterSix, try shake(bench, departure))
  } judge: { (afterSix: Outcome, beforeFive: Outcome) in
    claims(.newest, afterSix) ?? claims(.newest, beforeFive)
  }

  /// Cut between message 5 and 6, the pocket goes on from either side of it.
  static let tooEarly = Rule("C46") { bench in
    var departure = Departure()
    departure.stopsAfter = 5
    _ = try shake(bench, departure)
    bench.hangUp()
    return try shake(bench, Departure())
  } judge: { outcome in
    if outcome.claim == .neither { return claims(.newest, outcome) }
    return outcome.stoppedAt.map { RuleFinding(expected: .step($0), found: outcome.sign) }
  }

  static let pairing = Rule("C22", needs: [.printedKey]) { bench in
    let (seen, _) = try bench.shake(bench.pairing())
    let (known, _) = try bench.shake()
    return (seen.stoppedAt, seen.sign, known.stoppedAt)
  } judge: { (stoppedAt: Int?, sign: Sign, after: Int?) in
    if let stoppedAt { return RuleFinding(expected: .step(stoppedAt), found: sign) }
    return after.map { RuleFinding(expected: .end, found: .step($0)) }
  }

  /// Who hears that the digits differ keeps nothing.
  static let denied = Rule("C24", needs: [.printedKey]) { bench in
    var departure = bench.pairing()
    let key = StaticKey()
    (departure.own, departure.identity) = (key, HostParty.identity(of: key))
    departure.deniesDigits = true
    let (pairing, _) = try bench.shake(departure)
    // Where it never came to the digits nothing was denied.
    if let step = pairing.stoppedAt, step < 8 { throw Obstacle.handshake(step: step) }
    var later = Departure()
    (later.own, later.identity) = (key, HostParty.identity(of: key))
    return try shake(bench, later)
  } judge: { outcome in
    guard let standing = outcome.fourth.first else {
      return RuleFinding(expected: .step(4), found: outcome.sign)
    }
    return standing & 1 == 0 ? nil : LinkJudgement.value("message 4, bit 0", "0", "1")
  }
}
