/// What one answer of a tested line showed; counts are those since the link began.
package struct LinkSample: Sendable, Hashable, Codable {
  /// What was tried with it.
  package enum Phase: String, Sendable, Hashable, Codable, CaseIterable {
    /// Short questions, one at a time.
    case roundTrip = "round-trip"
    /// Long questions, short answers.
    case toPocket = "to-pocket"
    /// Short questions, long answers.
    case fromPocket = "from-pocket"
  }

  /// What both ends counted of their frames.
  package struct Frames: Sendable, Hashable, Codable {
    /// Frames with data that the PC sent, repeats included.
    package var sent: UInt64 = 0
    /// Of these, repeats.
    package var resent: UInt64 = 0
    /// What came to the PC and was no sound frame.
    package var broken: UInt64 = 0
    /// Bytes that the PC handed to the line.
    package var wireBytesSent: UInt64 = 0
    /// As `sent`, of the pocket; 0 where it does not tell.
    package var pocketSent: UInt64 = 0
    /// As `resent`, of the pocket.
    package var pocketResent: UInt64 = 0
    /// Frames of the pocket that came although they had come before.
    package var doubled: UInt64 = 0
    /// As `doubled`, on the pocket.
    package var pocketDoubled: UInt64 = 0

    /// Nothing was counted.
    package init() {}
  }

  /// What was tried.
  package var phase: Phase
  /// When the question went out: microseconds since the test began.
  package var asked: UInt64
  /// When its answer was there.
  package var answered: UInt64
  /// Padding that passed, in the direction of the phase.
  package var bytes: UInt64
  /// What both ends had counted then.
  package var frames: Frames

  /// Takes everything as it stands.
  package init(
    phase: Phase, asked: UInt64, answered: UInt64, bytes: UInt64, frames: Frames
  ) {
    self.phase = phase
    self.asked = asked
    self.answered = answered
    self.bytes = bytes
    self.frames = frames
  }

  /// How long the answer took, microseconds.
  package var microseconds: UInt64 { answered - min(asked, answered) }
}
