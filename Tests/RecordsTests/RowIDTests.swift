import Testing

@testable import Records

struct RowIDTests {
  private static let sample = RowID(high: 0x0192_3456_789A_7BCD, low: 0x8123_4567_89AB_CDEF)

  @Test func `bytes are big-endian and come back`() {
    let bytes = Self.sample.bytes
    #expect(Self.sample.hexadecimal == "0192" + "3456789a7bcd" + "8123456789abcdef")
    #expect(RowID(bytes) == Self.sample)
    #expect(RowID(Array(bytes.dropFirst())[...]) == nil)
  }

  @Test(arguments: [0, 1, 15, 17, 32])
  func `any other count of bytes is no identity`(count: Int) {
    #expect(RowID(Array(repeating: UInt8(1), count: count)) == nil)
  }

  @Test func `order is the order of the bytes`() {
    let ids = [
      RowID(high: 0, low: 0), RowID(high: 0, low: .max), RowID(high: 1, low: 0),
      RowID(high: 0x8000_0000_0000_0000, low: 0), RowID(high: .max, low: .max),
    ]
    for (left, right) in zip(ids, ids.dropFirst()) {
      #expect(left < right)
      #expect(!(right < left))
      #expect(left.bytes.lexicographicallyPrecedes(right.bytes))
    }
  }

  @Test func `a minted identity holds the time, version 7 and the RFC's variant`() {
    let id = RowID(milliseconds: 0x0192_3456_789A, random: .max, .max)
    #expect(id.high == 0x0192_3456_789A_7FFF)
    #expect(id.low == 0xBFFF_FFFF_FFFF_FFFF)
    let zero = RowID(milliseconds: 0x0192_3456_789A, random: 0, 0)
    #expect(zero.high == 0x0192_3456_789A_7000)
    #expect(zero.low == 0x8000_0000_0000_0000)
  }

  @Test func `the example of RFC 9562 comes out as printed`() {
    let id = RowID(milliseconds: 0x017F_22E2_79B0, random: 0xCC3, 0x18C4_DC0C_0C07_398F)
    #expect(id.hexadecimal == "017f22e279b07cc398c4dc0c0c07398f")
  }

  @Test func `later identities sort after earlier ones, whatever was drawn`() {
    let early = RowID(milliseconds: 1000, random: .max, .max)
    let late = RowID(milliseconds: 1001, random: 0, 0)
    #expect(early < late)
  }
}
