/// The interface that carries a session: one bulk endpoint each way, checked.
package struct BulkInterface: Sendable, Hashable {
  /// The number by which it is claimed.
  package let number: UInt8
  /// From the device to the PC.
  package let input: BulkEndpoint
  /// From the PC to the device.
  package let output: BulkEndpoint

  /// The only interface of this kind; anything in doubt is a fault.
  package init(
    of kind: InterfaceKind, in descriptors: DeviceDescriptors
  ) throws(DescriptorFault) {
    let settings = descriptors.interfaces.filter { $0.kind == kind && $0.alternate == 0 }
    guard let setting = settings.first else { throw .noInterface }
    guard settings.count == 1 else { throw .severalInterfaces }
    // Another one under this number would be claimed with it.
    let numbered = descriptors.interfaces.filter {
      $0.number == setting.number && $0.alternate == 0
    }
    guard numbered.count == 1 else { throw .severalInterfaces }
    guard Int(setting.claimedEndpoints) == setting.endpoints.count else {
      throw .endpointCount(
        interface: setting.number, claimed: setting.claimedEndpoints,
        found: setting.endpoints.count)
    }
    let inputs = setting.endpoints.filter { $0.address & BulkEndpoint.inputBit != 0 }
    let outputs = setting.endpoints.filter { $0.address & BulkEndpoint.inputBit == 0 }
    guard inputs.count == 1, outputs.count == 1,
      setting.endpoints.allSatisfy(\.isBulk)
    else { throw .wrongEndpoints(interface: setting.number) }
    number = setting.number
    input = try BulkEndpoint(inputs[0])
    output = try BulkEndpoint(outputs[0])
  }
}

/// A bulk endpoint whose number and packet size are USB's.
package struct BulkEndpoint: Sendable, Hashable {
  /// The number, with bit 7 set where the device sends.
  package let address: UInt8
  /// What the longest packet carries; a shorter one ends a transfer.
  package let packetBytes: Int

  static let inputBit: UInt8 = 0x80
  /// Full speed, high speed, SuperSpeed (USB 3.2, 9.6.6).
  private static let packetSizes: Set<UInt16> = [8, 16, 32, 64, 512, 1024]

  init(_ descriptor: EndpointDescriptor) throws(DescriptorFault) {
    let number = descriptor.address & ~Self.inputBit
    guard (1...15).contains(number) else { throw .badEndpoint(address: descriptor.address) }
    guard Self.packetSizes.contains(descriptor.maximumPacketSize) else {
      throw .packetSize(endpoint: descriptor.address, bytes: descriptor.maximumPacketSize)
    }
    address = descriptor.address
    packetBytes = Int(descriptor.maximumPacketSize)
  }
}

extension EndpointDescriptor {
  /// Whether bytes pass in order, repeated until they arrive.
  package var isBulk: Bool { attributes & 0x3 == 2 }
}
