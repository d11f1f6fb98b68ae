package import Crypto

/// The key on a pocket without a screen: 80 random bits as twenty letters, a quarter of them check.
package struct PrintedKey: Sendable {
  private static let randomBytes = 10
  private static let symbolBits = 5
  private static let symbolCount = 20
  private static let groupSymbols = 5
  /// Crockford's alphabet, without I, L, O and U.
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  private let random: [UInt8]

  /// A new key from the system's random numbers.
  package init() { self.init(random: Array(LabelledHash.random().prefix(Self.randomBytes))) }

  init(random: [UInt8]) {
    precondition(random.count == Self.randomBytes, "\(random.count) random bytes")
    self.random = random
  }

  /// The key as a person typed it, in any case and grouping; nil when it was typed wrongly.
  package init?(text: String) {
    let typed = text.uppercased().filter { $0 != "-" && !$0.isWhitespace }
    guard typed.count == Self.symbolCount else { return nil }
    var bits: [UInt8] = []
    for letter in typed {
      let meant: Character =
        switch letter {
        case "O": "0"
        case "I", "L": "1"
        default: letter
        }
      guard let value = Self.alphabet.firstIndex(of: meant) else { return nil }
      for bit in (0..<Self.symbolBits).reversed() { bits.append(UInt8(value >> bit & 1)) }
    }
    let bytes = stride(from: 0, to: Self.randomBytes * 8, by: 8).map { start -> UInt8 in
      bits[start..<(start + 8)].reduce(UInt8(0)) { $0 << 1 | $1 }
    }
    random = bytes
    guard bits == Self.bits(of: bytes) else { return nil }
  }

  /// What is printed: four groups of five.
  package var text: String {
    let bits = Self.bits(of: random)
    let symbols = stride(from: 0, to: bits.count, by: Self.symbolBits).map { start -> Character in
      let value = bits[start..<(start + Self.symbolBits)].reduce(0) { $0 * 2 + Int($1) }
      return Self.alphabet[value]
    }
    return stride(from: 0, to: symbols.count, by: Self.groupSymbols).map { start -> String in
      String(symbols[start..<(start + Self.groupSymbols)])
    }.joined(separator: "-")
  }

  /// The 32 bytes that enter the handshake.
  package var secret: SymmetricKey {
    SymmetricKey(data: LabelledHash.of("printed key", random))
  }

  /// The random bits, then the first bits of their digest.
  private static func bits(of random: [UInt8]) -> [UInt8] {
    let all = (random + LabelledHash.of("printed key check", random)).flatMap { byte -> [UInt8] in
      (0..<8).reversed().map { byte >> UInt8($0) & 1 }
    }
    return Array(all.prefix(symbolCount * symbolBits))
  }
}
