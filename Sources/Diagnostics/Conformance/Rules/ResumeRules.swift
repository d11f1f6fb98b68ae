import PocketProtocol
import Records

/// The rules of PROTOCOL.md on going on after a cut, a set back, a clone, another farm.
enum ResumeRules {
  static let all: [Rule] = [
    acksGoDown, up, twin, down, backwards, again, renumbered, named, lost, lostAgain, forgotten,
    gap, otherFarm, anew,
  ]

  /// These let the pocket drop its first change, which no rule after them sees.
  static let pruning: [Rule] = [keptUntilPruned, recent]

  static let keptUntilPruned = Rule("P1", needs: [.changes]) { bench in
    let before = try bench.everything()
    try bench.session()
    try bench.session(.delivering(safe: bench.farm.merged))
    let first = try bench.session(.through(.introduced)).introduction.firstNumber
    let after = try bench.everything()
    try bench.session()
    try bench.session(.delivering(safe: bench.farm.merged, prune: 1))
    let pruned = try bench.session(.through(.introduced)).introduction.firstNumber
    return (before.changes.count, first, after.changes.count, pruned)
  } judge: { (before: Int, first: UInt64, after: Int, pruned: UInt64) in
    if first > 1 { return LinkJudgement.value("Introduction.first_number", "1", "\(first)") }
    if pruned > 2 { return LinkJudgement.value("Introduction.first_number", "≤ 2", "\(pruned)") }
    return ProtocolJudgement.same("UpBatch.numbers", before, after)
  }

  static let acksGoDown = Rule("P2", needs: [.changes], judgesCourse: true) { bench in
    try bench.session()
    try bench.session(.delivering(safe: bench.farm.merged))
    try bench.session(.delivering(safe: 0))
    return try bench.session(.through(.introduced)).introduction
  } judge: { introduction in
    ProtocolJudgement.same(
      "Introduction.waiting", introduction.last.number, introduction.waiting)
  }

  /// The first half is in the inbox; then all of it is.
  static let up = Rule("P20", needs: [.changes], judgesCourse: true) { bench in
    let all = try bench.everything()
    let half = UInt64(all.changes.count / 2)
    let nonces = Dictionary(
      all.changes.map { ($0.number, $0.nonce) }, uniquingKeysWith: { first, _ in first })
    var plan = Plan.through(.offered)
    plan.keepsOffers = false
    plan.welcome = { facts in
      (facts.receivedNumber, facts.receivedNonce) = (half, nonces[half] ?? 0)
    }
    let second = try bench.session(plan)
    try bench.session()
    return (half, second, bench.farm.received, try bench.session(.through(.offered)))
  } judge: { (half: UInt64, second: SessionSeen, last: UInt64, none: SessionSeen) in
    ProtocolJudgement.offers(after: half, second) ?? ProtocolJudgement.offers(after: last, none)
  }

  static let twin = Rule("P21", needs: [.changes]) { bench in
    _ = try bench.everything()
    let talk = try bench.reach()
    let introduction = try talk.introduce()
    bench.farm.meet(introduction, renews: false)
    var facts = bench.farm.welcome(introduction)
    facts.receivedNumber = introduction.last.number
    facts.receivedNonce = introduction.last.nonce ^ 1
    talk.say(.welcome(Welcome(version: 1, facts: facts)))
    return talk.next()
  } judge: {
    ProtocolJudgement.refuses(.gap, $0)
  }

  /// After a broken feed only the rest is fed; in the end everything is there.
  static let down = Rule("P22", judgesCourse: true) { bench in
    try bench.session()
    bench.farm.write(TestSchema.rows)
    var plan = Plan.through(.staged)
    plan.batches = 3
    try bench.session(plan)
    let rest = try bench.session()
    let touched = Set(try bench.everything().changes.map(\.row))
    try bench.session()
    return (rest, try bench.readBack(), touched)
  } judge: { (rest: SessionSeen, back: ReadBack, touched: Set<RowID>) in
    ProtocolJudgement.holds(back, touched: touched)
  }

  static let backwards = Rule("P23") { bench in
    try StagingScript.feed(bench) { talk, batches in
      guard let first = batches.first, let last = batches.last, batches.count > 1 else {
        throw NotShown()
      }
      talk.say(.downBatch(last))
      talk.say(.downBatch(first))
    }
  } judge: {
    ProtocolJudgement.refuses(.contradiction, $0)
  }

  /// Each batch comes with other values first, under the same cursor.
  static let again = Rule("P24", judgesCourse: true) { bench in
    try bench.session()
    bench.farm.write(TestSchema.rows)
    var plan = Plan()
    plan.expand = { batch in
      var older = RowBatch(table: batch.rows.table, columnCount: batch.rows.columns.count)
      for index in 0..<batch.rows.count {
        older.append(
          row: batch.rows.rows[index], sequence: batch.rows.sequences[index],
          values: batch.rows.values(index).map { value in
            if case .text = value { .text("avant") } else { value }
          })
      }
      return [DownBatch(rows: older, cursor: batch.cursor), batch]
    }
    try bench.session(plan)
    let touched = Set(try bench.everything().changes.map(\.row))
    try bench.session()
    return (try bench.readBack(), touched)
  } judge: { (back: ReadBack, touched: Set<RowID>) in
    ProtocolJudgement.holds(back, touched: touched)
  }

  static let recent = Rule("P25", needs: [.changes]) { bench in
    try bench.session()
    try bench.session(.delivering(safe: bench.farm.merged, prune: 1))
    return (try bench.session(.through(.introduced)).introduction, bench.farm.nonces)
  } judge: {
    ProtocolJudgement.recent($0.0, nonces: $0.1)
  }

  static let renumbered = Rule("P26", needs: [.changes]) { bench in
    let first = try bench.everything()
    return (first, try bench.everything(), bench.farm.schema)
  } judge: {
    ProtocolJudgement.renumbers($0.0, $0.1, $0.2)
  }

  static let named = Rule("P27") { bench in
    for _ in 0..<3 {
      bench.farm.write(Array(TestSchema.rows.prefix(1)))
      try bench.session()
    }
    return (try bench.session(.through(.introduced)).introduction, bench.farm.chain)
  } judge: {
    ProtocolJudgement.commits($0.0, chain: $0.1)
  }
}
