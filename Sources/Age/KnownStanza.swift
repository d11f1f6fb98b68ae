import Crypto
import FoundationEssentials

/// A stanza by its kind; of the kinds that we know every part was checked.
enum KnownStanza {
  case x25519(share: [UInt8], body: [UInt8])
  case scrypt(salt: [UInt8], exponent: Int, body: [UInt8])
  case other

  init(_ stanza: Stanza) throws(AgeError) {
    let arguments = stanza.arguments
    switch arguments.first {
    case X25519.kind:
      guard arguments.count == 2, let share = Base64.decode(arguments[1]),
        share.count == Recipient.lengthBytes, stanza.body.count == FileKey.wrappedBytes
      else { throw .header(.stanza) }
      self = .x25519(share: share, body: stanza.body)
    case Scrypt.kind:
      guard arguments.count == 3, let salt = Base64.decode(arguments[1]),
        salt.count == Scrypt.saltBytes, let exponent = Scrypt.exponent(of: arguments[2]),
        stanza.body.count == FileKey.wrappedBytes
      else { throw .header(.stanza) }
      self = .scrypt(salt: salt, exponent: exponent, body: stanza.body)
    default:
      self = .other
    }
  }

  /// Nil where this key does not open this stanza.
  func fileKey(with key: AgeKey) throws(AgeError) -> FileKey? {
    switch (self, key) {
    case (.x25519(let share, let body), .identity(let identity)):
      FileKey(wrapped: body, by: try X25519.wrapKey(identity, share: share))
    case (.scrypt(let salt, let exponent, let body), .passphrase(let passphrase)):
      FileKey(
        wrapped: body, by: try Scrypt.wrapKey(passphrase, salt: salt, exponent: exponent))
    default: nil
    }
  }
}

/// The stanza of a key pair.
enum X25519 {
  static let kind = Array("X25519".utf8)
  private static let info = Array("age-encryption.org/v1/X25519".utf8)

  /// A new share for each stanza of each file.
  static func stanza(_ fileKey: FileKey, for recipient: Recipient) throws(AgeError) -> Stanza {
    let ephemeral = Curve25519.KeyAgreement.PrivateKey()
    let share = Array(ephemeral.publicKey.rawRepresentation)
    let key = try wrapKey(
      ephemeral, with: recipient.bytes, salt: share + recipient.bytes)
    return Stanza(
      arguments: [kind, Base64.encode(share)], body: fileKey.wrapped(by: key))
  }

  static func wrapKey(_ identity: Identity, share: [UInt8]) throws(AgeError) -> SymmetricKey {
    try wrapKey(identity.pair, with: share, salt: share + identity.recipient.bytes)
  }

  /// swift-crypto lets a secret of zeros pass; the format forbids it.
  private static func wrapKey(
    _ pair: Curve25519.KeyAgreement.PrivateKey, with peer: [UInt8], salt: [UInt8]
  ) throws(AgeError) -> SymmetricKey {
    guard let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: peer),
      let secret = try? pair.sharedSecretFromKeyAgreement(with: key),
      secret.withUnsafeBytes({ $0.reduce(0, |) }) != 0
    else { throw .header(.weakShare) }
    return secret.hkdfDerivedSymmetricKey(
      using: SHA256.self, salt: salt, sharedInfo: info, outputByteCount: 32)
  }
}
