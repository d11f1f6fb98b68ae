import Records

/// The wall clock of one node: it goes on with every look, and jumps when the run says so.
///
/// Safe to share: a run lives on one thread at a time, and so does every closure that looks here.
final class NodeClock: @unchecked Sendable {
  /// Midnight of 1 March 2026, UTC.
  static let startMilliseconds: UInt64 = 1_772_323_200_000
  static let dayMilliseconds: Int64 = 86_400_000

  private var milliseconds = startMilliseconds

  func look() -> UInt64 {
    milliseconds += 1
    return milliseconds
  }

  /// Jumps forward or back, never before 1970.
  func jump(days: Int) {
    let moved = Int64(milliseconds) + Int64(days) * Self.dayMilliseconds
    milliseconds = UInt64(max(moved, Self.dayMilliseconds))
  }
}

extension Surroundings {
  /// A node's own clock and numbers.
  init(_ clock: NodeClock, _ chance: Chance) {
    self.init(nowMilliseconds: { clock.look() }, random: { chance.word() })
  }
}
