import Testing

@testable import Records

struct HexadecimalTests {
  @Test func `every byte comes back from its two digits, of either case`() {
    let bytes = Array(UInt8.min...UInt8.max)
    let text = Hexadecimal.encode(bytes)
    #expect(text.utf8.count == 512)
    #expect(text.hasPrefix("000102") && text.hasSuffix("fdfeff"))
    #expect(Hexadecimal.decode(text) == bytes)
    #expect(Hexadecimal.decode(text.uppercased()) == bytes)
    #expect(Hexadecimal.decode("") == [])
  }

  @Test(arguments: ["0", "0g", "0x12", " 12", "12 ", "é0", "1٢", "/0", ":0", "@0", "G0", "`0"])
  func `anything else is refused`(text: String) {
    #expect(Hexadecimal.decode(text) == nil)
  }
}
