/// What a host says of itself before a phone becomes its accessory.
package struct AccessoryIntroduction: Sendable, Hashable {
  /// Who made the host's program; the phone picks its app by this and the two below.
  package var manufacturer = ""
  /// The program's name for the phone.
  package var model = ""
  /// The program's version.
  package var version = ""
}

/// A phone's part of the Android Open Accessory protocol 2.0, before it changes its face.
struct AccessoryRequests {
  /// A control transfer to the device: what a host asks for, and how many bytes follow at most.
  struct Request: Hashable {
    var kind: UInt8
    var code: UInt8
    var value: UInt16
    var index: UInt16
    var length: UInt16
  }

  enum Answer: Hashable {
    /// Bytes for the host.
    case give([UInt8])
    /// The host's bytes are wanted; then they go to `receive`.
    case takeBytes
    /// Done, and the phone leaves the bus to come back as an accessory.
    case start
    /// Refused, as a device that does not know the request.
    case stall
  }

  private static let toHost: UInt8 = 0xc0
  private static let toDevice: UInt8 = 0x40
  private static let getProtocol: UInt8 = 51
  private static let sendString: UInt8 = 52
  private static let start: UInt8 = 53
  private static let version: [UInt8] = [2, 0]
  /// Manufacturer, model, description, version, address, serial number.
  private static let stringCount = 6
  private static let maximumStringBytes: UInt16 = 256

  private var wasAsked = false
  private var strings = [String?](repeating: nil, count: stringCount)

  /// What the host said so far.
  var introduction: AccessoryIntroduction {
    AccessoryIntroduction(
      manufacturer: strings[0] ?? "", model: strings[1] ?? "", version: strings[3] ?? "")
  }

  mutating func answer(_ request: Request) -> Answer {
    switch (request.kind, request.code) {
    case (Self.toHost, Self.getProtocol) where request.value == 0 && request.index == 0:
      wasAsked = true
      return .give(Array(Self.version.prefix(Int(request.length))))
    case (Self.toDevice, Self.sendString):
      let isRight =
        wasAsked && request.value == 0 && request.index < Self.stringCount
        && (1...Self.maximumStringBytes).contains(request.length)
      return isRight ? .takeBytes : .stall
    case (Self.toDevice, Self.start):
      return isIntroduced && request.value == 0 && request.index == 0 && request.length == 0
        ? .start : .stall
    default: return .stall
    }
  }

  /// The bytes of a string; false where they are no text that ends with NUL, as the protocol wants.
  mutating func receive(_ bytes: [UInt8], of request: Request) -> Bool {
    guard bytes.count == request.length, bytes.last == 0, !bytes.dropLast().contains(0),
      let text = String(validating: bytes.dropLast(), as: UTF8.self)
    else { return false }
    strings[Int(request.index)] = text
    return true
  }

  /// A phone finds no app for a host without a name.
  private var isIntroduced: Bool {
    let said = introduction
    return !said.manufacturer.isEmpty && !said.model.isEmpty && !said.version.isEmpty
  }
}
