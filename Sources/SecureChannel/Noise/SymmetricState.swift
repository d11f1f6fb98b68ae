import Crypto
import FoundationEssentials

/// Chaining key, handshake hash and the cipher of the handshake (revision 34, 5.2).
struct SymmetricState: ~Copyable {
  private var chainingKey: SymmetricKey
  private(set) var hash: [UInt8]
  private var cipher: CipherState?

  init(protocolName: String) {
    let name = Array(protocolName.utf8)
    hash =
      name.count <= SHA256.byteCount
      ? name + [UInt8](repeating: 0, count: SHA256.byteCount - name.count)
      : Array(SHA256.hash(data: name))
    chainingKey = SymmetricKey(data: hash)
    cipher = nil
  }

  var hasKey: Bool {
    switch cipher {
    case .some: true
    case .none: false
    }
  }

  mutating func mixHash(_ bytes: some DataProtocol) {
    var hasher = SHA256()
    hasher.update(data: hash)
    hasher.update(data: bytes)
    hash = Array(hasher.finalize())
  }

  mutating func mixKey(_ material: SymmetricKey) {
    let keys = derive(material, count: 2)
    chainingKey = keys[0]
    cipher = CipherState(key: keys[1])
  }

  mutating func mixKeyAndHash(_ material: SymmetricKey) {
    let keys = derive(material, count: 3)
    chainingKey = keys[0]
    mixHash(keys[1].withUnsafeBytes { Array($0) })
    cipher = CipherState(key: keys[2])
  }

  /// Appends what the bytes become: themselves as long as there is no key.
  mutating func encryptAndHash(
    _ plain: [UInt8], to message: inout [UInt8]
  ) throws(SecureChannelError) {
    guard hasKey else {
      message += plain
      return mixHash(plain)
    }
    let associated = hash
    let sealed = try plain.span.bytes.withUnsafeBytes { bytes throws(SecureChannelError) in
      try cipher!.encrypt(bytes, with: associated)
    }
    message += sealed
    mixHash(sealed)
  }

  mutating func decryptAndHash(
    _ sealed: ArraySlice<UInt8>
  ) throws(SecureChannelError) -> [UInt8] {
    var plain = Array(sealed)
    if hasKey {
      let associated = hash
      plain = try sealed.span.bytes.withUnsafeBytes { bytes throws(SecureChannelError) in
        Array(try cipher!.decrypt(bytes, with: associated))
      }
    }
    mixHash(sealed)
    return plain
  }

  /// The keys of the two directions, the initiator's first.
  consuming func split() -> (initiator: SymmetricKey, responder: SymmetricKey) {
    let keys = derive(SymmetricKey(data: [UInt8]()), count: 2)
    return (keys[0], keys[1])
  }

  /// HKDF as revision 34, 4.3 writes it.
  private func derive(_ material: SymmetricKey, count: UInt8) -> [SymmetricKey] {
    let extracted = material.withUnsafeBytes {
      HMAC<SHA256>.authenticationCode(for: $0, using: chainingKey)
    }
    let extractedKey = SymmetricKey(data: extracted)
    var keys: [SymmetricKey] = []
    var previous: [UInt8] = []
    for index in 1...count {
      previous = Array(
        HMAC<SHA256>.authenticationCode(for: previous + [index], using: extractedKey))
      keys.append(SymmetricKey(data: previous))
    }
    return keys
  }
}
