import Crypto
import FoundationEssentials

/// A key and the number of its next message (revision 34, 5.1); a copy would use a number twice.
struct CipherState: ~Copyable {
  static let tagBytes = 16
  /// No message bears this number: it is kept for `rekey` (revision 34, 5.1).
  static let reservedNumber = UInt64.max

  private var key: SymmetricKey
  private(set) var number: UInt64

  init(key: SymmetricKey, number: UInt64 = 0) {
    precondition(key.bitCount == 256, "a key of \(key.bitCount) bits")
    self.key = key
    self.number = number
  }

  /// Ciphertext and tag of the plain bytes, under the next number.
  mutating func encrypt(
    _ plain: UnsafeRawBufferPointer, with associated: [UInt8]
  ) throws(SecureChannelError) -> Data {
    guard number != Self.reservedNumber else { throw .numbersExhausted }
    let sealed = Self.seal(plain, with: associated, key: key, number: number)
    number += 1
    return sealed
  }

  /// The plain bytes of ciphertext and tag; the number stays where the tag is wrong.
  mutating func decrypt(
    _ sealed: UnsafeRawBufferPointer, with associated: [UInt8]
  ) throws(SecureChannelError) -> Data {
    guard number != Self.reservedNumber else { throw .numbersExhausted }
    let end = sealed.count - Self.tagBytes
    guard end >= 0 else {
      throw .messageTooShort(bytes: sealed.count, leastBytes: Self.tagBytes)
    }
    let text = UnsafeRawBufferPointer(rebasing: sealed[..<end])
    let tag = UnsafeRawBufferPointer(rebasing: sealed[end...])
    guard
      let box = try? ChaChaPoly.SealedBox(
        nonce: Self.nonce(number), ciphertext: text, tag: tag),
      let plain = try? ChaChaPoly.open(box, using: key, authenticating: associated)
    else { throw .notAuthentic }
    number += 1
    return plain
  }

  /// The next key of both ends (revision 34, 4.2 and 11.3); numbers go on.
  mutating func rekey() {
    let zeros = [UInt8](repeating: 0, count: PublicKey.lengthBytes)
    let sealed = zeros.withUnsafeBytes {
      Self.seal($0, with: [], key: key, number: Self.reservedNumber)
    }
    key = SymmetricKey(data: sealed.prefix(PublicKey.lengthBytes))
  }

  private static func seal(
    _ plain: UnsafeRawBufferPointer, with associated: [UInt8], key: SymmetricKey, number: UInt64
  ) -> Data {
    do {
      let box = try ChaChaPoly.seal(
        plain, using: key, nonce: nonce(number), authenticating: associated)
      return box.combined.dropFirst(nonceBytes)
    } catch {
      preconditionFailure("\(plain.count) bytes were not sealed: \(error)")
    }
  }

  /// The key's bytes, for whoever was told to write them down.
  var secret: [UInt8] { key.withUnsafeBytes { Array($0) } }

  private static let nonceBytes = 12

  /// Four zero bytes, then the number little-endian (revision 34, 12.3).
  private static func nonce(_ number: UInt64) -> ChaChaPoly.Nonce {
    var bytes: (UInt32, UInt32, UInt32) = (
      0, UInt32(truncatingIfNeeded: number).littleEndian, UInt32(number >> 32).littleEndian
    )
    do {
      return try withUnsafeBytes(of: &bytes) { try ChaChaPoly.Nonce(data: $0) }
    } catch {
      preconditionFailure("no nonce of \(number): \(error)")
    }
  }
}
