import Delivery

/// What waits to leave the farm must not wait for long, nor for a person who does not know.
enum OutboxCheck {
  private static let longMilliseconds: UInt64 = 24 * 3_600_000

  static func findings(_ facts: DoctorFacts) -> [Finding] {
    guard let outbox = facts.outbox else { return [.unseen(.outbox, .databaseUnread)] }
    let faults = outbox.faults.map { Finding(.outbox, .warning, .outbox($0), mend: .person) }
    let waiting = OutsideChannel.allCases.compactMap { channel in
      finding(outbox.entries.filter { $0.channel == channel }, facts.clock.nowMilliseconds)
    }
    let all = faults + waiting
    return all.isEmpty ? [.passed(.outbox, .nothingWaits)] : all
  }

  private static func finding(_ entries: [OutboxEntry], _ now: UInt64) -> Finding? {
    guard let first = entries.first else { return nil }
    if let held = entries.first(where: \.isHeld), let code = held.lastCode {
      return Finding(
        .outbox, .warning, .farm(.heldBack(held.channel, lastCode: code)), mend: .person)
    }
    let since = entries.map(\.created).min() ?? first.created
    guard now - min(now, since) > longMilliseconds else {
      return Finding(
        .outbox, .notice,
        .farm(.waits(first.channel, count: entries.count, sinceMilliseconds: since)), mend: .send)
    }
    return Finding(
      .outbox, .warning,
      .farm(.waitsLong(first.channel, count: entries.count, sinceMilliseconds: since)),
      mend: .send)
  }
}
