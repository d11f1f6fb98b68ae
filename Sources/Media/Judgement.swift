/// The rule of the medium over one view of the system.
struct Judgement {
  let view: SystemView
  let mounts: MountTable
  let database: String
  let devices: BlockDevices

  /// What the running system cannot lose; the longest mount point of each counts.
  static let systemPlaces = ["/", "/usr", "/var", "/home", "/boot", "/boot/efi"]
  static let networks: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "fuse.sshfs", "fuse.rclone",
    "fuse.gvfsd-fuse", "davfs", "fuse.davfs2", "fuse.glusterfs", "ocfs2", "gfs2", "9p", "virtiofs",
    "vboxsf", "vmhgfs", "fuse.vmhgfs-fuse",
  ]
  static let memories: Set<String> = ["tmpfs", "ramfs", "devtmpfs"]

  init(view: SystemView, mounts: MountTable, database: String) {
    self.view = view
    self.mounts = mounts
    self.database = database
    devices = BlockDevices(view: view, mounts: mounts)
  }

  func verdict(_ mount: Mount) -> MediaVerdict {
    if Self.networks.contains(mount.fileSystem) {
      return .refused(.network(fileSystem: mount.fileSystem))
    }
    if Self.memories.contains(mount.fileSystem) {
      return .refused(.memory(fileSystem: mount.fileSystem))
    }
    guard mount.layers.isEmpty, let disks = devices.disks(of: mount), !disks.isEmpty else {
      return .refused(.noDevice(fileSystem: mount.fileSystem))
    }
    if let refusal = shared(disks) { return .refused(refusal) }
    let sorted = disks.sorted { $0.name < $1.name }
    if let inside = sorted.first(where: { !$0.isExternal }) {
      return .refused(.internalDisk(name: inside.name))
    }
    if mount.isReadOnly { return .refused(.readOnly) }
    return .external(volume(mount, sorted))
  }

  private func shared(_ disks: Set<Disk>) -> MediaRefusal? {
    if let disk = common(disks, mounts.mount(of: database)) {
      return .databaseDisk(name: disk.name)
    }
    for place in Self.systemPlaces {
      if let disk = common(disks, mounts.mount(of: place)) {
        return .systemDisk(name: disk.name, sharedWith: place)
      }
    }
    for swap in swapAreas {
      let below =
        devices.name(ofPath: swap).flatMap { devices.disks(below: $0) }
        ?? mounts.mount(of: swap).flatMap { devices.disks(of: $0) }
      if let disk = below?.intersection(disks).min(by: { $0.name < $1.name }) {
        return .systemDisk(name: disk.name, sharedWith: swap)
      }
    }
    return nil
  }

  private func common(_ disks: Set<Disk>, _ mount: Mount?) -> Disk? {
    mount.flatMap { devices.disks(of: $0) }?.intersection(disks).min { $0.name < $1.name }
  }

  private var swapAreas: [String] {
    view.swaps.split(separator: "\n").dropFirst().compactMap { line in
      line.split(whereSeparator: \.isWhitespace).first.map { Mount.unescaped(String($0)) }
    }
  }

  private func volume(_ mount: Mount, _ disks: [Disk]) -> Volume {
    let name =
      mount.device.major == 0
      ? devices.name(ofPath: mount.source)
      : view.resolved("/sys/dev/block/\(mount.device.text)")?.split(separator: "/").last.map(
        String.init)
    let place = "/sys/class/block/\(name ?? "")"
    let facts = udevFacts(view.line(place + "/dev") ?? mount.device.text)
    let sectors = view.line(place + "/size").flatMap { UInt64($0) } ?? 0
    return Volume(
      kind: .external, label: facts["ID_FS_LABEL"] ?? "",
      model: disks.map { model($0.name) }.filter { !$0.isEmpty }.joined(separator: " + "),
      sizeBytes: sectors * 512, freeBytes: nil, mountPoint: mount.point,
      fileSystem: mount.fileSystem, uuid: facts["ID_FS_UUID"] ?? "", device: mount.device,
      disks: disks.map(\.name))
  }

  /// udev's database of one device: label and UUID of its file system.
  private func udevFacts(_ device: String) -> [String: String] {
    var facts: [String: String] = [:]
    for line in (SystemView.text(view.root + "/run/udev/data/b\(device)") ?? "")
      .split(separator: "\n") where line.hasPrefix("E:")
    {
      let pair = line.dropFirst(2).split(separator: "=", maxSplits: 1)
      if pair.count == 2 { facts[String(pair[0])] = String(pair[1]) }
    }
    return facts
  }

  /// SCSI says vendor and model, an SD card its name.
  private func model(_ disk: String) -> String {
    let device = "/sys/class/block/\(disk)/device"
    let words = ["vendor", "model", "name"].compactMap { view.line(device + "/" + $0) }
    return words.filter { !$0.isEmpty && !$0.hasPrefix("0x") }.joined(separator: " ")
  }
}
