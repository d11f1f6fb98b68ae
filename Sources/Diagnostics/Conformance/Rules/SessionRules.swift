import PocketProtocol
import Records

/// The rules of PROTOCOL.md on the course of a session, its states and what must be durable.
enum SessionRules {
  static let all: [Rule] = [
    device, silence, deliverOnly, refused, otherMessages, nothingMore, cuts, same, welcomeKept,
    stagedKept, appliedKept,
  ]

  static let device = Rule("P3") { bench in
    let (seen, _) = try bench.shake()
    guard let talk = seen.sealed else { throw Obstacle.handshake(step: seen.stoppedAt ?? 0) }
    let introduction = try Conversation(talk, bench: bench).introduce()
    return (Array(seen.second.dropFirst(3).prefix(16)), introduction.device.bytes)
  } judge: { (proven: [UInt8], said: [UInt8]) in
    ProtocolJudgement.same("Introduction.device", proven, said)
  }

  static let silence = Rule("P4") { bench in
    try bench.reach().next(Bench.silenceMilliseconds)
  } judge: { said in
    said == .silence ? nil : RuleFinding(expected: .silence, found: said.sign)
  }

  static let deliverOnly = Rule("P5", judgesCourse: true) { bench in
    try bench.session()
    let merged = bench.farm.merged
    try bench.session(.delivering(safe: merged))
    let after = try bench.session(.through(.introduced)).introduction
    return (after.last.number - min(merged, after.last.number), after.waiting)
  } judge: { (wanted: UInt64, waiting: UInt64) in
    ProtocolJudgement.same("Introduction.waiting", wanted, waiting)
  }

  static let refused = Rule("P6") { bench in
    let talk = try bench.reach()
    let introduction = try talk.introduce()
    bench.farm.meet(introduction, renews: false)
    talk.say(.refusal(Refusal(code: .stopped, detail: "")))
    talk.say(.welcome(Welcome(version: 1, facts: bench.farm.welcome(introduction))))
    return talk.afterwards()
  } judge: {
    ProtocolJudgement.takesNothing($0)
  }

  /// Messages where another one is awaited: before the introduction, and after it.
  static let otherMessages = Rule("P7") { bench in
    let early: [ToPocket] = [
      .downEnd(DownEnd(cursor: .start, rows: 0)),
      .merged(
        MergedFacts(number: 0, commit: nil, applied: 0, conflicts: 0, quarantined: 0, commits: [])),
      .farewell(note: ""),
    ]
    var answers: [Said] = []
    for message in early {
      let talk = try bench.reach()
      talk.say(message)
      answers.append(talk.next())
    }
    let talk = try bench.reach()
    _ = try talk.introduce()
    talk.say(.hello(talk.hello()))
    return answers + [talk.next()]
  } judge: { answers in
    answers.lazy.compactMap { ProtocolJudgement.refuses(.wrongState, $0) }.first
  }

  static let nothingMore = Rule("P8") { bench in
    let talk = try bench.reach()
    talk.say(.farewell(note: ""))
    let first = talk.next()
    talk.say(.hello(talk.hello()))
    return (first, talk.afterwards())
  } judge: { (first: Said, second: Said) in
    guard case .message(.refusal(_)) = first else {
      return RuleFinding(
        expected: .refusal(code: RefusalCode.wrongState.rawValue, detail: ""), found: first.sign)
    }
    return ProtocolJudgement.takesNothing(second)
  }
}

/// Lines that break, and what is on the disk then.
extension SessionRules {
  private static let byteCuts = 24

  /// Cut after each message and at many bytes; what follows goes on as if nothing had been.
  static let cuts = Rule("P19", judgesCourse: true) { bench in
    bench.farm.write(TestSchema.rows)
    let stages: [Plan.Stage] = [.introduced, .welcomed, .offered, .merged, .staged, .ended]
    for stage in stages { try bench.session(.through(stage)) }
    try bench.session()
    bench.hangUp()
    let total = bench.passedBytes
    var plan = Plan()
    for index in 0..<byteCuts {
      bench.farm.write(Array(TestSchema.rows.suffix(2)))
      plan.renews = index % 4 == 0
      bench.cutAfterBytes = 1 + index * total / byteCuts
      // What a cut leaves is judged by the session after it.
      _ = try? bench.session(plan)
      bench.cutAfterBytes = nil
      if index % 3 == 2 { try bench.session() }
    }
    try bench.session()
    let after = try bench.everything()
    let touched = Set(after.changes.map(\.row))
    try bench.session()
    return (try bench.readBack(), touched)
  } judge: { (back: ReadBack, touched: Set<RowID>) in
    ProtocolJudgement.holds(back, touched: touched)
  }

  static let same = Rule("P10", needs: [.changes]) { bench in
    let first = try bench.everything()
    var plan = Plan.through(.offered)
    plan.keepsOffers = false
    return (first, try bench.session(plan))
  } judge: {
    ProtocolJudgement.repeats($0.0, $0.1)
  }

  static let welcomeKept = Rule("P11") { bench in
    let offered = try bench.everything()
    let after = try bench.session(.through(.introduced)).introduction
    return (offered, after, bench.farm.schema.fingerprint)
  } judge: {
    (offered: SessionSeen, after: PocketIntroduction, fingerprint: SchemaFingerprint) in
    if let finding = ProtocolJudgement.same(
      "Introduction.incarnation", offered.welcome?.incarnation ?? 0, after.incarnation)
    {
      return finding
    }
    if let finding = ProtocolJudgement.same(
      "Introduction.last_number", offered.changes.count, after.last.number)
    {
      return finding
    }
    return after.schema == fingerprint
      ? nil
      : LinkJudgement.value(
        "Introduction.schema_fingerprint", "\(fingerprint.bytes)",
        "\(after.schema?.bytes ?? [])")
  }

  /// Who refuses what comes after two batches has taken them, however slow its disk is.
  static let stagedKept = Rule("P12") { bench in
    try bench.session()
    var last = FeedCursor.start
    let said = try StagingScript.feed(bench) { talk, batches in
      for batch in batches.prefix(2) {
        talk.say(.downBatch(batch))
        last = batch.cursor
      }
      talk.say(.hello(talk.hello()))
    }
    guard case .message(.refusal(_)) = said else {
      throw Obstacle.message(expected: "Refusal", found: said.sign)
    }
    return (last, try bench.session(.through(.introduced)).introduction.cursor)
  } judge: { (last: FeedCursor, cursor: FeedCursor) in
    ProtocolJudgement.same("Introduction.cursor", last.text, cursor.text)
  }

  static let appliedKept = Rule("P13") { bench in
    bench.farm.write(TestSchema.rows)
    let cut = try bench.session(.through(.ended))
    let end = bench.farm.end
    let after = try bench.session(.through(.introduced)).introduction
    return (end, cut.applied, after, bench.farm.chain)
  } judge: {
    (end: FeedCursor, applied: FeedCursor?, after: PocketIntroduction, chain: [CommitStamp]) in
    ProtocolJudgement.same("DownApplied.cursor", end.text, applied?.text ?? "–")
      ?? ProtocolJudgement.same("Introduction.cursor", end.text, after.cursor.text)
      ?? ProtocolJudgement.same(
        "Introduction.commits", chain.last?.sequence ?? 0, after.commits.last?.sequence ?? 0)
  }
}

extension FeedCursor {
  /// Commit, and table and row where it stands within one.
  var text: String {
    table == Self.wholeCommit ? "\(sequence)" : "\(sequence)/\(table)/\(row.hexadecimal)"
  }
}
