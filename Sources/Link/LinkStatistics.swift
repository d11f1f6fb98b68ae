/// Counts of one link since its session began.
package struct LinkStatistics: Sendable, Hashable {
  /// Frames of every kind handed to the line.
  package var framesSent: UInt64 = 0
  /// Data frames handed to the line, repeats included.
  package var dataFramesSent: UInt64 = 0
  /// Data frames that were repeats.
  package var dataFramesResent: UInt64 = 0
  /// Retransmission time-outs that fired.
  package var timeouts: UInt64 = 0
  /// Bytes handed to the line.
  package var wireBytesSent: UInt64 = 0
  /// Sound frames heard from the peer in this session.
  package var framesReceived: UInt64 = 0
  /// Data frames that had arrived before, or outside the window.
  package var duplicateFrames: UInt64 = 0
  /// Data frames heard from the peer, repeats included; 0 where the link does not number them.
  package var dataFramesHeard: UInt64 = 0
  /// Data frames of the peer that never came sound: the gaps in its transmissions.
  package var dataFramesMissed: UInt64 = 0
  /// Own frames that came back as an echo.
  package var reflectedFrames: UInt64 = 0
  /// Frames of another session.
  package var staleFrames: UInt64 = 0
  /// Frames with a wrong checksum, since the link was made.
  package var checksumErrors: UInt64 = 0
  /// Runs of bytes that were no frame, since the link was made.
  package var malformedFrames: UInt64 = 0
  /// Payload bytes the peer acknowledged.
  package var payloadBytesAcknowledged: UInt64 = 0
  /// Payload bytes received in order.
  package var payloadBytesReceived: UInt64 = 0
  /// The smoothed round trip, queueing included; nil until measured.
  package var smoothedRoundTripMicroseconds: UInt64?

  /// All counts zero.
  package init() {}
}
