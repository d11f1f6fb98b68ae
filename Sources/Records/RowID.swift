/// A row's identity everywhere: 16 bytes, big-endian, time-ordered (UUID version 7, RFC 9562).
package struct RowID: Hashable, Sendable, Comparable {
  /// How many bytes an identity takes in a database and on the wire.
  package static let byteCount = 16

  /// The first eight bytes, read big-endian: 48 bits of Unix milliseconds, version, 12 random bits.
  package let high: UInt64
  /// The last eight bytes, read big-endian: variant and 62 random bits.
  package let low: UInt64

  /// Takes the two halves as they stand.
  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Mints an identity at `milliseconds` since 1970 from two random words.
  package init(milliseconds: UInt64, random first: UInt64, _ second: UInt64) {
    high = (milliseconds << 16) | 0x7000 | (first & 0x0FFF)
    low = 0x8000_0000_0000_0000 | (second & 0x3FFF_FFFF_FFFF_FFFF)
  }

  /// Reads 16 bytes; nil for any other count.
  package init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    var words: (UInt64, UInt64) = (0, 0)
    for (index, byte) in bytes.enumerated() {
      if index < 8 {
        words.0 = words.0 << 8 | UInt64(byte)
      } else {
        words.1 = words.1 << 8 | UInt64(byte)
      }
    }
    high = words.0
    low = words.1
  }

  /// The 16 bytes, most significant first.
  package var bytes: [UInt8] {
    (0..<16).map { index in
      UInt8(truncatingIfNeeded: (index < 8 ? high : low) >> UInt64(56 - 8 * (index % 8)))
    }
  }

  /// 32 lower-case hexadecimal digits.
  package var hexadecimal: String { Hexadecimal.encode(bytes) }

  package static func < (left: Self, right: Self) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}
