package import Transport

/// Which phone is asked for accessory mode. Nothing is sent to any device that is not chosen here.
package enum PhoneChoice {
  /// The phone at a place that the user named; without a place the only known one of a known maker.
  package static func phone(
    at place: USBPlace?, among devices: [USBDevice]
  ) throws(TransportError) -> USBDevice {
    if let place { return try USBChoice.device(at: place, among: devices) }
    let phones = devices.filter { $0.isAccessory || isPhone($0) }
    guard let first = phones.first else { throw .noSuchDevice(path: "accessory") }
    guard phones.count == 1 else { throw .severalDevices(phones.map(\.port)) }
    return first
  }

  /// The phone that was switched: at its port or with its serial number, with an interface to use.
  package static func returned(
    _ phone: USBDevice, among devices: [USBDevice]
  ) -> USBDevice? {
    let ready = devices.filter { $0.isAccessory && (try? $0.interface(.accessory)) != nil }
    let again = ready.filter { $0.serial != nil && $0.serial == phone.serial }
    return ready.first { $0.port == phone.port } ?? (again.count == 1 ? again.first : nil)
  }

  /// A known maker sells mice and disks too: a phone also offers files, pictures or adb.
  private static func isPhone(_ device: USBDevice) -> Bool {
    guard AccessoryVendors.include(device.vendor), let configuration = device.configuration,
      let descriptors = try? DeviceDescriptors(
        device.descriptors, configuration: configuration)
    else { return false }
    return descriptors.interfaces.contains { faces.contains($0.kind) }
  }

  private static let faces: Set<InterfaceKind> = [
    InterfaceKind(class: 6, subclass: 1, protocol: 1),
    InterfaceKind(class: 0xFF, subclass: 0xFF, protocol: 0),
    InterfaceKind(class: 0xFF, subclass: 0x42, protocol: 1),
  ]
}
