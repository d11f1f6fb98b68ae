import Records

/// What a pocket's rim must do, in the order given, before it hands over the next message.
package enum PocketAction: Hashable, Sendable {
  /// Send these bytes as one message.
  case send([UInt8])
  /// Answer with `introduce` or `refuse`.
  case greeted(Hello)
  /// Answer at once with `answer`.
  case probe(Probe)
  /// Keep what the PC says, durably and at once, then call `adopted`.
  case adopt(Welcome)
  /// Send rows lost after `lostAfter` (none when nil), changes after the number, `offerEnd`.
  case offer(after: UInt64, lostAfter: UInt64?)
  /// Keep ack 1 durably.
  case merged(MergedFacts)
  /// Keep the rows aside durably; they show nowhere yet.
  case stage(DownBatch, encoded: [UInt8])
  /// Apply all that is staged, durably and at once, then call `applied`.
  case apply(DownEnd)
  /// Close: all is said.
  case finished(SessionOutcome)
  /// Close: the PC ended the session.
  case refused(Refusal)
}
