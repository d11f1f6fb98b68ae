/// The bytes that each message of the handshake takes beside its payload.
enum HandshakeLayout {
  private static let sealedKeyBytes = PublicKey.lengthBytes + CipherState.tagBytes

  /// -> e; with a shared secret the payload is sealed already.
  static func firstBytes(_ pattern: NoisePattern) -> Int {
    PublicKey.lengthBytes + (pattern.sharedSecret == nil ? 0 : CipherState.tagBytes)
  }

  /// <- e, ee, s, es
  static let secondBytes = PublicKey.lengthBytes + sealedKeyBytes + CipherState.tagBytes

  /// -> s, se
  static let thirdBytes = sealedKeyBytes + CipherState.tagBytes
}
