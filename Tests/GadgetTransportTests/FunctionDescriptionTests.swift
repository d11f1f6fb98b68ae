import GadgetTransport
import Testing

struct FunctionDescriptionTests {
  private static let pocket = FunctionDescription(
    class: 0xff, subclass: 0x50, protocol: 1, name: "Pocket")

  @Test func `a function says what it is at three speeds, as functionfs.h lays it out`() {
    let interface: [UInt8] = [9, 4, 0, 0, 2, 0xff, 0x50, 1, 1]
    let full: [UInt8] = [7, 5, 0x01, 2, 64, 0, 0, 7, 5, 0x82, 2, 64, 0, 0]
    let high: [UInt8] = [7, 5, 0x01, 2, 0, 2, 0, 7, 5, 0x82, 2, 0, 2, 0]
    let companion: [UInt8] = [6, 0x30, 0, 0, 0, 0]
    let superSpeed =
      [7, 5, 0x01, 2, 0, 4, 0] + companion + [7, 5, 0x82, 2, 0, 4, 0] + companion
    let body = interface + full + interface + high + interface + superSpeed
    let head: [UInt8] = [3, 0, 0, 0, UInt8(24 + body.count), 0, 0, 0, 7, 0, 0, 0]
    let counts: [UInt8] = [3, 0, 0, 0, 3, 0, 0, 0, 5, 0, 0, 0]
    #expect(Self.pocket.descriptors == head + counts + body)
  }

  @Test func `only a function that answers for the device asks for the device's requests`() {
    let phone = FunctionDescription(
      class: 0xff, subclass: 0x42, protocol: 1, name: "adb", answersDeviceRequests: true)
    #expect(phone.descriptors[8] == 7 | 64 | 128)
    #expect(Self.pocket.descriptors[8] == 7)
  }

  @Test func `the strings are one name in one language`() {
    let head: [UInt8] = [2, 0, 0, 0, 25, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 9, 4]
    #expect(Self.pocket.strings == head + Array("Pocket".utf8) + [0])
  }
}
