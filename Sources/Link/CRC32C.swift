/// CRC-32C (Castagnoli, reflected 0x82F63B78), eight bytes a step; vectors: RFC 3720 B.4.
/// `Transport` has a small one of its own for traces, since neither target may import the other.
enum CRC32C {
  /// Table k holds the remainder of one byte followed by k zero bytes; eight tables of 256.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var remainder = UInt32(byte)
      for _ in 0..<8 {
        remainder = remainder & 1 == 0 ? remainder >> 1 : remainder >> 1 ^ 0x82F6_3B78
      }
      tables[byte] = remainder
    }
    for index in 256..<tables.count {
      let shorter = tables[index - 256]
      tables[index] = shorter >> 8 ^ tables[Int(shorter & 255)]
    }
    return tables
  }()

  /// The checksum of all bytes, initial value and final complement included.
  static func checksum(_ bytes: borrowing Span<UInt8>) -> UInt32 {
    bytes.withUnsafeBytes { input in
      tables.withUnsafeBufferPointer { table in
        var crc = UInt32.max
        var index = 0
        while index + 8 <= input.count {
          let word =
            UInt64(littleEndian: input.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            ^ UInt64(crc)
          crc = 0
          for lane in 0..<8 {
            crc ^= table[(7 - lane) * 256 + Int(word >> (8 * UInt64(lane)) & 255)]
          }
          index += 8
        }
        while index < input.count {
          crc = crc >> 8 ^ table[Int((crc ^ UInt32(input[index])) & 255)]
          index += 1
        }
        return ~crc
      }
    }
  }
}
