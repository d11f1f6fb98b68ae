import Testing

@testable import Diagnostics

struct PcapngFileTests {
  private func word(_ bytes: [UInt8], _ at: Int) -> Int {
    Int(Recording.number(bytes[at..<at + 4]))
  }

  @Test func `blocks stand one after the other, their length at both ends`() {
    var file = PcapngFile(.pocketLine, program: "test 1", interface: "pocket")
    file.add([1, 2, 3, 4, 5], microseconds: 1 << 40 | 7, isInbound: true)
    file.add([], microseconds: 0)
    file.addStatistics(lostPackets: 3)
    let bytes = file.takeBytes()
    #expect(file.takeBytes() == [])
    var types: [Int] = []
    var place = 0
    while place < bytes.count {
      let length = word(bytes, place + 4)
      #expect(length % 4 == 0 && word(bytes, place + length - 4) == length)
      types.append(word(bytes, place))
      place += length
    }
    #expect(types == [0x0A0D_0D0A, 1, 6, 6, 5])
  }

  @Test func `a packet has its time in two halves, its sizes and its way`() {
    var file = PcapngFile(.usb, program: "", interface: "")
    _ = file.takeBytes()
    file.add([9, 8, 7], microseconds: 3 << 32 | 5, originalBytes: 70, isInbound: false)
    let bytes = file.takeBytes()
    #expect((word(bytes, 12), word(bytes, 16)) == (3, 5))
    #expect((word(bytes, 20), word(bytes, 24)) == (3, 70))
    #expect(Array(bytes[28..<32]) == [9, 8, 7, 0])
    #expect(Array(bytes[32..<40]) == [2, 0, 4, 0, 2, 0, 0, 0])
  }

  @Test func `the packets that are missing stand behind the last one's time`() {
    var file = PcapngFile(.usb, program: "", interface: "")
    file.add([9], microseconds: 3 << 32 | 5)
    _ = file.takeBytes()
    file.addStatistics(lostPackets: 1 << 33 | 4)
    let bytes = file.takeBytes()
    #expect((word(bytes, 8), word(bytes, 12), word(bytes, 16)) == (0, 3, 5))
    #expect(Array(bytes[20..<24]) == [5, 0, 8, 0])
    #expect((word(bytes, 24), word(bytes, 28)) == (4, 2))
  }

  @Test func `the kernel's requests have the numbers of its header`() {
    #expect(MonitorRequest.statistics == 0x8008_9203)
    #expect(MonitorRequest.setRingBytes == 0x9204)
    #expect(MonitorRequest.get == 0x4018_920A)
  }

  @Test func `what usbmon tells is read from its head`() throws {
    var head = [UInt8](repeating: 0, count: 64)
    head[11] = 4
    head[12] = 1
    head[16] = 10
    head[24] = 7
    head[32] = 200
    head[36] = 3
    let packet = try #require(USBPacket(head: head, data: [1, 2, 3, 4]))
    #expect(packet.device == USBDeviceNumber(bus: 1, device: 4))
    #expect(packet.microseconds == 10_000_007)
    #expect(packet.bytes == head + [1, 2, 3])
    #expect(packet.originalBytes == 264)
    // A transfer into this PC that begins: the size of a buffer, and nothing in it yet.
    head[15] = UInt8(ascii: "<")
    head[36] = 0
    #expect(USBPacket(head: head, data: [1, 2, 3, 4])?.originalBytes == 64)
    head[36] = 5
    #expect(USBPacket(head: head, data: [1, 2, 3, 4]) == nil)
    #expect(USBPacket(head: [1], data: []) == nil)
  }
}
