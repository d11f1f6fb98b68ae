import Crypto
import FoundationEssentials

/// The public half of a key pair: what is sealed for it, only its identity opens.
package struct Recipient: Sendable, Hashable {
  static let prefix = "age"
  static let lengthBytes = 32
  let bytes: [UInt8]

  /// Reads `age1…`.
  package init(_ text: String) throws(AgeError) {
    guard let (prefix, bytes) = Bech32.decode(text), prefix == Self.prefix,
      bytes.count == Self.lengthBytes
    else { throw .malformedKey }
    self.bytes = bytes
  }

  init(bytes: [UInt8]) {
    precondition(bytes.count == Self.lengthBytes, "a recipient of \(bytes.count) bytes")
    self.bytes = bytes
  }

  /// As people and age write it: `age1…`.
  package var text: String { Bech32.encode(prefix: Self.prefix, bytes) }
}

/// The secret half of a key pair: who holds it reads everything that was sealed for its recipient.
package struct Identity: Sendable {
  private static let prefix = "age-secret-key-"
  let pair: Curve25519.KeyAgreement.PrivateKey

  /// A new pair from the system's random numbers.
  package init() { pair = Curve25519.KeyAgreement.PrivateKey() }

  /// Reads `AGE-SECRET-KEY-1…`, in capitals or all small.
  package init(_ text: String) throws(AgeError) {
    guard let (prefix, bytes) = Bech32.decode(text), prefix == Self.prefix,
      bytes.count == Recipient.lengthBytes,
      let pair = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes)
    else { throw .malformedKey }
    self.pair = pair
  }

  /// As age writes it, in capitals; never for a log.
  package var secretText: String {
    Bech32.encode(prefix: Self.prefix, Array(pair.rawRepresentation)).uppercased()
  }

  /// The public half.
  package var recipient: Recipient { Recipient(bytes: Array(pair.publicKey.rawRepresentation)) }
}

/// What may open a file.
package enum AgeKey: Sendable {
  /// The secret half of a key pair.
  case identity(Identity)
  /// A passphrase, as it was typed, in UTF-8.
  case passphrase(String)
}
