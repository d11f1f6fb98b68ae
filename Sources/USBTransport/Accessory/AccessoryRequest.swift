/// A control request of Android Open Accessory 2.0, to the device as a whole.
package struct AccessoryRequest: Sendable, Hashable {
  /// The direction with the kind: vendor, device.
  package let type: UInt8
  /// 51 asks for the version, 52 brings a string, 53 starts.
  package let request: UInt8
  /// The string's index; else 0.
  package let index: UInt16
  /// What is sent along.
  package let data: [UInt8]

  private static let toPC: UInt8 = 0xC0
  private static let toDevice: UInt8 = 0x40

  /// Which version the phone speaks: two bytes come back, the smaller first; 0 is none.
  package static let version = AccessoryRequest(type: toPC, request: 51, index: 0, data: [])
  /// The phone leaves the bus and comes back in accessory mode.
  package static let start = AccessoryRequest(type: toDevice, request: 53, index: 0, data: [])

  /// What comes between, in order.
  package static func introduction(of identity: AccessoryIdentity) -> [AccessoryRequest] {
    identity.strings.enumerated().map { index, text in
      AccessoryRequest(
        type: toDevice, request: 52, index: UInt16(index), data: AccessoryIdentity.wire(text))
    }
  }

  /// Whether the answer to `version` is of a phone that can.
  package static func isOffered(_ answer: [UInt8]) -> Bool {
    answer.count == 2 && (answer[0] != 0 || answer[1] != 0)
  }
}
