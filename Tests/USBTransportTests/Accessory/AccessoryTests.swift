import Testing
import Transport
import USBTransport

struct AccessoryTests {
  private func device(
    _ port: String, vendor: UInt16, product: UInt16 = 0x6860, serial: String? = nil,
    faces: [[UInt8]] = [[6, 1, 1]]
  ) -> USBDevice {
    let parts = faces.flatMap { [Sample.interface(endpoints: 0, kind: $0)] }
    return USBDevice(
      port: port, node: "/dev/bus/usb/001/00\(port.suffix(1))", vendor: vendor,
      productNumber: product, serial: serial,
      descriptors: Sample.device(vendor: vendor, product: product) + Sample.configuration(parts))
  }

  private func accessory(_ port: String, serial: String? = nil) -> USBDevice {
    USBDevice(
      port: port, node: "/dev/bus/usb/001/009", vendor: 0x18D1, productNumber: 0x2D00,
      serial: serial,
      descriptors: Sample.device(vendor: 0x18D1, product: 0x2D00)
        + Sample.configuration([
          Sample.interface(kind: [0xFF, 0xFF, 0]), Sample.endpoint(0x81), Sample.endpoint(0x01),
        ]))
  }

  private func failure(_ place: USBPlace?, _ devices: [USBDevice]) -> TransportError? {
    do throws(TransportError) {
      _ = try PhoneChoice.phone(at: place, among: devices)
      return nil
    } catch { return error }
  }

  @Test func `without its name only a known maker's phone is asked`() throws {
    let samsung = device("1-1", vendor: 0x04E8)
    #expect(try PhoneChoice.phone(at: nil, among: [samsung]) == samsung)
    let stranger = device("1-2", vendor: 0xDEAD)
    #expect(failure(nil, [stranger]) == .noSuchDevice(path: "accessory"))
    #expect(try PhoneChoice.phone(at: nil, among: [stranger, samsung]) == samsung)
    // The maker's disk, printer and keyboard.
    for face: [UInt8] in [[8, 6, 0x50], [7, 1, 2], [3, 1, 1]] {
      let other = device("1-3", vendor: 0x04E8, faces: [face])
      #expect(failure(nil, [other]) == .noSuchDevice(path: "accessory"))
    }
  }

  @Test func `whom the user names is asked, whoever made it`() throws {
    let stranger = device("1-2", vendor: 0xDEAD, serial: "S1")
    #expect(try PhoneChoice.phone(at: .port("1-2"), among: [stranger]) == stranger)
    #expect(try PhoneChoice.phone(at: .serial("S1"), among: [stranger]) == stranger)
    #expect(failure(.port("1-3"), [stranger]) == .noSuchDevice(path: "1-3"))
  }

  @Test func `of two phones none is guessed`() {
    let two = [device("1-1", vendor: 0x04E8), device("1-2", vendor: 0x2717)]
    #expect(failure(nil, two) == .severalDevices(["1-1", "1-2"]))
    let done = [device("1-1", vendor: 0x04E8), accessory("1-2")]
    #expect(failure(nil, done) == .severalDevices(["1-1", "1-2"]))
  }

  @Test func `the phone that comes back is known by port or serial number`() {
    let phone = device("1-1", vendor: 0x04E8, serial: "S1")
    #expect(PhoneChoice.returned(phone, among: [phone]) == nil)
    #expect(PhoneChoice.returned(phone, among: [accessory("1-2")]) == nil)
    #expect(PhoneChoice.returned(phone, among: [accessory("1-1")]) == accessory("1-1"))
    // Back on the bus of another speed.
    let moved = accessory("2-1", serial: "S1")
    #expect(PhoneChoice.returned(phone, among: [accessory("1-2"), moved]) == moved)
    let bare = USBDevice(port: "1-1", node: "", vendor: 0x18D1, productNumber: 0x2D00)
    #expect(PhoneChoice.returned(phone, among: [bare]) == nil)
  }

  @Test func `the phone hears six strings between the question and the start`() {
    let requests = AccessoryRequest.introduction(of: .pocketSync)
    #expect(requests.map(\.index) == [0, 1, 2, 3, 4, 5])
    #expect(requests.allSatisfy { $0.type == 0x40 && $0.request == 52 })
    #expect(requests[0].data == Array("pocket-sync".utf8) + [0])
    #expect(requests[1].data == Array("farm-pc".utf8) + [0])
    #expect(AccessoryRequest.version.type == 0xC0)
    #expect(AccessoryRequest.version.request == 51)
    #expect(AccessoryRequest.start.type == 0x40)
    #expect(AccessoryRequest.start.request == 53)
  }

  @Test func `a string takes 256 bytes at most and is cut between characters`() {
    #expect(AccessoryIdentity.wire("") == [0])
    #expect(AccessoryIdentity.wire(String(repeating: "a", count: 300)).count == 256)
    let wide = AccessoryIdentity.wire(String(repeating: "é", count: 300))
    #expect(wide.count == 255)
    #expect(String(decoding: wide.dropLast(), as: UTF8.self).allSatisfy { $0 == "é" })
    #expect(AccessoryIdentity.wire("a\0b") == Array("ab".utf8) + [0])
    #expect(AccessoryIdentity.pocketSync.strings.allSatisfy { $0.utf8.count < 256 })
  }

  @Test func `an answer that is no version is no offer`() {
    #expect(AccessoryRequest.isOffered([2, 0]))
    #expect(AccessoryRequest.isOffered([0, 1]))
    for answer: [UInt8] in [[], [2], [0, 0], [2, 0, 0]] {
      #expect(!AccessoryRequest.isOffered(answer))
    }
  }
}
