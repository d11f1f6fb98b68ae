import Crypto
import FoundationEssentials
import Records

/// JSON whose second line holds the SHA-256 of the file with that hash's digits set to zero.
package enum SelfHashedText {
  private static let head = Array("{\n  \"selfSHA256\" : \"".utf8)
  private static let digitCount = 64
  private static let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: digitCount)

  /// The text of a value.
  package static func encode(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let body = try? encoder.encode(value) else {
      preconditionFailure("a value without an encoding: \(value)")
    }
    // The body opens with "{\n"; what follows moves behind the hash's line.
    return sealed(body.dropFirst(2))
  }

  /// The text of these bytes, which follow the hash's line.
  package static func sealed(_ rest: some Collection<UInt8>) -> [UInt8] {
    var text = head + zeros + Array("\",\n".utf8) + rest + [UInt8(ascii: "\n")]
    let digits = Array(Hexadecimal.encode(SHA256.hash(data: text)).utf8)
    text.replaceSubrange(head.count..<head.count + digitCount, with: digits)
    return text
  }

  /// Nil where a single bit differs from what was encoded.
  package static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) -> Value? {
    guard ownHash(of: bytes) != nil else { return nil }
    return try? JSONDecoder().decode(type, from: Data(bytes))
  }

  /// The hash as the text carries it, where it is the right one.
  static func ownHash(of bytes: [UInt8]) -> String? {
    guard bytes.count > head.count + digitCount, bytes.starts(with: head) else { return nil }
    let place = head.count..<head.count + digitCount
    var blank = bytes
    blank.replaceSubrange(place, with: zeros)
    let hash = Hexadecimal.encode(SHA256.hash(data: blank))
    return Array(hash.utf8) == Array(bytes[place]) ? hash : nil
  }
}

/// A time as people and parsers of every language read it.
package enum UTCText {
  /// "2026-05-21T06:12:00Z" of milliseconds since 1970.
  package static func text(milliseconds: UInt64) -> String {
    let seconds = Int(milliseconds / 1_000)
    // Days to a civil date: years start in March, so that leap days come last.
    let shifted = seconds / 86_400 + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let march = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * march + 2) / 5 + 1
    let month = march < 10 ? march + 3 : march - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let time = [seconds % 86_400 / 3_600, seconds % 3_600 / 60, seconds % 60]
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T"
      + time.map { padded($0, 2) }.joined(separator: ":") + "Z"
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
