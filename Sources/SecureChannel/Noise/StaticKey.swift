import Crypto
import FoundationEssentials

/// The lasting key pair of one end; whoever holds it is that end.
package struct StaticKey: Sendable {
  let pair: Curve25519.KeyAgreement.PrivateKey

  /// A new pair from the system's random numbers.
  package init() { pair = Curve25519.KeyAgreement.PrivateKey() }

  /// The pair of 32 stored secret bytes.
  package init(secret: [UInt8]) throws(SecureChannelError) {
    guard secret.count == PublicKey.lengthBytes,
      let pair = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret)
    else { throw .keyLength(bytes: secret.count) }
    self.pair = pair
  }

  /// What is stored, 32 bytes, readable by its owner alone.
  package var secret: [UInt8] { Array(pair.rawRepresentation) }

  /// What the other end knows this one by.
  package var publicKey: PublicKey { PublicKey(of: pair) }
}

/// The public half of a key: 32 bytes of X25519.
package struct PublicKey: Hashable, Sendable {
  /// The length of every key.
  package static let lengthBytes = 32

  /// The bytes as they go over the line.
  package let bytes: [UInt8]

  /// Takes 32 bytes; whether they lead to a usable secret shows when they are used.
  package init(bytes: [UInt8]) throws(SecureChannelError) {
    guard bytes.count == Self.lengthBytes else { throw .keyLength(bytes: bytes.count) }
    self.bytes = bytes
  }

  init(of pair: Curve25519.KeyAgreement.PrivateKey) {
    bytes = Array(pair.publicKey.rawRepresentation)
  }

  /// The X25519 secret of both; refused when it is zero, which swift-crypto lets pass.
  func secret(
    with pair: Curve25519.KeyAgreement.PrivateKey
  ) throws(SecureChannelError) -> SymmetricKey {
    guard let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes),
      let secret = try? pair.sharedSecretFromKeyAgreement(with: key)
    else { throw .weakKey }
    let isZero = secret.withUnsafeBytes { $0.reduce(0, |) == 0 }
    guard !isZero else { throw .weakKey }
    return secret.withUnsafeBytes { SymmetricKey(data: $0) }
  }
}
