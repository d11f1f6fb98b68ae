import Testing

@testable import Records

struct ValueTests {
  @Test func `values of another storage class differ, however alike they look`() {
    let values: [Value] = [
      .null, .integer(1), .real(1), .text("1"), .blob([0x31]), .integer(0), .text(""), .blob([]),
    ]
    for (index, left) in values.enumerated() {
      for (other, right) in values.enumerated() {
        #expect((left == right) == (index == other))
      }
    }
  }

  @Test func `texts compare by their bytes, whatever they look like`() {
    let one = Value.text("\u{E9}")
    let two = Value.text("e\u{301}")
    #expect(one != two)
    #expect(Set([one, two, one]).count == 2)
  }

  @Test func `only NULL is null`() {
    #expect(Value.null.isNull)
    for value in [Value.integer(0), .real(0), .text(""), .blob([])] { #expect(!value.isNull) }
  }
}
