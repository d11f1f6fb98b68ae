import Crypto
import FoundationEssentials

/// What both roles keep between messages (revision 34, 5.3), and what each token does.
struct HandshakeState: ~Copyable {
  /// No Noise message is longer (revision 34, 3).
  static let maximumMessageBytes = 65_535

  let pattern: NoisePattern
  private let own: StaticKey
  private let ephemeral: StaticKey
  private var remoteEphemeral: PublicKey?
  private(set) var remote: PublicKey?
  private var symmetric: SymmetricState

  /// Tests of published vectors give the ephemeral key; everyone else takes a new one.
  init(pattern: NoisePattern, prologue: [UInt8], own: StaticKey, ephemeral: StaticKey) {
    if let secret = pattern.sharedSecret {
      precondition(secret.bitCount == 256, "a shared secret of \(secret.bitCount) bits")
    }
    self.pattern = pattern
    self.own = own
    self.ephemeral = ephemeral
    symmetric = SymmetricState(protocolName: pattern.protocolName)
    symmetric.mixHash(prologue)
  }

  var hash: [UInt8] { symmetric.hash }

  /// Token e, written; with a shared secret it also enters the keys (revision 34, 9.2).
  mutating func writeEphemeral(to message: inout [UInt8]) {
    let key = ephemeral.publicKey
    message += key.bytes
    mix(ephemeral: key)
  }

  /// Token e, read.
  mutating func readEphemeral(_ message: inout ArraySlice<UInt8>) throws(SecureChannelError) {
    let key = try PublicKey(bytes: Array(message.prefix(PublicKey.lengthBytes)))
    message = message.dropFirst(PublicKey.lengthBytes)
    remoteEphemeral = key
    mix(ephemeral: key)
  }

  private mutating func mix(ephemeral key: PublicKey) {
    symmetric.mixHash(key.bytes)
    if pattern.sharedSecret != nil { symmetric.mixKey(SymmetricKey(data: key.bytes)) }
  }

  /// Token s, written.
  mutating func writeStatic(to message: inout [UInt8]) throws(SecureChannelError) {
    try symmetric.encryptAndHash(own.publicKey.bytes, to: &message)
  }

  /// Token s, read.
  mutating func readStatic(_ message: inout ArraySlice<UInt8>) throws(SecureChannelError) {
    let length = PublicKey.lengthBytes + CipherState.tagBytes
    remote = try PublicKey(bytes: try symmetric.decryptAndHash(message.prefix(length)))
    message = message.dropFirst(length)
  }

  /// Token ee.
  mutating func mixEphemerals() throws(SecureChannelError) {
    symmetric.mixKey(try known(remoteEphemeral).secret(with: ephemeral.pair))
  }

  /// Tokens es and se, where this end gives its ephemeral key.
  mutating func mixEphemeralWithRemote() throws(SecureChannelError) {
    symmetric.mixKey(try known(remote).secret(with: ephemeral.pair))
  }

  /// Tokens es and se, where this end gives its static key.
  mutating func mixOwnWithRemoteEphemeral() throws(SecureChannelError) {
    symmetric.mixKey(try known(remoteEphemeral).secret(with: own.pair))
  }

  /// Token psk, where the pattern has one.
  mutating func mixSharedSecret() {
    if let secret = pattern.sharedSecret { symmetric.mixKeyAndHash(secret) }
  }

  mutating func write(
    payload: [UInt8], to message: inout [UInt8]
  ) throws(SecureChannelError) {
    try symmetric.encryptAndHash(payload, to: &message)
  }

  mutating func readPayload(
    _ message: ArraySlice<UInt8>
  ) throws(SecureChannelError) -> [UInt8] {
    try symmetric.decryptAndHash(message)
  }

  /// Ends the handshake.
  consuming func finish(isInitiator: Bool) -> NoiseSession {
    let peer = known(remote)
    let hash = symmetric.hash
    let keys = symmetric.split()
    return NoiseSession(
      sealer: Sealer(key: isInitiator ? keys.initiator : keys.responder),
      opener: Opener(key: isInitiator ? keys.responder : keys.initiator),
      peer: peer, handshakeHash: hash)
  }

  /// The order of tokens is ours: a key that is missing here is a fault of this file's callers.
  private func known(_ key: PublicKey?) -> PublicKey {
    guard let key else { preconditionFailure("a token before its key") }
    return key
  }

  static func require(
    _ message: [UInt8], atLeastBytes least: Int
  ) throws(SecureChannelError) {
    guard message.count <= maximumMessageBytes else {
      throw .messageTooLong(bytes: message.count, limitBytes: maximumMessageBytes)
    }
    guard message.count >= least else {
      throw .messageTooShort(bytes: message.count, leastBytes: least)
    }
  }

  static func require(
    payload: [UInt8], besideBytes other: Int
  ) throws(SecureChannelError) {
    let bytes = payload.count + other
    guard bytes <= maximumMessageBytes else {
      throw .messageTooLong(bytes: bytes, limitBytes: maximumMessageBytes)
    }
  }
}
