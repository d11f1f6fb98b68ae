/// What a field takes; everything else makes the bundle refuse.
package enum FieldRule: Sendable, Hashable {
  /// Zero or more.
  case count
  /// Any whole number.
  case number
  /// Milliseconds since 1970, of this century.
  case moment
  case flag
  /// A masked name, or one that the shipped schema has and everybody may read.
  case mask
  /// One of these words.
  case word(Set<String>)
  /// Digits and dots: versions and places of devices.
  case digits
  /// What systems call their builds: letters, digits and `. + _ ~ -`.
  case version
  /// Lower-case hexadecimal digits, exactly so many.
  case hexadecimal(digits: Int)
  /// A code of the catalogue: `GATE-03`.
  case code

  private static let textBytesMaximum = 48
  private static let nameBytesMaximum = 64
  private static let momentMaximum: Int64 = 4_102_444_800_000

  /// True where the field takes the value.
  package func takes(_ value: BundleValue) -> Bool {
    switch (self, value) {
    case (.count, .number(let number)): number >= 0
    case (.number, .number), (.flag, .flag): true
    case (.moment, .number(let number)): (0...Self.momentMaximum).contains(number)
    case (.mask, .mask(let mask)):
      Self.isShort(mask.text, Self.nameBytesMaximum) { Self.isWordy($0) || $0 == 0x5F }
    case (.word(let words), .text(let text)): words.contains(text)
    case (.digits, .text(let text)):
      Self.isShort(text, Self.textBytesMaximum) { Self.isDigit($0) || $0 == 0x2E || $0 == 0x2D }
    case (.version, .text(let text)):
      Self.isShort(text, Self.textBytesMaximum) { Self.isWordy($0) || "._+~".utf8.contains($0) }
    case (.hexadecimal(let digits), .text(let text)):
      text.utf8.count == digits
        && text.utf8.allSatisfy { Self.isDigit($0) || (0x61...0x66).contains($0) }
    case (.code, .text(let text)): Self.isCode(text)
    default: false
    }
  }

  private static func isCode(_ text: String) -> Bool {
    let halves = text.split(separator: "-", omittingEmptySubsequences: false)
    return halves.count == 2 && (2...8).contains(halves[0].utf8.count)
      && halves[0].utf8.allSatisfy { (0x41...0x5A).contains($0) }
      && halves[1].utf8.count == 2 && halves[1].utf8.allSatisfy(isDigit)
  }

  private static func isShort(
    _ text: String, _ maximum: Int, _ isFit: (UInt8) -> Bool
  ) -> Bool {
    (1...maximum).contains(text.utf8.count) && text.utf8.allSatisfy(isFit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// A letter, a digit or a hyphen: nothing that JSON would have to escape.
  private static func isWordy(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
  }
}
