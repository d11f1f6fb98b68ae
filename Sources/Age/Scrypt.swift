import Crypto
import CryptoExtras

/// The stanza of a passphrase.
enum Scrypt {
  static let kind = Array("scrypt".utf8)
  static let saltBytes = 16
  private static let label = Array("age-encryption.org/v1/scrypt".utf8)
  /// What age writes too: 256 MiB and about a second for each guess.
  static let exponent = 18
  /// Memory doubles with each step; this one takes 1 GiB.
  static let exponentMaximum = 20
  /// The least that is asked for, by tests that only look at the form.
  static let exponentMinimum = 1

  static func stanza(
    _ fileKey: FileKey, passphrase: String, exponent: Int
  ) throws(AgeError) -> Stanza {
    let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
    let key = try wrapKey(passphrase, salt: salt, exponent: exponent)
    return Stanza(
      arguments: [kind, Base64.encode(salt), Array(String(exponent).utf8)],
      body: fileKey.wrapped(by: key))
  }

  /// The limit is checked first: what follows takes 1 KiB × 2 to the exponent.
  static func wrapKey(
    _ passphrase: String, salt: [UInt8], exponent: Int
  ) throws(AgeError) -> SymmetricKey {
    guard exponent <= exponentMaximum else {
      throw .workFactorOverLimit(exponent: exponent, limitExponent: exponentMaximum)
    }
    guard !passphrase.isEmpty else { throw .emptyPassphrase }
    guard
      let key = try? KDF.Scrypt.deriveKey(
        from: Array(passphrase.utf8), salt: label + salt, outputByteCount: 32,
        rounds: 1 << exponent, blockSize: 8, parallelism: 1)
    else { throw .passphraseNotDerived(exponent: exponent) }
    return key
  }

  /// A decimal number without leading zeros; what has more than two digits is over every limit.
  static func exponent(of text: [UInt8]) -> Int? {
    guard let first = text.first, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(first),
      text.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Int(String(decoding: text, as: UTF8.self)) ?? Int.max
  }
}
