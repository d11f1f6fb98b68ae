import Crypto
import FoundationEssentials

/// The 16 bytes under which one file is sealed; new for every file.
struct FileKey {
  static let lengthBytes = 16
  /// Of a stanza's body: the file key and the tag.
  static let wrappedBytes = lengthBytes + PayloadKey.tagBytes
  let secret: SymmetricKey

  init() { secret = SymmetricKey(size: .bits128) }

  /// The file key of a stanza's body; nil where this is not its wrap key.
  init?(wrapped body: [UInt8], by key: SymmetricKey) {
    let combined = [UInt8](repeating: 0, count: PayloadKey.cipherNonceBytes) + body
    guard let box = try? ChaChaPoly.SealedBox(combined: combined),
      let plain = try? ChaChaPoly.open(box, using: key), plain.count == Self.lengthBytes
    else { return nil }
    secret = SymmetricKey(data: plain)
  }

  /// A stanza's body. The nonce is zero, for a wrap key is used once.
  func wrapped(by key: SymmetricKey) -> [UInt8] {
    do {
      let nonce = try ChaChaPoly.Nonce(
        data: [UInt8](repeating: 0, count: PayloadKey.cipherNonceBytes))
      let box = try secret.withUnsafeBytes { try ChaChaPoly.seal($0, using: key, nonce: nonce) }
      return Array(box.combined.dropFirst(PayloadKey.cipherNonceBytes))
    } catch {
      preconditionFailure("a file key was not wrapped: \(error)")
    }
  }

  func derive(salt: [UInt8], info: String) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: secret, salt: salt, info: Array(info.utf8), outputByteCount: 32)
  }

  private var headerKey: SymmetricKey { derive(salt: [], info: "header") }

  func headerMAC(of bytes: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: bytes, using: headerKey))
  }

  func isValid(headerMAC mac: [UInt8], of bytes: [UInt8]) -> Bool {
    HMAC<SHA256>.isValidAuthenticationCode(mac, authenticating: bytes, using: headerKey)
  }
}
