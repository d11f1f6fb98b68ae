import Link
import PocketProtocol
import Records

/// The rules of PROTOCOL.md on single messages: limits, shapes, versions, unknown fields.
enum MessageRules {
  static let all: [Rule] = [
    cells, limits, atLimit, malformed, contradictions, otherVersion, unknown, groups, twice, none,
  ]

  /// What comes to the first message.
  private static func first(_ bench: Bench, _ bytes: [UInt8]) throws -> Said {
    let talk = try bench.reach()
    talk.talk.send(bytes)
    return talk.next()
  }

  private static func each(
    _ number: String, _ code: RefusalCode, _ messages: @escaping @Sendable (Bench) -> [[UInt8]]
  ) -> Rule {
    Rule(number) { bench in
      try messages(bench).map { try first(bench, $0) }
    } judge: { answers in
      answers.lazy.compactMap { ProtocolJudgement.refuses(code, $0) }.first
    }
  }

  /// What comes to a batch of the feed as these bytes have it.
  private static func fed(_ bench: Bench, _ bytes: (DownBatch) -> [UInt8]) throws -> Said {
    try StagingScript.feed(bench) { talk, batches in
      guard let batch = batches.first else { throw NotShown() }
      talk.talk.send(bytes(batch))
    }
  }

  /// Batches whose only column cannot be: text that is no UTF-8, lengths beyond the bytes, NaN.
  static let cells = Rule("P60") { bench in
    let shapes: [[UInt8]] = [
      ToPocketBytes.field(1, [3]) + ToPocketBytes.field(4, [2])
        + ToPocketBytes.field(5, [0xC3, 0x28]),
      ToPocketBytes.field(1, [3]) + ToPocketBytes.field(4, [9]) + ToPocketBytes.field(5, [0x61]),
      ToPocketBytes.field(1, [2])
        + ToPocketBytes.field(3, [0, 0, 0, 0, 0, 0, 0xF8, 0x7F]),
      ToPocketBytes.field(1, [9]),
    ]
    return try shapes.map { shape in
      try fed(bench) { ToPocketBytes.rawDown($0, first: shape) }
    }
  } judge: { answers in
    answers.lazy.compactMap { ProtocolJudgement.refuses(.malformed, $0) }.first
  }

  /// One more than allowed, of a text and of a list; the detail names limit, found and allowed.
  static let limits = Rule("P61") { bench in
    let name = Array(repeating: UInt8(0x61), count: 256)
    let text = try first(
      bench, ToPocketBytes.rawHello(hub: bench.farm.hub.bytes, farmName: name))
    let talk = try bench.reach()
    let introduction = try talk.introduce()
    bench.farm.meet(introduction, renews: false)
    let facts = bench.farm.welcome(introduction)
    guard let honest = try? ToPocket.welcome(Welcome(version: 1, facts: facts)).encoded() else {
      throw NotShown()
    }
    let stamp = ToPocketBytes.field(9, ToPocketBytes.number(1, 1))
    let stamps = (0..<4_097).flatMap { _ in stamp }
    talk.talk.send(ToPocketBytes.appending(stamps, to: honest))
    return (text, talk.next(), facts.commits.count + 4_097)
  } judge: { (text: Said, list: Said, count: Int) in
    if let finding = ProtocolJudgement.refuses(
      .overLimit, text, detail: "farmNameBytes 256 > 255")
    {
      return finding
    }
    // A receiver may stop counting as soon as there are too many.
    guard case .message(.refusal(let refusal)) = list, refusal.detail == "commits 4097 > 4096"
    else { return ProtocolJudgement.refuses(.overLimit, list, detail: "commits \(count) > 4096") }
    return ProtocolJudgement.refuses(.overLimit, list)
  }

  static let atLimit = Rule("P62") { bench in
    if bench.form == .serial, bench.isQuick { throw NotShown(reason: .slow) }
    let hello = ToPocketBytes.rawHello(hub: bench.farm.hub.bytes)
    let room = ProtocolLimit.messageBytes.maximum - hello.count - 5
    let filler = ToPocketBytes.field(102, Array(repeating: 1, count: room))
    return try first(bench, hello + filler)
  } judge: {
    ProtocolJudgement.isIntroduction($0)
  }

  /// No message, an identity, a text, acks above what is in, a tombstone with values, no rows.
  static let malformed = Rule("P65") { bench in
    let text =
      ToPocketBytes.field(1, [3]) + ToPocketBytes.field(4, [1])
      + ToPocketBytes.field(5, [0x61])
    return try [
      first(bench, Array(repeating: 0xFF, count: 11)),
      first(bench, ToPocketBytes.rawHello(hub: Array(bench.farm.hub.bytes.dropLast()))),
      first(bench, ToPocketBytes.rawHello(hub: bench.farm.hub.bytes, farmName: [0xC3, 0x28])),
      WelcomeScript.answer(bench) { facts in
        facts.mergedNumber = facts.receivedNumber + 1
        facts.mergedCommit = CommitStamp(sequence: 1, nonce: 1)
      },
      WelcomeScript.answer(bench) { $0.safeNumber = $0.mergedNumber + 1 },
      fed(bench) { ToPocketBytes.rawDown($0, first: text, isDeleted: true) },
      fed(bench) { ToPocketBytes.rawDown($0, first: text, hasRow: false) },
    ]
  } judge: { answers in
    answers.lazy.compactMap { ProtocolJudgement.refuses(.malformed, $0) }.first
  }

  /// Unknown fields in the envelope and within the message.
  static let unknown = Rule("P71", judgesCourse: true) { bench in
    var plan = Plan()
    plan.padsMessages = true
    try bench.session(plan)
    return try first(
      bench,
      Conversation.unknownFields
        + ToPocketBytes.rawHello(
          hub: bench.farm.hub.bytes, extra: Conversation.unknownFields))
  } judge: {
    ProtocolJudgement.isIntroduction($0)
  }

  static let groups = each("P72", .malformed) { bench in
    // Field 104 as a group: its start, and its end.
    let group = ToPocketBytes.varint(104 << 3 | 3) + ToPocketBytes.varint(104 << 3 | 4)
    return [ToPocketBytes.rawHello(hub: bench.farm.hub.bytes, extra: group)]
  }

  static let twice = each("P73", .malformed) { bench in
    let hello = ToPocketBytes.rawHello(hub: bench.farm.hub.bytes)
    return [hello + hello]
  }

  static let none = each("P74", .malformed) { _ in [[], Conversation.unknownFields] }

  static let otherVersion = Rule("P70") { bench in
    let talk = try bench.reach()
    let introduction = try talk.introduce {
      ($0.oldestVersion, $0.newestVersion) = (1, 9)
    }
    bench.farm.meet(introduction, renews: false)
    talk.say(.welcome(Welcome(version: 9, facts: bench.farm.welcome(introduction))))
    return talk.next()
  } judge: {
    ProtocolJudgement.refuses(.versionMismatch, $0)
  }

  static let contradictions = Rule("P66") { bench in
    var answers = [
      try WelcomeScript.answer(bench) { facts in
        facts.receivedNumber = 1 << 40
      },
      try WelcomeScript.answer(bench) { facts in
        facts.commonSequence = 1 << 50
        facts.commits = []
      },
      try WelcomeScript.answer(bench) { facts in
        facts.fingerprint = TestSchema.second.fingerprint
        facts.schema = nil
      },
    ]
    answers.append(
      try StagingScript.feed(bench) { talk, batches in
        guard let batch = batches.first else { throw NotShown() }
        var rows = RowBatch(table: 99, columnCount: 1)
        rows.append(row: batch.rows.rows[0], sequence: 1, values: [.null])
        talk.say(.downBatch(DownBatch(rows: rows, cursor: batch.cursor)))
      })
    answers.append(
      try fed(bench) { batch in
        ToPocketBytes.rawDown(
          batch, first: ToPocketBytes.field(1, [0]), nulls: batch.rows.columns.count)
      })
    answers.append(try WelcomeScript.mergingWrongly(bench))
    return answers
  } judge: { answers in
    answers.lazy.compactMap { ProtocolJudgement.refuses(.contradiction, $0) }.first
  }
}

/// A welcome that is not what it should be, and what the pocket says to it.
enum WelcomeScript {
  static func answer(_ bench: Bench, _ change: (inout WelcomeFacts) -> Void) throws -> Said {
    let talk = try bench.reach()
    let introduction = try talk.introduce()
    bench.farm.meet(introduction, renews: false)
    var facts = bench.farm.welcome(introduction)
    change(&facts)
    talk.say(.welcome(Welcome(version: 1, facts: facts)))
    return talk.next()
  }

  /// Ack 1 for a change that was never offered.
  static func mergingWrongly(_ bench: Bench) throws -> Said {
    let talk = try bench.reach()
    var seen = SessionSeen(introduction: try talk.introduce())
    bench.farm.meet(seen.introduction, renews: false)
    let facts = bench.farm.welcome(seen.introduction)
    talk.say(.welcome(Welcome(version: 1, facts: facts)))
    try talk.offers(&seen)
    let commit = CommitStamp(sequence: 1 << 40, nonce: 1)
    talk.say(
      .merged(
        MergedFacts(
          number: (seen.end?.number ?? 0) + 1, commit: commit, applied: 0, conflicts: 0,
          quarantined: 0, commits: [commit])))
    return talk.next()
  }
}
