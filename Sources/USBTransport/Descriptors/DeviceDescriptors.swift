/// What a device says about itself, as far as a transport must know; no byte of it is believed.
package struct DeviceDescriptors: Sendable, Hashable {
  /// The maker's number.
  package let vendor: UInt16
  /// The maker's number for the product.
  package let product: UInt16
  /// The interfaces of the configuration that was asked for, alternate settings too.
  package let interfaces: [InterfaceDescriptor]

  /// More than the descriptors of any device.
  package static let maximumBytes = 1 << 16
  /// Alternate settings count.
  package static let maximumInterfaces = 256
  /// USB has 15 numbers each way.
  package static let maximumEndpoints = 30

  /// Reads a device descriptor and all configurations behind it, as sysfs and usbfs give them.
  package init(_ bytes: [UInt8], configuration: UInt8) throws(DescriptorFault) {
    guard bytes.count <= Self.maximumBytes else { throw .tooLong(bytes: bytes.count) }
    var reader = DescriptorReader(bytes)
    let device = try reader.next()
    guard device.kind == DescriptorReader.Kind.device else {
      throw .unexpectedKind(offsetBytes: 0, kind: device.kind)
    }
    try device.demand(Size.device)
    vendor = device.word(at: 8)
    product = device.word(at: 10)
    while !reader.isAtEnd {
      let header = try reader.next()
      guard header.kind == DescriptorReader.Kind.configuration else {
        throw .unexpectedKind(offsetBytes: header.offset, kind: header.kind)
      }
      try header.demand(Size.configuration)
      let end = header.offset + Int(header.word(at: 2))
      guard end >= reader.offset, end <= bytes.count else {
        throw .truncated(offsetBytes: header.offset)
      }
      if header[5] == configuration {
        interfaces = try Self.interfaces(DescriptorReader(bytes, from: reader.offset, to: end))
        return
      }
      reader.skip(to: end)
    }
    throw .noConfiguration(configuration)
  }

  private static func interfaces(
    _ start: DescriptorReader
  ) throws(DescriptorFault) -> [InterfaceDescriptor] {
    var reader = start
    var found: [InterfaceDescriptor] = []
    while !reader.isAtEnd {
      let descriptor = try reader.next()
      switch descriptor.kind {
      case DescriptorReader.Kind.interface:
        guard found.count < maximumInterfaces else {
          throw .tooMany(offsetBytes: descriptor.offset)
        }
        try descriptor.demand(Size.interface)
        found.append(InterfaceDescriptor(descriptor))
      case DescriptorReader.Kind.endpoint:
        try descriptor.demand(Size.endpoint)
        guard let last = found.indices.last else {
          throw .unexpectedKind(offsetBytes: descriptor.offset, kind: descriptor.kind)
        }
        guard found[last].endpoints.count < maximumEndpoints else {
          throw .tooMany(offsetBytes: descriptor.offset)
        }
        found[last].endpoints.append(EndpointDescriptor(descriptor))
      case DescriptorReader.Kind.device, DescriptorReader.Kind.configuration:
        throw .unexpectedKind(offsetBytes: descriptor.offset, kind: descriptor.kind)
      default: break
      }
    }
    return found
  }

  private enum Size {
    static let device = 18
    static let configuration = 9
    static let interface = 9
    static let endpoint = 7
  }
}

/// One setting of one interface.
package struct InterfaceDescriptor: Sendable, Hashable {
  /// The number by which it is claimed.
  package let number: UInt8
  /// 0 is the setting that holds after claiming.
  package let alternate: UInt8
  /// How many endpoints it says it has.
  package let claimedEndpoints: UInt8
  /// Class, subclass and protocol.
  package let kind: InterfaceKind
  /// The endpoints that follow it.
  package internal(set) var endpoints: [EndpointDescriptor] = []

  init(_ descriptor: Descriptor) {
    number = descriptor[2]
    alternate = descriptor[3]
    claimedEndpoints = descriptor[4]
    kind = InterfaceKind(
      class: descriptor[5], subclass: descriptor[6], protocol: descriptor[7])
  }
}

/// One endpoint beside the control endpoint.
package struct EndpointDescriptor: Sendable, Hashable {
  /// The number, with bit 7 set where the device sends.
  package let address: UInt8
  /// The transfer type in its lowest two bits; 2 is bulk.
  package let attributes: UInt8
  /// As it stands there, with the bits that only periodic endpoints use.
  package let maximumPacketSize: UInt16

  init(_ descriptor: Descriptor) {
    address = descriptor[2]
    attributes = descriptor[3]
    maximumPacketSize = descriptor.word(at: 4)
  }
}
