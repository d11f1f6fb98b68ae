package import Records

/// The calls of the engine on the line to a pocket.
package enum LineCall: UInt8, Sendable, CaseIterable {
  /// It opened the line and awaited the proof of who is there.
  case begin = 0
  /// It passed a message.
  case pass = 1
  /// It awaited a message.
  case receive = 2
}

/// One thing that happened in a session; JSON is the engine's own, bytes as it wrote them.
package enum RecordedStep: Sendable, Hashable {
  /// What is recorded.
  case facts(RecordingFacts)
  /// The schema in force, inside a `Welcome`.
  case schema([UInt8])
  /// The farm's file as it stood before the session.
  case database([UInt8])
  /// The ledger beside it.
  case ledger([UInt8])
  /// The line stands; the device that its key proves.
  case began(device: RowID?)
  /// A message of the PC.
  case sent([UInt8])
  /// A message of the pocket.
  case received([UInt8])
  /// No message came in time.
  case silence
  /// A call failed; the error as JSON.
  case fault(LineCall, error: [UInt8])
  /// The run told something; an event as JSON.
  case event([UInt8])
  /// 64 bits that the source of chance gave.
  case drawn(UInt64)
  /// How the session ended, as JSON.
  case verdict([UInt8])
  /// What stands in the farm's tables after it, as JSON.
  case outcome([UInt8])
}

/// What a recording says of itself.
package struct RecordingFacts: Codable, Sendable, Hashable {
  /// Name and version of the program that recorded.
  package var program: String
  /// True where stand-ins are in the place of personal texts.
  package var isMasked: Bool

  /// Takes both as they stand.
  package init(program: String, isMasked: Bool) {
    self.program = program
    self.isMasked = isMasked
  }
}
