import FarmDatabase

/// The clock is held against what was written before, the PC's battery clock and the pockets'.
enum ClockCheck {
  private static let hourMilliseconds: UInt64 = 3_600_000
  /// Written a little later than now: a clock that was just put right by some minutes.
  private static let behindMilliseconds: UInt64 = hourMilliseconds
  /// A battery clock that runs on local time is off by a time zone.
  private static let apartMilliseconds: UInt64 = 26 * hourMilliseconds
  private static let pocketMilliseconds: UInt64 = 24 * hourMilliseconds

  static func findings(_ facts: DoctorFacts) -> [Finding] {
    let clock = facts.clock
    let now = clock.nowMilliseconds
    if now + behindMilliseconds < clock.evidenceMilliseconds {
      return [
        Finding(
          .clock, .broken,
          .machine(
            .clockBehind(nowMilliseconds: now, evidenceMilliseconds: clock.evidenceMilliseconds)),
          mend: mend(clock))
      ]
    }
    // A battery clock that is before what was written is wrong itself: its battery is empty.
    if let battery = clock.batteryMilliseconds, distance(now, battery) > apartMilliseconds,
      battery + behindMilliseconds >= clock.evidenceMilliseconds
    {
      return [
        Finding(
          .clock, .broken,
          .machine(.clockApart(nowMilliseconds: now, batteryMilliseconds: battery)),
          mend: mend(clock))
      ]
    }
    let pockets = pockets(facts)
    return pockets.isEmpty ? [.passed(.clock, .clockPlausible)] : pockets
  }

  /// A pocket's clock decides nothing; it is told because it dates what is encoded.
  private static func pockets(_ facts: DoctorFacts) -> [Finding] {
    (facts.farm?.pockets ?? []).compactMap { pocket in
      guard !pocket.peer.isRetired, let skew = pocket.newest?.clockSkewMilliseconds,
        skew.magnitude > pocketMilliseconds
      else { return nil }
      return Finding(
        .clock, .notice,
        .machine(.pocketClock(label: pocket.peer.label, skewMilliseconds: skew)), mend: .person)
    }
  }

  /// The battery clock is believed where nothing was written after it.
  private static func mend(_ clock: ClockFacts) -> Mend {
    guard let battery = clock.batteryMilliseconds,
      distance(battery, clock.nowMilliseconds) > apartMilliseconds,
      battery + behindMilliseconds >= clock.evidenceMilliseconds
    else { return .networkTime }
    return .setClock(seconds: battery / 1000)
  }

  private static func distance(_ one: UInt64, _ other: UInt64) -> UInt64 {
    one > other ? one - other : other - one
  }
}
