import Testing

@testable import GadgetTransport

struct AccessoryRequestsTests {
  private typealias Request = AccessoryRequests.Request

  private static let ask = Request(kind: 0xc0, code: 51, value: 0, index: 0, length: 2)
  private static let start = Request(kind: 0x40, code: 53, value: 0, index: 0, length: 0)

  private static func string(_ index: UInt16, bytes: Int) -> Request {
    Request(kind: 0x40, code: 52, value: 0, index: index, length: UInt16(bytes))
  }

  /// A phone that was asked and got these strings.
  private static func phone(_ strings: [UInt16: String]) -> AccessoryRequests {
    var phone = AccessoryRequests()
    _ = phone.answer(ask)
    for (index, text) in strings {
      let bytes = Array(text.utf8) + [0]
      let request = string(index, bytes: bytes.count)
      let answer = phone.answer(request)
      #expect(answer == .takeBytes)
      let isTaken = phone.receive(bytes, of: request)
      #expect(isTaken)
    }
    return phone
  }

  @Test func `a host that asks, introduces itself and starts gets an accessory`() {
    var phone = Self.phone([0: "Maker", 1: "Dock", 2: "It docks", 3: "1", 4: "", 5: "7"])
    let answer = phone.answer(Self.start)
    #expect(answer == .start)
    #expect(
      phone.introduction
        == AccessoryIntroduction(manufacturer: "Maker", model: "Dock", version: "1"))
  }

  @Test func `the protocol is version 2, cut to what the host takes`() {
    var phone = AccessoryRequests()
    let answer = phone.answer(Self.ask)
    #expect(answer == .give([2, 0]))
    var one = Self.ask
    one.length = 1
    let cut = phone.answer(one)
    #expect(cut == .give([2]))
  }

  @Test(arguments: [0, 1, 3] as [UInt16])
  func `a host that leaves out what its app is found by may not start`(missing: UInt16) {
    var strings: [UInt16: String] = [0: "Maker", 1: "Dock", 3: "1"]
    strings[missing] = nil
    var phone = Self.phone(strings)
    let answer = phone.answer(Self.start)
    #expect(answer == .stall)
  }

  @Test(arguments: [
    Request(kind: 0x40, code: 52, value: 0, index: 6, length: 2),
    Request(kind: 0x40, code: 52, value: 0, index: 0, length: 257),
    Request(kind: 0x40, code: 52, value: 0, index: 0, length: 0),
    Request(kind: 0x40, code: 52, value: 1, index: 0, length: 2),
    Request(kind: 0xc0, code: 52, value: 0, index: 0, length: 2),
    Request(kind: 0x40, code: 51, value: 0, index: 0, length: 2),
    Request(kind: 0x40, code: 53, value: 0, index: 0, length: 1),
    Request(kind: 0x40, code: 54, value: 0, index: 0, length: 0),
  ])
  func `a request that the protocol does not know is refused`(request: AccessoryRequests.Request) {
    var phone = Self.phone([0: "Maker", 1: "Dock", 3: "1"])
    let answer = phone.answer(request)
    #expect(answer == .stall)
  }

  @Test func `a string before the question is refused`() {
    var phone = AccessoryRequests()
    let answer = phone.answer(Self.string(0, bytes: 2))
    #expect(answer == .stall)
  }

  @Test(arguments: [
    Array("Maker".utf8), Array("Ma\0er\0".utf8), [0xff, 0xfe, 0], Array("Make".utf8) + [0],
  ])
  func `bytes that are no text with one NUL at its end are not taken`(bytes: [UInt8]) {
    var phone = AccessoryRequests()
    _ = phone.answer(Self.ask)
    let announced = Self.string(0, bytes: bytes == Array("Make".utf8) + [0] ? 9 : bytes.count)
    let isTaken = phone.receive(bytes, of: announced)
    #expect(!isTaken)
    #expect(phone.introduction.manufacturer.isEmpty)
  }
}
