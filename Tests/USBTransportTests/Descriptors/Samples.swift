/// Descriptors as devices send them, with every byte open to lies.
enum Sample {
  static func device(vendor: UInt16 = 0x1D6B, product: UInt16 = 0x0104) -> [UInt8] {
    [18, 1, 0, 2, 0, 0, 0, 64] + pair(vendor) + pair(product) + [0, 1, 1, 2, 3, 1]
  }

  /// A configuration whose total length is true unless told otherwise.
  static func configuration(
    _ parts: [[UInt8]], value: UInt8 = 1, interfaces: UInt8 = 1, totalLength: Int? = nil
  ) -> [UInt8] {
    let body = parts.flatMap { $0 }
    return [9, 2] + pair(UInt16(totalLength ?? body.count + 9))
      + [interfaces, value, 0, 0x80, 250] + body
  }

  static func interface(
    _ number: UInt8 = 0, alternate: UInt8 = 0, endpoints: UInt8 = 2,
    kind: [UInt8] = [0xFF, 0x50, 0x01]
  ) -> [UInt8] {
    [9, 4, number, alternate, endpoints] + kind + [0]
  }

  static func endpoint(
    _ address: UInt8, attributes: UInt8 = 2, packetSize: UInt16 = 512
  ) -> [UInt8] {
    [7, 5, address, attributes] + pair(packetSize) + [0]
  }

  /// A pocket as the gadget of the lab describes itself.
  static let pocket = device() + configuration([interface(), endpoint(0x01), endpoint(0x82)])

  private static func pair(_ word: UInt16) -> [UInt8] { [UInt8(word & 0xFF), UInt8(word >> 8)] }
}
