/// Bech32 of BIP 173 without its limit of length: how keys are written.
enum Bech32 {
  private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
  private static let separator = UInt8(ascii: "1")
  private static let checksumLength = 6
  /// Our keys have 62 and 74 characters; more is no key that we read.
  static let textBytesMaximum = 128

  /// In lower case.
  static func encode(prefix: String, _ bytes: [UInt8]) -> String {
    let head = Array(prefix.utf8)
    let data = regroup(bytes, from: 8, to: 5, isPadded: true) ?? []
    let zeros = [UInt8](repeating: 0, count: checksumLength)
    let rest = polymod(expand(head) + data + zeros) ^ 1
    let checksum = (0..<checksumLength).map { index in
      UInt8(truncatingIfNeeded: rest >> UInt32(5 * (checksumLength - 1 - index)) & 31)
    }
    let text = head + [separator] + (data + checksum).map { alphabet[Int($0)] }
    return String(decoding: text, as: UTF8.self)
  }

  /// Nil for mixed case, foreign characters, a wrong checksum and bits that are left over.
  static func decode(_ text: String) -> (prefix: String, bytes: [UInt8])? {
    let characters = Array(text.utf8)
    guard characters.count <= textBytesMaximum,
      characters.allSatisfy({ (33...126).contains($0) })
    else { return nil }
    let isLower = characters.contains { (97...122).contains($0) }
    let isUpper = characters.contains { (65...90).contains($0) }
    guard !(isLower && isUpper) else { return nil }
    let lower = characters.map { (65...90).contains($0) ? $0 + 32 : $0 }
    guard let place = lower.lastIndex(of: separator), place > 0,
      lower.count - place - 1 >= checksumLength
    else { return nil }
    var values: [UInt8] = []
    for character in lower[(place + 1)...] {
      guard let value = alphabet.firstIndex(of: character) else { return nil }
      values.append(UInt8(value))
    }
    let head = Array(lower[..<place])
    guard polymod(expand(head) + values) == 1,
      let bytes = regroup(values.dropLast(checksumLength), from: 5, to: 8, isPadded: false)
    else { return nil }
    return (String(decoding: head, as: UTF8.self), bytes)
  }

  private static func regroup(
    _ values: some Sequence<UInt8>, from: Int, to: Int, isPadded: Bool
  ) -> [UInt8]? {
    var result: [UInt8] = []
    var store: UInt32 = 0
    var bits = 0
    for value in values {
      store = store << UInt32(from) | UInt32(value)
      bits += from
      while bits >= to {
        bits -= to
        result.append(UInt8(truncatingIfNeeded: store >> UInt32(bits) & (1 << UInt32(to) - 1)))
      }
      store &= 0xFFF
    }
    let rest = store & (1 << UInt32(bits) - 1)
    if isPadded {
      if bits > 0 { result.append(UInt8(rest << UInt32(to - bits))) }
      return result
    }
    return bits < from && rest == 0 ? result : nil
  }

  private static func expand(_ head: [UInt8]) -> [UInt8] {
    head.map { $0 >> 5 } + [0] + head.map { $0 & 31 }
  }

  private static func polymod(_ values: [UInt8]) -> UInt32 {
    let generators: [UInt32] = [
      0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3,
    ]
    var sum: UInt32 = 1
    for value in values {
      let top = sum >> 25
      sum = (sum & 0x1ff_ffff) << 5 ^ UInt32(value)
      for (bit, generator) in generators.enumerated() where top >> UInt32(bit) & 1 == 1 {
        sum ^= generator
      }
    }
    return sum
  }
}
