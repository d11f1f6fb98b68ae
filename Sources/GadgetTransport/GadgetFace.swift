/// What a host sees on the bus.
enum GadgetFace: Sendable, Hashable {
  /// A pocket with a bulk interface of its own; ids are the gadget's owner's to choose.
  case pocket
  /// An Android phone that nobody talked to yet.
  case phone
  /// The same phone in accessory mode.
  case accessory

  var description: FunctionDescription {
    switch self {
    case .pocket: FunctionDescription(class: 0xff, subclass: 0x50, protocol: 1, name: "Pocket")
    // A phone with debugging allowed shows adb, which is not for us.
    case .phone:
      FunctionDescription(
        class: 0xff, subclass: 0x42, protocol: 1, name: "ADB Interface",
        answersDeviceRequests: true)
    case .accessory:
      FunctionDescription(
        class: 0xff, subclass: 0xff, protocol: 0, name: "Android Accessory Interface")
    }
  }

  /// Vendor and product, where the face has its own.
  var identity: (vendor: UInt16, product: UInt16)? {
    switch self {
    case .pocket: nil
    case .phone: (0x18d1, 0x4ee7)
    case .accessory: (0x18d1, 0x2d00)
    }
  }
}
