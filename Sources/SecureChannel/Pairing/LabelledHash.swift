import Crypto
import FoundationEssentials

/// SHA-256 under a label of ours, so that no digest can stand in for another.
enum LabelledHash {
  static let lengthBytes = 32

  static func of(_ label: String, _ parts: [UInt8]...) -> [UInt8] {
    var hasher = SHA256()
    hasher.update(data: Array("pocket-sync \(label)\0".utf8))
    for part in parts { hasher.update(data: part) }
    return Array(hasher.finalize())
  }

  static func keyed(_ key: SymmetricKey, _ label: String, _ parts: [UInt8]...) -> [UInt8] {
    var code = HMAC<SHA256>(key: key)
    code.update(data: Array("pocket-sync \(label)\0".utf8))
    for part in parts { code.update(data: part) }
    return Array(code.finalize())
  }

  /// Whether both are the same, in a time that does not tell where they differ.
  static func isEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    // Both operators bind alike: without the brackets a difference is lost among what follows.
    return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// Bytes that nobody can foretell.
  static func random() -> [UInt8] { SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) } }
}
