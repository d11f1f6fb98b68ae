/// How long a parcel rests after a try that failed: twice as long each time, never in step.
enum BackOff {
  private static let firstMilliseconds: UInt64 = 60_000
  private static let longestMilliseconds: UInt64 = 6 * 3_600_000
  private static let doublingsMaximum = 16

  /// After so many tries; `random` spreads farms that failed at the same moment over half of it.
  static func milliseconds(after tries: Int, random: UInt64) -> UInt64 {
    let doublings = min(max(tries - 1, 0), doublingsMaximum)
    let whole = min(firstMilliseconds << UInt64(doublings), longestMilliseconds)
    return whole / 2 + random % (whole / 2 + 1)
  }
}
