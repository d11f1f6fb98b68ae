/// Base 64 of RFC 4648, section 4, canonical only.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let values: [UInt8?] = {
    var values = [UInt8?](repeating: nil, count: 256)
    for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }()

  /// Without padding.
  static func encode(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    var store: UInt32 = 0
    var bits = 0
    for byte in bytes {
      store = store << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        text.append(alphabet[Int(store >> UInt32(bits) & 63)])
      }
      store &= 0xFF
    }
    if bits > 0 { text.append(alphabet[Int(store << UInt32(6 - bits) & 63)]) }
    return text
  }

  /// Nil for padding, foreign characters, an impossible length and bits that are left over.
  static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var store: UInt32 = 0
    var bits = 0
    for character in text {
      guard let value = values[Int(character)] else { return nil }
      store = store << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: store >> UInt32(bits)))
      }
      store &= 0xFF
    }
    guard bits < 6, store & (1 << UInt32(bits) - 1) == 0 else { return nil }
    return bytes
  }
}
