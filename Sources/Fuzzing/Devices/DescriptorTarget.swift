import USBTransport

extension FuzzTarget {
  /// What a USB device says about itself, as usbfs gives it; the first byte picks a configuration.
  static let descriptors = FuzzTarget(
    "usb-descriptors", maximumBytes: 1024,
    seeds: {
      let device: [UInt8] = [18, 1, 0, 2, 0, 0, 0, 64, 9, 18, 1, 0, 0, 1, 1, 2, 3, 1]
      let endpoints: [UInt8] = [7, 5, 0x81, 2, 0, 2, 0, 7, 5, 0x01, 2, 0, 2, 0]
      let kinds: [[UInt8]] = [[0xFF, 0x50, 1], [0xFF, 0xFF, 0]]
      return kinds.map { kind in
        let interface: [UInt8] = [9, 4, 0, 0, 2] + kind + [0]
        let configuration: [UInt8] = [9, 2, 32, 0, 1, 1, 0, 0x80, 50]
        return [1] + device + configuration + interface + endpoints
      }
    },
    run: { input throws(BrokenPromise) in
      let bytes = Array(input.dropFirst())
      guard
        let device = try? DeviceDescriptors(bytes, configuration: input.first ?? 0)
      else { return }
      try promise(
        device.interfaces.count <= DeviceDescriptors.maximumInterfaces,
        "\(device.interfaces.count) interfaces")
      for interface in device.interfaces {
        try promise(
          interface.endpoints.count <= DeviceDescriptors.maximumEndpoints,
          "\(interface.endpoints.count) endpoints")
      }
      for kind in [InterfaceKind.pocket, .accessory] {
        guard let bulk = try? BulkInterface(of: kind, in: device) else { continue }
        try promise(
          bulk.input.address & 0x80 != 0 && bulk.output.address & 0x80 == 0, "an end each way")
        for end in [bulk.input, bulk.output] {
          try promise((8...1024).contains(end.packetBytes), "packets of \(end.packetBytes) bytes")
        }
      }
    })
}
