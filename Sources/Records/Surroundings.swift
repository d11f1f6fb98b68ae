/// What a run takes from outside itself: the time and chance; a simulation gives its own.
package struct Surroundings: Sendable {
  private let now: @Sendable () -> UInt64
  private let uptime: @Sendable () -> UInt64
  private let draw: @Sendable () -> UInt64

  /// Takes a wall clock, a source of 64 random bits and, for pockets, the time since their start.
  package init(
    nowMilliseconds: @escaping @Sendable () -> UInt64,
    uptimeMilliseconds: (@Sendable () -> UInt64)? = nil,
    random: @escaping @Sendable () -> UInt64
  ) {
    now = nowMilliseconds
    uptime = uptimeMilliseconds ?? nowMilliseconds
    draw = random
  }

  /// Milliseconds since 1970; it dates things for people and never decides anything.
  package var nowMilliseconds: UInt64 { now() }
  /// Milliseconds since the machine started, for what a pocket tells of its clock.
  package var uptimeMilliseconds: UInt64 { uptime() }
  /// The next 64 bits that nobody can guess, or the next of a seeded row.
  package func random() -> UInt64 { draw() }

  /// A new identity of this moment.
  package func freshID() -> RowID {
    RowID(milliseconds: nowMilliseconds, random: random(), random())
  }
}
