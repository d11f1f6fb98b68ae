import Crypto
import Foundation

/// Puts stand-ins in the place of texts: as long, of the same kinds of characters, equal for equal.
///
/// Who does not have the key cannot go back, but by trying; the key is forgotten with this value.
package final class StandIns {
  /// A value whose stand-ins are all taken keeps the last one tried.
  private static let triesMaximum = 64
  private let key: SymmetricKey
  private var known: [[UInt8]: [UInt8]] = [:]
  private var taken: Set<[UInt8]> = []

  /// A key of its own, or the one given by a test.
  package init(key: [UInt8]? = nil) {
    self.key = key.map { SymmetricKey(data: $0) } ?? SymmetricKey(size: .bits256)
  }

  /// The stand-in of a text.
  package func text(_ text: String) -> String {
    String(decoding: self.text(utf8: Array(text.utf8)), as: UTF8.self)
  }

  /// A further one of the same form, which nothing remembers: it tries a column's checks.
  package func trial(_ text: String, _ variant: Int) -> String {
    String(decoding: shaped(Array(text.utf8), Self.triesMaximum + variant), as: UTF8.self)
  }

  /// The stand-in of a text as its bytes; as many bytes, and as many characters.
  package func text(utf8 bytes: [UInt8]) -> [UInt8] {
    if let known = known[bytes] { return known }
    var made = bytes
    for attempt in 0..<Self.triesMaximum {
      made = shaped(bytes, attempt)
      if !taken.contains(made) { break }
    }
    known[bytes] = made
    taken.insert(made)
    return made
  }

  /// The stand-in of other bytes; an identity of 16 bytes stays, rows are joined by it.
  package func blob(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count != 16, !bytes.isEmpty else { return bytes }
    return Array(stream(bytes, attempt: 0, label: 1, count: bytes.count))
  }

  private func shaped(_ bytes: [UInt8], _ attempt: Int) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    guard Array(text.utf8) == bytes else { return blob(bytes) }
    let scalars = text.unicodeScalars
    let chance = stream(bytes, attempt: attempt, label: 0, count: scalars.count)
    var made = String.UnicodeScalarView()
    for (scalar, byte) in zip(scalars, chance) { made.append(Self.other(scalar, byte)) }
    return Array(String(made).utf8)
  }

  private static let twoBytes = Array("àâäçèéêëîïôöùûü".unicodeScalars)
  private static let threeBytes = Array("ḁḃḅḇḉḋḍḏḑḓḕḗḙḛḝḟ".unicodeScalars)
  private static let fourBytes = Array("𝐚𝐛𝐜𝐝𝐞𝐟𝐠𝐡𝐢𝐣𝐤𝐥𝐦𝐧𝐨𝐩".unicodeScalars)

  private static func other(_ scalar: Unicode.Scalar, _ byte: UInt8) -> Unicode.Scalar {
    func among(_ first: Unicode.Scalar, _ count: UInt8) -> Unicode.Scalar {
      Unicode.Scalar(UInt8(first.value) + byte % count)
    }
    switch scalar {
    case "0"..."9": return among("0", 10)
    case "a"..."z": return among("a", 26)
    case "A"..."Z": return among("A", 26)
    case _ where scalar.isASCII: return scalar
    default:
      let pool = [twoBytes, threeBytes, fourBytes][UTF8.width(scalar) - 2]
      return pool[Int(byte) % pool.count]
    }
  }

  /// So many bytes that depend on the value and the key alone.
  private func stream(_ value: [UInt8], attempt: Int, label: UInt8, count: Int) -> [UInt8] {
    var made: [UInt8] = []
    var block: UInt32 = 0
    while made.count < count {
      var input: [UInt8] = [label]
      input += Recording.bytes(UInt64(attempt), 4) + Recording.bytes(UInt64(block), 4)
      made += HMAC<SHA256>.authenticationCode(for: input + value, using: key)
      block += 1
    }
    return Array(made.prefix(count))
  }
}
