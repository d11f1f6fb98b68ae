/// A capture file as Wireshark reads it: one section, one interface, a packet after the other.
///
/// As draft-ietf-opsawg-pcapng states; everything little-endian, times in microseconds.
package struct PcapngFile {
  /// What a packet's bytes are.
  package enum LinkType: UInt16, Sendable {
    /// Ours: a head of four bytes, then bytes of the line (`LINKTYPE_USER0`).
    case pocketLine = 147
    /// What the kernel tells of a USB bus, with a head of 64 bytes (`LINKTYPE_USB_LINUX_MMAPPED`).
    case usb = 220
  }

  private static let sectionBlock: UInt32 = 0x0A0D_0D0A
  private static let interfaceBlock: UInt32 = 1
  private static let packetBlock: UInt32 = 6
  private static let statisticsBlock: UInt32 = 5
  private static let byteOrderMagic: UInt32 = 0x1A2B_3C4D
  private static let (endOfOptions, applicationOption, nameOption, flagsOption, lostOption) = (
    UInt16(0), UInt16(4), UInt16(2), UInt16(2), UInt16(5)
  )

  /// What was not taken yet.
  private var bytes: [UInt8] = []
  /// The last packet's time, as it stands in the file.
  private var lastTime = [UInt8](repeating: 0, count: 8)

  /// Section and interface; `program` and `interface` are for people.
  package init(_ type: LinkType, program: String, interface: String) {
    var section = Self.words(Self.byteOrderMagic) + Self.words(UInt16(1)) + Self.words(UInt16(0))
    // The section's length is not told: packets are added while it is open.
    section += Self.words(UInt64.max)
    section += Self.option(Self.applicationOption, Array(program.utf8))
    section += Self.option(Self.endOfOptions, [])
    append(Self.sectionBlock, section)
    var description = Self.words(type.rawValue) + Self.words(UInt16(0)) + Self.words(UInt32(0))
    description += Self.option(Self.nameOption, Array(interface.utf8))
    description += Self.option(Self.endOfOptions, [])
    append(Self.interfaceBlock, description)
  }

  /// One packet; `isInbound` is nil where the packet itself tells its way.
  package mutating func add(
    _ packet: [UInt8], microseconds: UInt64, originalBytes: Int? = nil, isInbound: Bool? = nil
  ) {
    lastTime =
      Self.words(UInt32(truncatingIfNeeded: microseconds >> 32))
      + Self.words(UInt32(truncatingIfNeeded: microseconds))
    var content = Self.words(UInt32(0)) + lastTime
    content += Self.words(UInt32(packet.count))
    content += Self.words(UInt32(originalBytes ?? packet.count))
    content += Self.padded(packet)
    if let isInbound {
      content += Self.option(Self.flagsOption, Self.words(UInt32(isInbound ? 1 : 2)))
      content += Self.option(Self.endOfOptions, [])
    }
    append(Self.packetBlock, content)
  }

  /// How many packets are missing in the file, since it began until the last of them.
  package mutating func addStatistics(lostPackets: UInt64) {
    var content = Self.words(UInt32(0)) + lastTime
    content += Self.option(Self.lostOption, Self.words(lostPackets))
    content += Self.option(Self.endOfOptions, [])
    append(Self.statisticsBlock, content)
  }

  /// What was added since the last call.
  package mutating func takeBytes() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  private mutating func append(_ type: UInt32, _ content: [UInt8]) {
    let length = Self.words(UInt32(content.count + 12))
    bytes += Self.words(type) + length + content + length
  }

  private static func option(_ code: UInt16, _ value: [UInt8]) -> [UInt8] {
    words(code) + words(UInt16(value.count)) + padded(value)
  }

  private static func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
  }

  private static func words(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian, Array.init)
  }
}
