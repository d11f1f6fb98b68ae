/// Why a call was refused or a link died; facts only.
package enum LinkError: Error, Sendable, Hashable, Codable {
  /// A message above the limit was to be sent.
  case messageTooLong(bytes: Int, limitBytes: Int)
  /// The queue has no room for the message now.
  case queueFull(queuedBytes: Int)
  /// There is no session.
  case notOpen
  /// No pocket answered the host's open.
  case openTimedOut
  /// Nothing was heard from the peer for the configured time.
  case peerSilent(microseconds: UInt64)
  /// One frame was sent this often and never acknowledged.
  case triesExhausted(tries: Int)
  /// The peer ended the session without order.
  case resetByPeer
  /// The peer acknowledged what was never sent.
  case impossibleAcknowledgement(sequence: UInt16)
  /// The peer sent more than it had been allowed to.
  case creditExceeded(limitBytes: Int)
  /// The peer's message grew above the limit.
  case peerMessageTooLong(limitBytes: Int)
  /// The peer speaks another version of the link.
  case versionMismatch(peer: UInt8)
}

/// What happened to the session; taken in order with `LinkMachine.takeEvent`.
package enum LinkEvent: Sendable, Hashable {
  /// The session is open; messages flow both ways.
  case opened
  /// The host began anew: everything of the session before is void; `opened` follows.
  case reopened
  /// The end that this side asked for is done; false when the peer never confirmed it.
  case closed(confirmed: Bool)
  /// The peer ended the session in order.
  case closedByPeer
  /// The session ended by a fault.
  case died(LinkError)
}

/// Where a link stands.
package enum LinkState: Sendable, Hashable {
  /// No session yet: the pocket listens and is silent.
  case idle
  /// One side has spoken.
  case opening
  /// Messages flow.
  case open
  /// What is queued goes out, then the close.
  case closing
  /// Ended in order.
  case closed
  /// Ended by a fault.
  case dead(LinkError)
}

/// Which end of the cable this is.
package enum LinkRole: Sendable, Hashable {
  /// The PC: speaks first.
  case host
  /// The device: silent until it hears an open.
  case pocket
}
