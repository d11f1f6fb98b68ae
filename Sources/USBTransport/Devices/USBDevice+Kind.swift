package import Transport

extension USBDevice {
  /// Android in accessory mode: with adb, with audio, with both (Android Open Accessory 2.0).
  package var isAccessory: Bool {
    vendor == Numbers.google && Numbers.accessories.contains(productNumber)
  }

  /// What may carry a session here; the numbers are those of `udev-rules/61-pocket-sync.hwdb`.
  package var expectedKind: InterfaceKind? {
    if isAccessory { return .accessory }
    let isGadget = vendor == Numbers.linuxFoundation && productNumber == Numbers.gadget
    let isNamed = product?.hasPrefix(Numbers.gadgetName) == true
    return isMarked || (isGadget && isNamed) ? .pocket : nil
  }

  /// The interface of a session, read from the descriptors as the system has them.
  package func interface(_ kind: InterfaceKind) throws(DescriptorFault) -> BulkInterface {
    guard let configuration else { throw .noConfiguration(0) }
    return try BulkInterface(
      of: kind, in: DeviceDescriptors(descriptors, configuration: configuration))
  }

  private enum Numbers {
    static let google: UInt16 = 0x18D1
    static let accessories: ClosedRange<UInt16> = 0x2D00...0x2D05
    static let linuxFoundation: UInt16 = 0x1D6B
    static let gadget: UInt16 = 0x0104
    static let gadgetName = "Pocket"
  }
}

/// Which of the plugged-in devices is meant; never a guess.
package enum USBChoice {
  /// Every pocket whose descriptors are sound: nothing else is ever opened without its name.
  package static func pockets(among devices: [USBDevice]) -> [USBDevice] {
    devices.filter { device in
      guard let kind = device.expectedKind else { return false }
      return (try? device.interface(kind)) != nil
    }
  }

  /// The one device at a place; several with one serial number are named, and none is taken.
  package static func device(
    at place: USBPlace, among devices: [USBDevice]
  ) throws(TransportError) -> USBDevice {
    let found = devices.filter { $0.isAt(place) }
    guard let first = found.first else { throw .noSuchDevice(path: place.text) }
    guard found.count == 1 else { throw .severalDevices(found.map(\.port)) }
    return first
  }
}
