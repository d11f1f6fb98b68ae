import PocketProtocol
import Records

/// A session as the judge means to hold it: honest and whole unless told otherwise.
struct Plan {
  /// The last thing that happens before the line is cut.
  enum Stage: Int, Comparable {
    case introduced
    case welcomed
    case offered
    case merged
    case staged
    case ended
    case whole

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  var hello: (inout Hello) -> Void = { _ in }
  var welcome: (inout WelcomeFacts) -> Void = { _ in }
  /// The pocket is told that it was set back.
  var renews = false
  var through = Stage.whole
  /// What is offered is forgotten, as by a PC that was cut off before it kept it.
  var keepsOffers = true
  /// So many batches of the feed go out before a cut at `staged`.
  var batches = 1
  /// What somebody writes between ack 1 and the feed.
  var beforeFeed: (inout JudgeFarm) -> Void = { _ in }
  /// What goes out in the place of a batch of the feed.
  var expand: (DownBatch) -> [DownBatch] = { [$0] }
  /// A welcome of which not all is known.
  var padsMessages = false
}

/// What a session brought.
struct SessionSeen: Sendable {
  var introduction: PocketIntroduction
  var welcome: WelcomeFacts?
  var lost: [LostBatch] = []
  var batches: [ChangeBatch] = []
  var end: DotCheck?
  var merged: MergedFacts?
  var applied: FeedCursor?
  /// The cursor of each batch that went out.
  var sent: [FeedCursor] = []

  var changes: [PocketChange] { batches.flatMap(\.pocketChanges) }
}

extension Bench {
  /// Holds a session as planned; throws what the pocket did instead of what was its turn.
  @discardableResult
  func session(_ plan: Plan = Plan()) throws -> SessionSeen {
    let talk = try reach()
    defer { if plan.through == .whole { talk.close() } else { hangUp() } }
    let introduction = try talk.introduce(plan.hello)
    var seen = SessionSeen(introduction: introduction)
    if plan.through == .introduced { return seen }
    farm.meet(introduction, renews: plan.renews)
    var facts = farm.welcome(introduction)
    plan.welcome(&facts)
    seen.welcome = facts
    talk.say(.welcome(Welcome(version: 1, facts: facts)), padded: plan.padsMessages)
    if facts.deliverOnly {
      try talk.farewell()
      return seen
    }
    try talk.offers(&seen)
    if plan.keepsOffers { for batch in seen.batches { farm.take(batch) } }
    if plan.through <= .offered { return seen }
    try talk.merge(&seen)
    if plan.through == .merged { return seen }
    try talk.feed(plan, &seen)
    return seen
  }
}

extension Conversation {
  /// A pocket for tests offers less than this in one session.
  private static let offeredMessagesLimit = 1_024

  /// A field of every wire type that no version knows, in front of the message.
  static let unknownFields: [UInt8] = [
    0xA0, 0x06, 0x2A, 0xA9, 0x06, 1, 2, 3, 4, 5, 6, 7, 8, 0xB2, 0x06, 3, 1, 2, 3, 0xBD, 0x06, 1, 2,
    3, 4,
  ]

  func say(_ message: ToPocket, padded: Bool) {
    guard padded, let bytes = try? message.encoded() else { return say(message) }
    talk.send(Self.unknownFields + bytes)
  }

  /// LostBatch, UpBatch and UpEnd until the pocket has offered everything.
  func offers(_ seen: inout SessionSeen) throws {
    while true {
      let said = next()
      let isEndless = seen.lost.count + seen.batches.count >= Self.offeredMessagesLimit
      switch said {
      case .message(.lostBatch(let batch)) where seen.batches.isEmpty && !isEndless:
        seen.lost.append(batch)
      case .message(.upBatch(let batch)) where !isEndless: seen.batches.append(batch)
      case .message(.upEnd(let end)):
        seen.end = end
        bench.fresh.formUnion(seen.changes.filter { $0.accepted == nil }.map(\.row))
        return
      default:
        let expected = seen.batches.isEmpty ? "UpBatch | UpEnd" : "UpEnd"
        throw Obstacle.message(expected: expected, found: said.sign)
      }
    }
  }

  /// Takes in what was offered and says so.
  func merge(_ seen: inout SessionSeen) throws {
    let commit = bench.farm.commit()
    let last = seen.end?.number ?? 0
    bench.farm.merged = last
    bench.farm.received = last
    bench.farm.mergedCommit = last > 0 ? commit : nil
    bench.farm.takeBack(seen.lost, in: commit)
    let told = max(seen.common, seen.welcome?.commits.last?.sequence ?? 0)
    let facts = MergedFacts(
      number: last, commit: commit, applied: UInt32(clamping: seen.changes.count), conflicts: 0,
      quarantined: 0,
      commits: bench.farm.chain.filter { $0.sequence > told })
    seen.merged = facts
    say(.merged(facts))
  }

  /// The feed, to its end or to the cut that is planned.
  func feed(_ plan: Plan, _ seen: inout SessionSeen) throws {
    let isSetBack = (seen.introduction.commits.last?.sequence ?? 0) > seen.common
    let start =
      isSetBack
      ? min(seen.introduction.cursor, FeedCursor(after: seen.common)) : seen.introduction.cursor
    plan.beforeFeed(&bench.farm)
    let batches = bench.farm.feed(after: start)
    for batch in plan.through == .staged ? Array(batches.prefix(plan.batches)) : batches {
      for sent in plan.expand(batch) { say(.downBatch(sent)) }
      seen.sent.append(batch.cursor)
    }
    if plan.through == .staged {
      // What the pocket has taken it says in its next introduction.
      _ = next(Bench.silenceMilliseconds)
      return
    }
    say(.downEnd(DownEnd(cursor: bench.farm.end, rows: UInt64(batches.count))))
    let said = next()
    guard case .message(.downApplied(let cursor)) = said else {
      throw Obstacle.message(expected: "DownApplied", found: said.sign)
    }
    seen.applied = cursor
    if plan.through == .ended { return }
    try farewell()
  }

  func farewell() throws {
    let said = next()
    guard case .message(.farewell) = said else {
      throw Obstacle.message(expected: "Farewell", found: said.sign)
    }
    say(.farewell(note: ""))
  }
}

extension SessionSeen {
  var common: UInt64 { welcome?.commonSequence ?? 0 }
}
