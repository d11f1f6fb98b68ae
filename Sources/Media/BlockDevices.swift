/// A whole disk, and what the bus says about it.
struct Disk: Hashable {
  /// The kernel's name: sdb, mmcblk0, sr0.
  let name: String
  let isExternal: Bool
}

/// From any block device down to the disks below it.
struct BlockDevices {
  let view: SystemView
  let mounts: MountTable
  static let depthMaximum = 16

  /// The disks below a mount; nil where no block device stands behind it.
  func disks(of mount: Mount, depth: Int = 0) -> Set<Disk>? {
    guard depth < Self.depthMaximum else { return nil }
    if !mount.layers.isEmpty {
      let below = mount.layers.compactMap { mounts.mount(of: $0) }.filter { $0 != mount }
      return below.reduce(into: Set()) { $0.formUnion(disks(of: $1, depth: depth + 1) ?? []) }
    }
    let names = devices(of: mount)
    return names.isEmpty ? nil : union(names, depth)
  }

  /// Kernel names of the devices of a mount: one, or every member of a btrfs.
  private func devices(of mount: Mount) -> [String] {
    let first: String?
    if mount.device.major != 0 {
      first = name(of: mount.device)
    } else if ["btrfs", "fuseblk"].contains(mount.fileSystem) {
      first = name(ofPath: mount.source)
    } else {
      first = nil
    }
    guard let first else { return [] }
    guard mount.fileSystem == "btrfs" else { return [first] }
    for volume in view.names("/sys/fs/btrfs") {
      let members = view.names("/sys/fs/btrfs/\(volume)/devices")
      if members.contains(first) { return members }
    }
    return [first]
  }

  private func name(of device: DeviceNumber) -> String? {
    view.resolved("/sys/dev/block/\(device.text)")?.split(separator: "/").last.map(String.init)
  }

  /// "/dev/sdb1" and "/dev/mapper/name" as kernel names.
  func name(ofPath path: String) -> String? {
    guard path.hasPrefix("/dev/"), let last = path.split(separator: "/").last else { return nil }
    if path.hasPrefix("/dev/mapper/") {
      return view.names("/sys/class/block").first {
        view.line("/sys/class/block/\($0)/dm/name") == String(last)
      }
    }
    return view.exists("/sys/class/block/\(last)") ? String(last) : nil
  }

  private func union(_ names: [String], _ depth: Int) -> Set<Disk>? {
    var all: Set<Disk> = []
    for name in names {
      guard let some = disks(below: name, depth: depth + 1) else { return nil }
      all.formUnion(some)
    }
    return all
  }

  /// Through partitions, device mapper, RAID and loop files; nil where the way ends in nothing.
  func disks(below name: String, depth: Int = 0) -> Set<Disk>? {
    guard depth < Self.depthMaximum, let place = view.resolved("/sys/class/block/\(name)") else {
      return nil
    }
    if view.exists(place + "/partition") {
      let parent = place.split(separator: "/").dropLast().last.map(String.init)
      return parent.flatMap { disks(below: $0, depth: depth + 1) }
    }
    let slaves = view.names(place + "/slaves")
    if !slaves.isEmpty { return union(slaves, depth) }
    if let file = view.line(place + "/loop/backing_file") {
      return mounts.mount(of: file).flatMap { disks(of: $0, depth: depth + 1) }
    }
    // A virtual device without anything below is memory (zram, ram) or an empty loop.
    if place.hasPrefix("/sys/devices/virtual/") { return nil }
    return [Disk(name: name, isExternal: isExternal(place))]
  }

  /// USB, FireWire, SD card, optical, removable, or below a removable PCI port.
  private func isExternal(_ place: String) -> Bool {
    if view.line(place + "/removable") == "1" { return true }
    var path = place
    while path.hasPrefix("/sys/devices/") {
      let bus = view.resolved(path + "/subsystem")?.split(separator: "/").last.map(String.init)
      switch bus {
      case "usb", "firewire", "ieee1394": return true
      case "mmc": if view.line(path + "/type") == "SD" { return true }
      case "pci": if view.line(path + "/removable") == "removable" { return true }
      default: break
      }
      guard let slash = path.lastIndex(of: "/") else { break }
      path = String(path[..<slash])
    }
    return false
  }
}
