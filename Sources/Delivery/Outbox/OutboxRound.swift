package import Records

/// What stopped a parcel, as the outbox deals with it.
package struct DeliveryStop: Error, Sendable, Hashable {
  /// What people are told, and a technician asks for.
  package let code: String
  /// False where it helps only that a person does something.
  package let isWorthRetrying: Bool
  /// True where it is this parcel that is refused, and others may go.
  package let isOfParcel: Bool
  /// True where the server's place has not got what it was thought to have, or something else.
  package let isForgotten: Bool

  /// Takes everything as it stands.
  package init(
    code: String, isWorthRetrying: Bool, isOfParcel: Bool = false, isForgotten: Bool = false
  ) {
    self.code = code
    self.isWorthRetrying = isWorthRetrying
    self.isOfParcel = isOfParcel
    self.isForgotten = isForgotten
  }
}

/// One go through the outbox: each channel takes its parcels in order, until one is stopped.
package struct OutboxRound {
  /// Which parcels are tried.
  package enum Reason: Sendable {
    /// A person is there: all of them, whatever happened before.
    case asked
    /// A timer or a dock: those whose rest is over and that no person has to help.
    case due
  }

  /// What became of one parcel.
  package enum Outcome: Sendable, Hashable {
    case delivered(OutboxEntry)
    case stopped(OutboxEntry, DeliveryStop)
  }

  private let outbox: Outbox
  private let surroundings: Surroundings
  private let account: String?

  /// Over one outbox; the surroundings give time and chance, `account` is the server's mark.
  package init(_ outbox: Outbox, _ surroundings: Surroundings, account: String?) {
    self.outbox = outbox
    self.surroundings = surroundings
    self.account = account
  }

  /// Hands each parcel to `deliver`, which gets its folder; what was delivered is gone from here.
  package func run(
    _ reason: Reason, channels: [OutsideChannel] = OutsideChannel.allCases,
    deliver: (OutboxEntry, _ folder: String) throws(DeliveryStop) -> Void
  ) throws(OutboxError) -> [Outcome] {
    try outbox.whileSending { () throws(OutboxError) in
      var outcomes: [Outcome] = []
      var tried: Set<Int> = []
      var open = channels
      // Looked at anew each time: somebody may lay something in meanwhile, for either channel.
      while let entry = try next(besides: tried, open, reason) {
        tried.insert(entry.number)
        let outcome = try attempt(entry, deliver)
        outcomes.append(outcome)
        if case .stopped(_, let stop) = outcome, !stop.isOfParcel {
          open.removeAll { $0 == entry.channel }
        }
      }
      return outcomes
    }
  }

  /// Nil at the end, and where what comes next has to wait.
  private func next(
    besides tried: Set<Int>, _ channels: [OutsideChannel], _ reason: Reason
  ) throws(OutboxError) -> OutboxEntry? {
    let entries = try outbox.entries().filter { !tried.contains($0.number) }
    for channel in channels {
      for entry in entries where entry.channel == channel {
        if isTried(entry, reason) { return entry }
        if !entry.isSetAside { break }
      }
    }
    return nil
  }

  private func isTried(_ entry: OutboxEntry, _ reason: Reason) -> Bool {
    switch reason {
    case .asked: true
    // A clock that was set back must not keep a parcel for years.
    case .due:
      !entry.isHeld
        && (entry.notBefore <= surroundings.nowMilliseconds
          || surroundings.nowMilliseconds < entry.lastTry ?? 0)
    }
  }

  private func attempt(
    _ entry: OutboxEntry,
    _ deliver: (OutboxEntry, _ folder: String) throws(DeliveryStop) -> Void
  ) throws(OutboxError) -> Outcome {
    var records = try outbox.records()
    var record = records[entry.channel] ?? ChannelRecord()
    record.lastTry = surroundings.nowMilliseconds
    do throws(DeliveryStop) {
      try deliver(entry, outbox.path(of: entry))
    } catch {
      record.lastCode = error.code
      if error.isForgotten { record.holds[entry.parcel.place] = nil }
      records[entry.channel] = record
      try outbox.write(records)
      return .stopped(try rest(entry, error), error)
    }
    record.lastCode = nil
    record.delivered += 1
    record.lastDelivery = surroundings.nowMilliseconds
    if entry.channel == .server {
      if record.account != account { record.holds = [:] }
      record.account = account
      record.holds[entry.parcel.place, default: [:]].merge(entry.parcel.moments) { $1 }
    }
    records[entry.channel] = record
    // A letter first: that it was delivered twice is worse than that it was not counted. What the
    // server has is not sent again, and must be known to be there.
    if entry.channel == .mail { try outbox.remove(entry) }
    try outbox.write(records)
    if entry.channel == .server {
      try outbox.remove(entry)
      try removeOvertaken(by: entry)
    }
    return .delivered(entry)
  }

  /// An older copy of the same medium that was refused is no longer worth a person's trouble.
  private func removeOvertaken(by entry: OutboxEntry) throws(OutboxError) {
    for other in try outbox.entries()
    where other.channel == .server && other.isSetAside
      && other.parcel.mediumID == entry.parcel.mediumID && other.parcel.made < entry.parcel.made
    {
      try outbox.remove(other)
    }
  }

  private func rest(
    _ entry: OutboxEntry, _ stop: DeliveryStop
  ) throws(OutboxError) -> OutboxEntry {
    var entry = entry
    entry.tries += 1
    entry.lastTry = surroundings.nowMilliseconds
    entry.lastCode = stop.code
    entry.isHeld = !stop.isWorthRetrying
    // A line that breaks later does not make it right again.
    entry.isSetAside = entry.isSetAside || stop.isOfParcel
    entry.notBefore =
      surroundings.nowMilliseconds
      + BackOff.milliseconds(after: entry.tries, random: surroundings.random())
    try outbox.rewrite(entry)
    return entry
  }
}
