/// One session: what passed above the channel, and all else that a replay of it needs.
///
/// The file's format stands in `fixtures/recordings/README.md`.
package struct Recording: Sendable, Hashable {
  /// A step with its moment.
  package struct Entry: Sendable, Hashable {
    /// Since the recording began.
    package var microseconds: UInt64
    /// What happened.
    package var step: RecordedStep

    /// Takes both as they stand.
    package init(microseconds: UInt64, step: RecordedStep) {
      self.microseconds = microseconds
      self.step = step
    }
  }

  /// When the recording began, since 1970.
  package var startedMilliseconds: UInt64
  /// In the order of the session; what it says of itself comes first.
  package var entries: [Entry]

  /// A recording from its parts.
  package init(startedMilliseconds: UInt64, entries: [Entry]) {
    self.startedMilliseconds = startedMilliseconds
    self.entries = entries
  }

  /// What it says of itself; nil where the run was killed before it said so.
  package var facts: RecordingFacts? {
    guard case .facts(let facts)? = entries.first?.step else { return nil }
    return facts
  }

  /// The schema in force, inside a `Welcome`.
  package var schema: [UInt8]? {
    first { if case .schema(let bytes) = $0 { bytes } else { nil } }
  }

  /// The farm's file before the session; nil where it was not recorded.
  package var database: [UInt8]? {
    first { if case .database(let bytes) = $0 { bytes } else { nil } }
  }

  /// The ledger beside it.
  package var ledger: [UInt8]? {
    first { if case .ledger(let bytes) = $0 { bytes } else { nil } }
  }

  /// How the session ended; nil where the recording ended before.
  package var verdict: [UInt8]? {
    first { if case .verdict(let bytes) = $0 { bytes } else { nil } }
  }

  /// What stood in the farm's tables after it.
  package var outcome: [UInt8]? {
    first { if case .outcome(let bytes) = $0 { bytes } else { nil } }
  }

  /// What the run told.
  package var events: [[UInt8]] {
    entries.compactMap { if case .event(let bytes) = $0.step { bytes } else { nil } }
  }

  /// What the source of chance gave, in order.
  package var draws: [UInt64] {
    entries.compactMap { if case .drawn(let bits) = $0.step { bits } else { nil } }
  }

  /// The messages of both ends, in order.
  package var messages: [RecordedMessage] {
    entries.compactMap {
      switch $0.step {
      case .sent(let bytes): RecordedMessage(isFromPocket: false, bytes: bytes)
      case .received(let bytes): RecordedMessage(isFromPocket: true, bytes: bytes)
      default: nil
      }
    }
  }

  private func first<T>(_ pick: (RecordedStep) -> T?) -> T? {
    for entry in entries { if let found = pick(entry.step) { return found } }
    return nil
  }
}

/// One message above the channel.
package struct RecordedMessage: Sendable, Hashable {
  /// True for a message of the pocket.
  package var isFromPocket: Bool
  /// The message.
  package var bytes: [UInt8]

  /// Takes both as they stand.
  package init(isFromPocket: Bool, bytes: [UInt8]) {
    self.isFromPocket = isFromPocket
    self.bytes = bytes
  }
}
