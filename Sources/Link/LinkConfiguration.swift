/// The times and limits of one link; the defaults suit lines from 9,600 baud upwards.
package struct LinkConfiguration: Sendable {
  /// Data frames under way at once, 1 to 32; both ends may differ.
  package var windowFrames = 8
  /// The longest message, in either direction.
  package var maximumMessageBytes = 1 << 20
  /// Messages waiting to be sent, in bytes; one message is always taken.
  package var maximumQueuedBytes = 2 << 20
  /// Messages received and not yet taken, in bytes; above it the peer is told to wait.
  package var maximumUndeliveredBytes = 2 << 20
  /// How often an open, an unanswered answer to it and a close are repeated.
  package var handshakeIntervalMicroseconds: UInt64 = 250_000
  /// How long a host asks for a session.
  package var openTimeoutMicroseconds: UInt64 = 10_000_000
  /// How often a close is sent before the link ends without an answer.
  package var closeTries = 8
  /// An end that has sent nothing for so long sends a probe.
  package var keepAliveMicroseconds: UInt64 = 2_000_000
  /// A probe this often while the peer said that it has no room.
  package var busyProbeMicroseconds: UInt64 = 250_000
  /// A peer not heard for so long is gone.
  package var silenceMicroseconds: UInt64 = 8_000_000
  /// Retransmission time-out before a round trip was measured.
  package var initialRetransmitMicroseconds: UInt64 = 1_000_000
  /// Shortest retransmission time-out.
  package var minimumRetransmitMicroseconds: UInt64 = 50_000
  /// Longest retransmission time-out, back-off included.
  package var maximumRetransmitMicroseconds: UInt64 = 4_000_000
  /// The time a peer may take to acknowledge, added to twice the round trip.
  package var acknowledgeDelayMicroseconds: UInt64 = 20_000
  /// Transmissions of one frame before the link is dead.
  package var maximumTries = 12
  /// After so long a pause a frame begins with a delimiter, so that garbage cannot join it.
  package var idleMicroseconds: UInt64 = 20_000

  /// The default values.
  package init() {}

  /// Values for a line of so many bytes a second: slow lines get longer time-outs.
  package init(lineBytesPerSecond: Int) {
    let rate = UInt64(max(lineBytesPerSecond, 1))
    let frameMicroseconds = UInt64(FrameLayout.maximumWireBytes) * 1_000_000 / rate
    // Two frames may wait in the tty queue of each end before the one that matters.
    let worstRoundTrip = 6 * frameMicroseconds
    initialRetransmitMicroseconds = max(initialRetransmitMicroseconds, 2 * worstRoundTrip)
    maximumRetransmitMicroseconds = max(
      maximumRetransmitMicroseconds, 4 * initialRetransmitMicroseconds)
    silenceMicroseconds = max(silenceMicroseconds, 4 * worstRoundTrip)
  }
}
