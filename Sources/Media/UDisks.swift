import Foundation

/// What udisks knows of drives and block devices at one moment.
package struct UDisks: Sendable {
  /// A block device.
  struct Block: Sendable, Hashable {
    var path: String
    /// Its path below /dev.
    var node: String
    var drive: String
    /// True where udisks takes it for a part of the PC.
    var isSystem: Bool
    /// The locked device below; "/" where there is none.
    var lockedBelow: String
  }

  /// What a block device is on.
  struct Drive: Sendable, Hashable {
    /// How it is connected: usb, sdio, ieee1394; empty for what udisks knows no name for.
    var bus: String
    var isRemovable: Bool
    var isOptical: Bool
    var canEject: Bool
    var canPowerOff: Bool
  }

  private(set) var blocks: [Block] = []
  private(set) var drives: [String: Drive] = [:]

  static let root = "/org/freedesktop/UDisks2"
  private typealias Properties = [String: [String: Any]]

  /// From the answer to GetManagedObjects in busctl's JSON; nil where it is none.
  init?(json: Data) {
    guard let whole = try? JSONSerialization.jsonObject(with: json) as? [String: Any],
      let data = whole["data"] as? [Any],
      let objects = data.first as? [String: [String: Properties]]
    else { return nil }
    for (path, interfaces) in objects {
      if let block = interfaces[SystemBus.service + ".Block"] { add(block, path) }
      if let drive = interfaces[SystemBus.service + ".Drive"] { add(drive: drive, path) }
    }
  }

  private mutating func add(_ block: Properties, _ path: String) {
    blocks.append(
      Block(
        path: path, node: Self.bytes(block["Device"]), drive: Self.text(block["Drive"]),
        isSystem: Self.flag(block["HintSystem"]),
        lockedBelow: Self.text(block["CryptoBackingDevice"])))
  }

  private mutating func add(drive: Properties, _ path: String) {
    drives[path] = Drive(
      bus: drive["ConnectionBus"]?["data"] as? String ?? "",
      isRemovable: Self.flag(drive["Removable"]), isOptical: Self.flag(drive["Optical"]),
      canEject: Self.flag(drive["Ejectable"]), canPowerOff: Self.flag(drive["CanPowerOff"]))
  }

  private static func text(_ value: [String: Any]?) -> String { value?["data"] as? String ?? "/" }
  private static func flag(_ value: [String: Any]?) -> Bool { value?["data"] as? Bool ?? false }

  /// A path is an array of bytes with a zero at its end.
  private static func bytes(_ value: [String: Any]?) -> String {
    let bytes = (value?["data"] as? [Int] ?? []).prefix { $0 != 0 }
    return String(decoding: bytes.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self)
  }

  /// What runs on this machine; nil where udisks does not run and cannot be started.
  package static func current() -> UDisks? {
    let objects = try? SystemBus.call(
      root, "org.freedesktop.DBus.ObjectManager", "GetManagedObjects")
    return objects.flatMap(UDisks.init)
  }

  func block(_ node: String) -> Block? { blocks.first { $0.node == node } }

  func drive(ofDisk name: String) -> (path: String, drive: Drive)? {
    guard let path = block("/dev/" + name)?.drive, let drive = drives[path] else { return nil }
    return (path, drive)
  }

  /// The disk of an external volume that udisks takes for a part of the PC; nil where both agree.
  package func disputed(_ volume: Volume) -> String? {
    volume.disks.first { name in
      guard let block = block("/dev/" + name), block.isSystem else { return false }
      // It knows Thunderbolt by the drive only; on other buses somebody told it so.
      return drives[block.drive].map { !($0.isRemovable && $0.bus.isEmpty) } ?? true
    }
  }

  /// Unmounts whatever shows this device; true where nothing does any more.
  package func unmount(node: String) -> Bool {
    guard let block = block(node) else { return false }
    let interface = SystemBus.service + ".Filesystem"
    return (try? SystemBus.call(block.path, interface, "Unmount", ["a{sv}", "0"])) != nil
  }

  /// Mounts a volume that is not.
  package func mount(node: String) throws(BusFailure) {
    guard let block = block(node) else { throw BusFailure(detail: "") }
    _ = try SystemBus.call(
      block.path, SystemBus.service + ".Filesystem", "Mount", ["a{sv}", "0"])
  }
}
