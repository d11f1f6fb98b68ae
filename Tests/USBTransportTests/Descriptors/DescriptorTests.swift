import Testing
import USBTransport

struct DescriptorTests {
  private func bulk(
    _ bytes: [UInt8], configuration: UInt8 = 1, kind: InterfaceKind = .pocket
  ) throws(DescriptorFault) -> BulkInterface {
    try BulkInterface(of: kind, in: DeviceDescriptors(bytes, configuration: configuration))
  }

  private func fault(_ parts: [[UInt8]]) -> DescriptorFault? {
    do throws(DescriptorFault) {
      _ = try bulk(Sample.device() + Sample.configuration(parts))
      return nil
    } catch { return error }
  }

  private func fault(of bytes: [UInt8]) -> DescriptorFault? {
    do throws(DescriptorFault) {
      _ = try bulk(bytes)
      return nil
    } catch { return error }
  }

  @Test func `a pocket's interface is found with its endpoints and packet sizes`() throws {
    let bulk = try bulk(Sample.pocket)
    #expect(bulk.number == 0)
    #expect(bulk.input.address == 0x82)
    #expect(bulk.input.packetBytes == 512)
    #expect(bulk.output.address == 0x01)
  }

  @Test func `a phone with an accessory and an adb interface gives the accessory's`() throws {
    let bytes =
      Sample.device(vendor: 0x18D1, product: 0x2D01)
      + Sample.configuration([
        Sample.interface(kind: [0xFF, 0xFF, 0]), Sample.endpoint(0x81), Sample.endpoint(0x01),
        Sample.interface(1, kind: [0xFF, 0x42, 1]), Sample.endpoint(0x82), Sample.endpoint(0x02),
      ])
    let bulk = try bulk(bytes, kind: .accessory)
    #expect(bulk.number == 0)
    #expect(bulk.input.address == 0x81)
  }

  @Test func `only the configuration in use counts, and foreign descriptors are stepped over`()
    throws
  {
    let other = Sample.configuration(
      [Sample.interface(7, endpoints: 0, kind: [3, 1, 1])], value: 1)
    let association: [UInt8] = [8, 11, 0, 2, 0xFF, 0, 0, 0]
    let companion: [UInt8] = [6, 48, 0, 0, 0, 0]
    let used = Sample.configuration(
      [
        association, Sample.interface(3), [5, 36, 0, 1, 2],
        Sample.endpoint(0x03, packetSize: 1024), companion,
        Sample.endpoint(0x84, packetSize: 1024), companion,
      ], value: 2)
    let bytes = Sample.device() + other + used
    let bulk = try bulk(bytes, configuration: 2)
    #expect(bulk.number == 3)
    #expect(bulk.output.packetBytes == 1024)
    #expect(fault(of: bytes) == .noInterface)
    #expect(throws: DescriptorFault.noConfiguration(9)) {
      try DeviceDescriptors(bytes, configuration: 9)
    }
  }

  @Test func `cut off at any byte it is a fault and nothing else`() {
    for count in 0..<Sample.pocket.count {
      #expect(fault(of: Array(Sample.pocket.prefix(count))) != nil, "\(count) bytes")
    }
  }

  @Test func `any byte may lie`() {
    // Whatever comes of it, it ends, and what is accepted is what was checked.
    for index in Sample.pocket.indices {
      for value in UInt8.min...UInt8.max {
        var bytes = Sample.pocket
        bytes[index] = value
        guard let found = try? bulk(bytes) else { continue }
        #expect([8, 16, 32, 64, 512, 1024].contains(found.input.packetBytes))
        #expect(found.input.address & 0x80 != 0)
        #expect(found.output.address & 0x80 == 0)
      }
    }
  }

  @Test func `a descriptor of no length does not hold the walker up`() {
    #expect(fault([Sample.interface(), [0, 5]]) == .badLength(offsetBytes: 36, length: 0))
    #expect(fault([Sample.interface(), [1, 5]]) == .badLength(offsetBytes: 36, length: 1))
  }

  @Test func `a length that lies is found before anything is read`() {
    #expect(fault([Sample.interface(), [200, 5, 1, 2, 0]]) == .truncated(offsetBytes: 36))
    #expect(
      fault([Sample.interface(), [6, 5, 1, 2, 0, 2], Sample.endpoint(0x82)])
        == .badLength(offsetBytes: 36, length: 6))
    let long = Sample.configuration(
      [Sample.interface(), Sample.endpoint(1), Sample.endpoint(0x82)], totalLength: 0xFFFF)
    #expect(fault(of: Sample.device() + long) == .truncated(offsetBytes: 18))
    let short = Sample.configuration(
      [Sample.interface(), Sample.endpoint(1), Sample.endpoint(0x82)], totalLength: 3)
    #expect(fault(of: Sample.device() + short) == .truncated(offsetBytes: 18))
  }

  @Test(arguments: [UInt8(0), 1, 3, 255])
  func `an endpoint count that lies is refused`(claimed: UInt8) {
    let parts = [
      Sample.interface(endpoints: claimed), Sample.endpoint(0x01), Sample.endpoint(0x82),
    ]
    #expect(fault(parts) == .endpointCount(interface: 0, claimed: claimed, found: 2))
  }

  @Test func `an interface without its endpoints is refused`() {
    #expect(
      fault([Sample.interface()]) == .endpointCount(interface: 0, claimed: 2, found: 0))
    #expect(fault([Sample.interface(endpoints: 0)]) == .wrongEndpoints(interface: 0))
    #expect(
      fault([Sample.endpoint(1), Sample.interface()])
        == .unexpectedKind(offsetBytes: 27, kind: 5))
  }

  @Test(arguments: [UInt16(0), 1, 63, 511, 513, 4096, 0x0A00, 0xFFFF])
  func `a packet size that USB does not know is refused`(size: UInt16) {
    let parts = [
      Sample.interface(), Sample.endpoint(0x01, packetSize: size), Sample.endpoint(0x82),
    ]
    #expect(fault(parts) == .packetSize(endpoint: 0x01, bytes: size))
  }

  @Test func `two ways in, two of a kind, or no number of USB are refused`() {
    let out = Sample.endpoint(0x01)
    let back = Sample.endpoint(0x82)
    #expect(
      fault([Sample.interface(), back, Sample.endpoint(0x83)]) == .wrongEndpoints(interface: 0))
    #expect(
      fault([Sample.interface(), out, Sample.endpoint(0x82, attributes: 3)])
        == .wrongEndpoints(interface: 0))
    #expect(fault([Sample.interface(), Sample.endpoint(0x00), back]) == .badEndpoint(address: 0))
    #expect(
      fault([Sample.interface(), Sample.endpoint(0x41), back]) == .badEndpoint(address: 0x41))
    let twice = [Sample.interface(), out, back, Sample.interface(1), out, back]
    #expect(fault(twice) == .severalInterfaces)
    let shared = [
      Sample.interface(), out, back, Sample.interface(0, endpoints: 0, kind: [3, 1, 1]),
    ]
    #expect(fault(shared) == .severalInterfaces)
  }

  @Test func `more than any device needs is refused before it is kept`() {
    let endless = [UInt8](repeating: 0, count: DeviceDescriptors.maximumBytes + 1)
    #expect(fault(of: endless) == .tooLong(bytes: endless.count))
    let interfaces = [[UInt8]](repeating: Sample.interface(endpoints: 0), count: 257)
    #expect(fault(interfaces) == .tooMany(offsetBytes: 27 + 256 * 9))
    let endpoints = [[UInt8]](repeating: Sample.endpoint(0x01), count: 31)
    #expect(fault([Sample.interface()] + endpoints) == .tooMany(offsetBytes: 36 + 30 * 7))
  }
}
