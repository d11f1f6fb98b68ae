import PocketProtocol
import Records

/// A PC that lost commits, and a PC of another farm.
extension ResumeRules {
  static let lost = Rule("P28", judgesCourse: true) { bench in
    bench.farm.write(TestSchema.rows)
    try bench.session()
    let touched = Set(try bench.everything().changes.map(\.row))
    try bench.session()
    return (try bench.readBack(), touched)
  } judge: { (back: ReadBack, touched: Set<RowID>) in
    ProtocolJudgement.holds(back, touched: touched)
  }

  /// Cut after ack 1: what was lost is named and sent once more.
  static let lostAgain = Rule("P29") { bench in
    bench.farm.write(TestSchema.rows)
    try bench.session()
    let old = bench.farm
    bench.farm.setBack(to: 0)
    bench.farm.write(old.rows.map { ($0.table, $0.row, $0.values) })
    let first = try bench.session(.through(.merged))
    let second = try bench.session()
    return (old.chain.last, first, second)
  } judge: { (newest: CommitStamp?, first: SessionSeen, second: SessionSeen) in
    ProtocolJudgement.same(
      "Introduction.commits", newest?.sequence ?? 0,
      second.introduction.commits.last?.sequence ?? 0)
      ?? ProtocolJudgement.same(
        "Introduction.commits", newest?.nonce ?? 0,
        second.introduction.commits.last?.nonce ?? 0)
      ?? ProtocolJudgement.same(
        "LostBatch.rows", first.lost.reduce(0) { $0 + $1.rows.count },
        second.lost.reduce(0) { $0 + $1.rows.count })
  }

  static let forgotten = Rule("P30") { bench in
    _ = try bench.readBack()
    let offered = try bench.everything()
    let chain = bench.farm.chain
    return (offered, chain, try lostTwice(bench))
  } judge: { (offered: SessionSeen, chain: [CommitStamp], again: [LostBatch]) in
    if let finding = ProtocolJudgement.commits(offered.introduction, chain: chain) {
      return finding
    }
    let own = Set(offered.changes.map(\.row))
    let fed = Set(TestSchema.rows.map(\.row)).subtracting(own)
    if let row = again.lazy.flatMap(\.rows.rows).first(where: fed.contains) {
      return LinkJudgement.value("LostBatch.rows", "–", row.hexadecimal)
    }
    // Every change was made before the PC lost all of its commits.
    let late = offered.changes.first { $0.seen > 0 }
    return late.map { LinkJudgement.value("TableChanges.seen", "0", "\($0.seen)") }
  }

  /// Set back twice to one commit, by a PC that puts back what it lost and does not feed it again.
  private static func lostTwice(_ bench: Bench) throws -> [LostBatch] {
    let common = bench.farm.chain.last?.sequence ?? 0
    bench.farm.write(TestSchema.rows)
    try bench.session()
    bench.farm.setBack(to: common)
    var plan = Plan()
    plan.beforeFeed = { farm in farm.rows.removeAll { $0.sequence > common } }
    try bench.session(plan)
    bench.farm.setBack(to: common)
    return try bench.session().lost
  }

  /// Of several new commits only the newest is told.
  static let gap = Rule("P31", judgesCourse: true) { bench in
    try bench.session()
    for _ in 0..<3 { _ = bench.farm.commit() }
    var plan = Plan()
    plan.welcome = { $0.commits = $0.commits.suffix(1) }
    try bench.session(plan)
    let introduction = try bench.session(.through(.introduced)).introduction
    return (bench.farm.chain.last, introduction.commits.last)
  } judge: { (newest: CommitStamp?, named: CommitStamp?) in
    ProtocolJudgement.same(
      "Introduction.commits", newest?.sequence ?? 0, named?.sequence ?? 0)
  }

  private static let otherHub = RowID(high: 0x0B57_AC1E, low: 0x0F17)

  static let otherFarm = Rule("P32", needs: [.changes]) { bench in
    _ = try bench.everything()
    let talk = try bench.reach()
    talk.say(.hello(talk.hello { $0.hub = otherHub }))
    return talk.next()
  } judge: {
    ProtocolJudgement.refuses(.otherFarm, $0)
  }

  static let anew = Rule("P33") { bench in
    try bench.session()
    try bench.session(.delivering(safe: bench.farm.merged))
    let talk = try bench.reach()
    talk.say(.hello(talk.hello { $0.hub = otherHub }))
    let said = talk.next()
    bench.hangUp()
    let own = try bench.session(.through(.introduced)).introduction
    return (said, own, bench.farm.hub)
  } judge: { (said: Said, own: PocketIntroduction, hub: RowID) in
    if own.hub != hub {
      return LinkJudgement.value(
        "Introduction.hub", hub.hexadecimal, own.hub?.hexadecimal ?? "–")
    }
    guard case .message(.introduction(let other)) = said else {
      return ProtocolJudgement.refuses(.otherFarm, said)
    }
    return ProtocolJudgement.same("Introduction.hub", "–", other.hub?.hexadecimal ?? "–")
      ?? ProtocolJudgement.same("Introduction.commits", 0, other.commits.count)
      ?? ProtocolJudgement.same("Introduction.cursor", FeedCursor.start.text, other.cursor.text)
      ?? ProtocolJudgement.same("Introduction.schema_fingerprint", true, other.schema == nil)
  }
}

/// A session up to its feed, where a rule goes its own way.
enum StagingScript {
  /// Runs `feed` in the place of the feed; what the pocket says to it.
  static func feed(
    _ bench: Bench, _ feed: (Conversation, [DownBatch]) throws -> Void
  ) throws -> Said {
    bench.farm.write(TestSchema.rows)
    let talk = try bench.reach()
    var seen = SessionSeen(introduction: try talk.introduce())
    bench.farm.meet(seen.introduction, renews: false)
    let facts = bench.farm.welcome(seen.introduction)
    seen.welcome = facts
    talk.say(.welcome(Welcome(version: 1, facts: facts)))
    try talk.offers(&seen)
    for batch in seen.batches { bench.farm.take(batch) }
    try talk.merge(&seen)
    try feed(talk, bench.farm.feed(after: seen.introduction.cursor))
    return talk.next()
  }
}
