package import Link
package import Transport

/// Why a call of the channel failed; facts only.
package enum MessageChannelError: Error, Sendable, Hashable, Codable {
  /// The session died, or the link refused the call.
  case link(LinkError)
  /// The transport failed or its other end is gone.
  case transport(TransportError)
  /// No session came to be in time.
  case openTimedOut(milliseconds: Int)
  /// The message is above the limit; nothing was sent.
  case messageTooLong(bytes: Int, limitBytes: Int)
  /// The queue stayed full.
  case sendTimedOut(queuedBytes: Int)
  /// The peer did not acknowledge everything in time.
  case flushTimedOut(milliseconds: Int)
  /// The host began a new session; `accept` takes it up.
  case reopened
  /// The peer ended the session in order.
  case closedByPeer
  /// There is no session.
  case notOpen
}
