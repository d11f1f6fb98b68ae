import Foundation
import Records

/// A value of the settings' file: a number, a text, or a section of such values.
package enum SettingValue: Codable, Sendable, Hashable {
  case number(Int)
  case text(String)
  case section([String: SettingValue])

  /// Anything else in the file throws.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else {
      self = .section(try container.decode([String: SettingValue].self))
    }
  }

  /// As the file has it.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    case .section(let values): try container.encode(values)
    }
  }
}

/// Why settings do not serve; facts only. A key is named with its section, `mail.host`.
package enum SettingsFault: Error, Sendable, Hashable {
  /// The file is no JSON of numbers, texts and sections, or longer than any of ours.
  case notUnderstood
  /// A later version wrote it.
  case newerFormat(Int)
  /// A key that means nothing: a mistyped limit must not be left out in silence.
  case unknownKey(String)
  /// A key that is needed.
  case missing(String)
  /// A value that does not fit; what would.
  case invalid(String, expected: String)
}

/// Takes the values of one section, key after key; what nobody took is a mistake.
struct SettingsReader {
  private let name: String
  private var values: [String: SettingValue]

  init(_ name: String, _ values: [String: SettingValue]) {
    self.name = name
    self.values = values
  }

  func key(_ key: String) -> String { "\(name).\(key)" }

  func invalid(_ key: String, _ expected: String) -> SettingsFault {
    .invalid(self.key(key), expected: expected)
  }

  /// A text without signs that steer, at most so many bytes; nil where there is none.
  mutating func text(_ key: String, maximumBytes: Int = 256) throws(SettingsFault) -> String? {
    guard let value = values.removeValue(forKey: key) else { return nil }
    guard case .text(let text) = value, !text.isEmpty, text.utf8.count <= maximumBytes,
      text.unicodeScalars.allSatisfy(\.isHarmless)
    else { throw invalid(key, "1–\(maximumBytes)") }
    return text
  }

  /// The same where it cannot be left out.
  mutating func needed(_ key: String, maximumBytes: Int = 256) throws(SettingsFault) -> String {
    guard let text = try text(key, maximumBytes: maximumBytes) else {
      throw .missing(self.key(key))
    }
    return text
  }

  /// A number in these bounds; nil where there is none.
  mutating func number(_ key: String, in range: ClosedRange<Int>) throws(SettingsFault) -> Int? {
    guard let value = values.removeValue(forKey: key) else { return nil }
    guard case .number(let number) = value, range.contains(number) else {
      throw invalid(key, "\(range.lowerBound)–\(range.upperBound)")
    }
    return number
  }

  /// One of the words of a choice; nil where there is none.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Choice.Type
  ) throws(SettingsFault) -> Choice? where Choice.RawValue == String {
    guard let text = try text(key) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      throw invalid(key, type.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return choice
  }

  /// The path of a file from the root on; nil where there is none.
  mutating func path(_ key: String) throws(SettingsFault) -> String? {
    guard let path = try text(key, maximumBytes: 4096) else { return nil }
    guard path.hasPrefix("/") else { throw invalid(key, "/…") }
    return path
  }

  /// Throws where something is left that nobody asked for.
  func finish() throws(SettingsFault) {
    if let left = values.keys.sorted().first { throw .unknownKey(key(left)) }
  }
}
