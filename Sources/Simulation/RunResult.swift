/// A promise of the engine that did not hold.
package struct Violation: Error, Sendable, Hashable {
  /// Which promise.
  package enum Promise: String, Sendable, CaseIterable {
    case noLostUpdate = "I1 lost"
    case convergence = "I2 diverged"
    case idempotence = "I3 not idempotent"
    case causality = "I4 older beat newer"
    case acknowledgement = "I5 acknowledged and not there"
    case cursor = "I6 cursor ahead"
    case integrity = "I7 constraint or file broken"
    case audit = "I8 decided in silence"
    case group = "group torn apart"
    case policy = "sum or state wrong"
    case refusal = "refused without a fault"
  }

  /// Which promise.
  package let promise: Promise
  /// What was found, for developers.
  package let detail: String
}

/// What happened in runs, by count.
package struct Counts: Sendable {
  /// Name → how often.
  package private(set) var numbers: [String: Int] = [:]

  /// No event yet.
  package init() {}

  mutating func add(_ name: String, _ count: Int = 1) { numbers[name, default: 0] += count }

  /// Adds those of another run.
  package mutating func add(_ other: Counts) {
    numbers.merge(other.numbers, uniquingKeysWith: +)
  }
}

/// How one run went.
package struct RunResult: Sendable {
  /// Its seed.
  package var seed: UInt64
  /// The first promise that did not hold; nil where all held.
  package var violation: Violation?
  /// What happened.
  package var counts: Counts
  /// The story, a line an event; empty unless it was asked for.
  package var story: [String]
  /// The PC's database at the end, as its disk holds it; empty unless the story was asked for.
  package var database: [UInt8]
  /// Equal exactly where two runs ended with the same rows, commits and story.
  package var digest: UInt64
}
