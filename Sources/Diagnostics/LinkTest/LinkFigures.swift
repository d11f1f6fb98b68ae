/// The figures of a tested line, and what they mean.
package struct LinkFigures: Sendable, Hashable {
  /// What was lost among frames: what one end repeated and the other did not get twice.
  package struct Loss: Sendable, Hashable {
    /// Frames that had to be sent again, because they were lost or came broken.
    package var resent: UInt64
    /// Frames with data, repeats included.
    package var sent: UInt64

    /// Their share; of no frames none was lost.
    package var share: Double { sent == 0 ? 0 : Double(resent) / Double(sent) }
  }

  /// One direction.
  package struct Direction: Sendable, Hashable {
    /// Bytes of content a second; nil where none passed.
    package var bytesPerSecond: Double?
    /// What had to be repeated while they did.
    package var loss: Loss
    /// Bytes of content a second, for each stretch of time; the newest last.
    package var rates: [Double]
  }

  /// Half of the answers were faster, microseconds; nil without any.
  package let medianMicroseconds: UInt64?
  /// 99 of 100 answers were as fast at least, microseconds.
  package let slowMicroseconds: UInt64?
  /// Of each answer in order, microseconds.
  package let roundTrips: [UInt64]
  /// From the PC to the pocket.
  package let toPocket: Direction
  /// From the pocket to the PC.
  package let fromPocket: Direction
  /// What came to the PC and was no sound frame.
  package let broken: UInt64
  /// Repeats and broken frames, for each stretch of time.
  package let faults: [Double]
  /// What the line can carry at most, bytes a second; nil where nobody knows.
  package let limitBytesPerSecond: Int?

  private static let stretches = 30
  /// With fewer in a stretch it shows answers, not rates.
  private static let answersEach = 3
  private static let beyondLimit = 1.2

  /// From the samples in their order.
  package init(_ samples: [LinkSample], limitBytesPerSecond: Int?) {
    roundTrips = samples.filter { $0.phase == .roundTrip }.map(\.microseconds)
    let sorted = roundTrips.sorted()
    medianMicroseconds = Self.quantile(sorted, 50)
    slowMicroseconds = Self.quantile(sorted, 99)
    let start = LinkSample.Frames()
    let end = samples.last?.frames ?? start
    toPocket = Self.direction(.toPocket, samples) {
      ($0.resent - min($0.resent, $0.pocketDoubled), $0.sent)
    }
    fromPocket = Self.direction(.fromPocket, samples) {
      ($0.pocketResent - min($0.pocketResent, $0.doubled), $0.pocketSent)
    }
    broken = end.broken
    faults = Self.stretched(samples) { sample, next in
      let (before, after) = (sample.frames, next.frames)
      return Double(
        (after.resent + after.broken + after.pocketResent)
          - min(
            after.resent + after.broken + after.pocketResent,
            before.resent + before.broken + before.pocketResent))
    }
    // What carries more has another limit than it tells: a line that only looks like a serial one.
    let fastest = max(toPocket.bytesPerSecond ?? 0, fromPocket.bytesPerSecond ?? 0)
    self.limitBytesPerSecond = limitBytesPerSecond.flatMap {
      fastest > Double($0) * Self.beyondLimit ? nil : $0
    }
  }

  /// The share of the limit that one direction reached; nil where there is none to compare with.
  package func share(_ direction: Direction) -> Double? {
    guard let rate = direction.bytesPerSecond, let limitBytesPerSecond else { return nil }
    return rate / Double(limitBytesPerSecond)
  }

  /// The nearest value below which so many of a hundred lie.
  static func quantile(_ sorted: [UInt64], _ percent: Int) -> UInt64? {
    guard !sorted.isEmpty else { return nil }
    return sorted[min(sorted.count - 1, (sorted.count * percent + 99) / 100 - 1)]
  }

  /// The first answer of a phase only shows when it began to flow.
  private static func direction(
    _ phase: LinkSample.Phase, _ samples: [LinkSample],
    _ counts: (LinkSample.Frames) -> (resent: UInt64, sent: UInt64)
  ) -> Direction {
    let own = samples.filter { $0.phase == phase }
    guard let first = own.first, let last = own.last, own.count > 1, last.answered > first.answered
    else {
      return Direction(bytesPerSecond: nil, loss: Loss(resent: 0, sent: 0), rates: [])
    }
    let bytes = own.dropFirst().reduce(0) { $0 + $1.bytes }
    let (before, after) = (counts(first.frames), counts(last.frames))
    let loss = Loss(
      resent: after.resent - min(before.resent, after.resent),
      sent: after.sent - min(before.sent, after.sent))
    return Direction(
      bytesPerSecond: Double(bytes) / seconds(first.answered, last.answered), loss: loss,
      rates: rates(own))
  }

  /// By time, not by answer: many come at once where a lost frame held them up.
  private static func rates(_ samples: [LinkSample]) -> [Double] {
    guard let first = samples.first, let last = samples.last else { return [] }
    let sums = stretched(samples) { Double($1.bytes) }
    let length = seconds(first.answered, last.answered) / Double(sums.count)
    return sums.map { $0 / length }
  }

  /// Sums of what each answer added, for stretches of equal length; one ends with the answer on it.
  private static func stretched(
    _ samples: [LinkSample], _ value: (LinkSample, LinkSample) -> Double
  ) -> [Double] {
    guard let first = samples.first, let last = samples.last else { return [] }
    let count = max(1, min(stretches, (samples.count - 1) / answersEach))
    var values = [Double](repeating: 0, count: count)
    let length = max(1, (last.answered - first.answered) / UInt64(count))
    for (before, after) in zip(samples, samples.dropFirst()) {
      let past = after.answered - min(first.answered, after.answered)
      let stretch = (max(1, past) - 1) / length
      values[min(count - 1, Int(stretch))] += value(before, after)
    }
    return values
  }

  private static func seconds(_ from: UInt64, _ to: UInt64) -> Double {
    Double(to - min(from, to)) / 1_000_000
  }
}
