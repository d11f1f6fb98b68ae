/// A channel that stands: whom it leads to, and its two directions.
package struct OpenChannel: ~Copyable {
  /// The other end as it is to be kept, before anything else is sent.
  package let peer: KnownPeer
  /// Seals what this end sends.
  package var sealer: Sealer
  /// Opens what the other end sent.
  package var opener: Opener

  init(peer: KnownPeer, session: consuming NoiseSession) {
    self.peer = peer
    sealer = session.sealer
    opener = session.opener
  }
}

/// A finished handshake and who is at its other end, before the ends have settled how they stand.
struct Settling: ~Copyable {
  var session: NoiseSession
  let identity: EndIdentity
  /// The digits are left out where a printed key has proven both ends.
  let hasPrintedKey: Bool
  /// The peer as it was kept; nil for a stranger.
  let known: KnownPeer?

  var hash: [UInt8] { session.handshakeHash }

  mutating func send(_ bytes: [UInt8], in message: inout [UInt8]) throws(SecureChannelError) {
    message = bytes
    try session.sealer.seal(&message)
  }

  mutating func receive(
    _ message: [UInt8], exactBytes: Int? = nil
  ) throws(SecureChannelError) -> [UInt8] {
    guard message.count <= SettlingLimit.messageBytes else {
      throw .messageTooLong(bytes: message.count, limitBytes: SettlingLimit.messageBytes)
    }
    var plain = message
    try session.opener.open(&plain)
    if let exactBytes, plain.count != exactBytes { throw .malformed }
    return plain
  }

  func peer(_ continuity: Continuity) -> KnownPeer {
    KnownPeer(key: session.peer, identity: identity, continuity: continuity)
  }

  consuming func open(_ continuity: Continuity) -> OpenChannel {
    let kept = peer(continuity)
    return OpenChannel(peer: kept, session: session)
  }

  func notContinued(here: UInt64, there: UInt64) -> SecureChannelError {
    .notContinued(
      name: known?.identity.name ?? identity.name, sessionsHere: here, sessionsThere: there)
  }
}

/// Messages before the channel stands are short.
enum SettlingLimit {
  static let messageBytes = 512
}
