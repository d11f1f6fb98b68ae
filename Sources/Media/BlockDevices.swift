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
  func devices(of mount: Mount) -> [String] {
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

  /// The disks that a mount may lie on, also where it shows folders of another one or a pool:
  /// enough to keep a medium apart from, never enough to be one.
  func foundation(of mount: Mount, depth: Int = 0) -> Set<Disk> {
    if let disks = disks(of: mount) { return disks }
    guard depth < Self.depthMaximum else { return [] }
    var all: Set<Disk> = []
    // eCryptfs, gocryptfs, bindfs and mergerfs name the folders below as their source.
    let isFolder = !["//", "/dev/"].contains { mount.source.hasPrefix($0) }
    if isFolder, mount.source.hasPrefix("/") {
      for folder in mount.source.split(separator: ":") {
        guard let below = mounts.mount(of: String(folder)), below != mount else { continue }
        all.formUnion(foundation(of: below, depth: depth + 1))
      }
    }
    guard mount.fileSystem == "zfs" else { return all }
    let pool = mount.source.split(separator: "/").first.map(String.init)
    for name in view.names("/sys/class/block") {
      let facts = view.udevFacts(view.line("/sys/class/block/\(name)/dev") ?? "")
      guard facts["ID_FS_TYPE"] == "zfs_member", SystemView.label(facts) == pool else { continue }
      all.formUnion(disks(below: name) ?? [])
    }
    return all
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
      // A file that is gone, or hidden below another mount, may lie anywhere.
      guard view.exists(file) else { return nil }
      return mounts.mount(of: file).flatMap { disks(of: $0, depth: depth + 1) }
    }
    // A virtual device without anything below is memory (zram, ram) or an empty loop.
    return view.attachment(of: place).map { [Disk(name: name, attachment: $0)] }
  }
}
