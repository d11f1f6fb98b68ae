import CFunctionFS

/// What a function with one interface and a bulk endpoint each way says that it is.
package struct FunctionDescription: Sendable, Hashable {
  private let interfaceClass: UInt8
  private let interfaceSubclass: UInt8
  private let interfaceProtocol: UInt8
  private let name: String
  private let answersDeviceRequests: Bool

  /// An interface of a name, without NUL; device requests are what is sent to the device itself.
  package init(
    class interfaceClass: UInt8, subclass: UInt8, protocol interfaceProtocol: UInt8, name: String,
    answersDeviceRequests: Bool = false
  ) {
    self.interfaceClass = interfaceClass
    interfaceSubclass = subclass
    self.interfaceProtocol = interfaceProtocol
    self.name = name
    self.answersDeviceRequests = answersDeviceRequests
  }

  private static let englishLanguage: UInt16 = 0x0409
  private static let outEndpoint: UInt8 = 0x01
  private static let inEndpoint: UInt8 = 0x82
  private static let packetBytes: (full: UInt16, high: UInt16, superSpeed: UInt16) = (64, 512, 1024)

  /// The one write to ep0 that describes the function at full, high and super speed.
  package var descriptors: [UInt8] {
    var flags =
      FUNCTIONFS_HAS_FS_DESC.rawValue | FUNCTIONFS_HAS_HS_DESC.rawValue
      | FUNCTIONFS_HAS_SS_DESC.rawValue
    if answersDeviceRequests {
      flags |= FUNCTIONFS_ALL_CTRL_RECIP.rawValue | FUNCTIONFS_CONFIG0_SETUP.rawValue
    }
    // An interface and two endpoints; at super speed each endpoint has a companion.
    let counts: [UInt32] = [3, 3, 5]
    let body =
      counts.flatMap(Self.bytes) + face(Self.packetBytes.full) + face(Self.packetBytes.high)
      + face(Self.packetBytes.superSpeed, companion: [6, 0x30, 0, 0, 0, 0])
    let headBytes = 12
    return Self.bytes(UInt32(FUNCTIONFS_DESCRIPTORS_MAGIC_V2))
      + Self.bytes(UInt32(headBytes + body.count)) + Self.bytes(flags) + body
  }

  private func face(_ packetBytes: UInt16, companion: [UInt8] = []) -> [UInt8] {
    let interface: [UInt8] = [
      9, 4, 0, 0, 2, interfaceClass, interfaceSubclass, interfaceProtocol, 1,
    ]
    return interface
      + [Self.outEndpoint, Self.inEndpoint].flatMap { address in
        [7, 5, address, 2] + Self.bytes(packetBytes) + [0] + companion
      }
  }

  /// The second write to ep0: the interface's name.
  package var strings: [UInt8] {
    let body =
      Self.bytes(1 as UInt32) + Self.bytes(1 as UInt32) + Self.bytes(Self.englishLanguage)
      + Array(name.utf8) + [0]
    let headBytes = 8
    return Self.bytes(UInt32(FUNCTIONFS_STRINGS_MAGIC))
      + Self.bytes(UInt32(headBytes + body.count)) + body
  }

  private static func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
