import Testing

@testable import Link

@Suite struct ChecksumTests {
  private func checksum(_ bytes: [UInt8]) -> UInt32 { CRC32C.checksum(bytes.span) }

  @Test func `the published vectors of CRC-32C hold`() {
    #expect(checksum([]) == 0)
    #expect(checksum(Array("123456789".utf8)) == 0xE306_9283)
    // RFC 3720 B.4
    #expect(checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    #expect(checksum([UInt8](repeating: 255, count: 32)) == 0x62A8_AB43)
    #expect(checksum(Array(0..<32)) == 0x46DD_794E)
    #expect(checksum(Array((0..<32).reversed())) == 0x113F_DB5C)
  }

  @Test func `eight bytes a step and one bit a step agree at every length`() {
    var bytes: [UInt8] = []
    for length in 0..<70 {
      var slow = UInt32.max
      for byte in bytes {
        slow ^= UInt32(byte)
        for _ in 0..<8 { slow = slow & 1 == 0 ? slow >> 1 : slow >> 1 ^ 0x82F6_3B78 }
      }
      #expect(checksum(bytes) == ~slow, "length \(length)")
      bytes.append(UInt8(truncatingIfNeeded: length &* 151 &+ 7))
    }
  }
}
