import Crypto
import FoundationEssentials

/// Hashes under a label, as CHANNEL.md has them; the judge's own, so that it shares no fault.
enum LabelledDigest {
  static func hash(_ label: String, _ parts: [UInt8]...) -> [UInt8] {
    var hash = SHA256()
    hash.update(data: Array("pocket-sync \(label)\0".utf8))
    for part in parts { hash.update(data: part) }
    return Array(hash.finalize())
  }

  static func code(_ key: [UInt8], _ label: String, _ parts: [UInt8]...) -> [UInt8] {
    var code = HMAC<SHA256>(key: SymmetricKey(data: key))
    code.update(data: Array("pocket-sync \(label)\0".utf8))
    for part in parts { code.update(data: part) }
    return Array(code.finalize())
  }

  /// The six digits of a pairing.
  static func digits(_ hash: [UInt8], pc: [UInt8], pocket: [UInt8]) -> String {
    let made = self.hash("pairing digits", hash, pc, pocket)
    let number = made.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 1_000_000
    let text = String(number)
    return String(repeating: "0", count: 6 - text.count) + text
  }

  static func random(_ count: Int = 32) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
