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
  /// File systems of discs, which are burnt, not mounted.
  static let discs: Set<String> = ["iso9660", "udf", "squashfs"]
  static let memories: Set<String> = ["tmpfs", "ramfs", "rootfs", "devtmpfs"]

  init(view: SystemView, mounts: MountTable, database: String) {
    self.view = view
    self.mounts = mounts
    self.database = database
    devices = BlockDevices(view: view, mounts: mounts)
  }

  func verdict(_ mount: Mount) -> MediaVerdict {
    candidate(mount).verdict
  }

  /// The verdict on a mount, with what is known of its volume.
  func candidate(_ mount: Mount) -> Candidate {
    func refused(_ reason: MediaRefusal) -> Candidate {
      Candidate(place: mount.point, volume: nil, verdict: .refused(reason))
    }
    if Self.networks.contains(mount.fileSystem) {
      return refused(.network(fileSystem: mount.fileSystem))
    }
    if Self.memories.contains(mount.fileSystem) {
      return refused(.memory(fileSystem: mount.fileSystem))
    }
    guard mount.layers.isEmpty, let disks = devices.disks(of: mount), !disks.isEmpty else {
      return refused(.noDevice(fileSystem: mount.fileSystem))
    }
    let known = volume(mount, disks)
    var verdict = MediaVerdict.external(known)
    if let reason = refusal(disks, fileSystem: mount.fileSystem) {
      verdict = .refused(reason)
    } else if mount.isReadOnly {
      verdict = .refused(.readOnly)
    }
    return Candidate(place: mount.point, volume: known, verdict: verdict)
  }

  /// Why these disks are no place for a copy.
  private func refusal(_ disks: Set<Disk>, fileSystem: String) -> MediaRefusal? {
    if let refusal = shared(disks) { return refusal }
    if disks.contains(where: { $0.attachment == .network }) {
      return .network(fileSystem: fileSystem)
    }
    let inside = disks.filter { $0.attachment != .external }.map(\.name).min()
    return inside.map { .internalDisk(name: $0) } ?? unknownDatabase()
  }

  /// Where no disk of the database is found, none can be kept apart from it.
  private func unknownDatabase() -> MediaRefusal? {
    let mount = mounts.mount(of: database)
    let fileSystem = mount?.fileSystem ?? ""
    guard !Self.networks.contains(fileSystem), !Self.memories.contains(fileSystem),
      mount.map({ devices.foundation(of: $0).isEmpty }) ?? true
    else { return nil }
    return .databaseNotFound(fileSystem: fileSystem)
  }

  /// External volumes that nobody has opened yet, in the order of their names.
  func closedVolumes() -> [Candidate] {
    let open = Set(mounts.mounts.flatMap { devices.devices(of: $0) })
    return view.names("/sys/class/block").compactMap { name in
      let place = "/sys/class/block/\(name)"
      guard !open.contains(name), view.names(place + "/holders").isEmpty else { return nil }
      let facts = view.udevFacts(view.line(place + "/dev") ?? "")
      let isLocked = facts["ID_FS_USAGE"] == "crypto"
      let type = facts["ID_FS_TYPE"] ?? ""
      guard isLocked || facts["ID_FS_USAGE"] == "filesystem" && !Self.discs.contains(type),
        let disks = devices.disks(below: name),
        disks.allSatisfy({ $0.attachment == .external })
      else { return nil }
      let node = Self.node(name)
      let known = volume(name, mountPoint: "", fileSystem: type, disks)
      let reason =
        refusal(disks, fileSystem: type)
        ?? (isLocked ? .locked(device: node) : .notMounted(device: node))
      return Candidate(place: node, volume: known, verdict: .refused(reason))
    }
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
    for swap in view.swapAreas {
      let below =
        devices.name(ofPath: swap).flatMap { devices.disks(below: $0) }
        ?? mounts.mount(of: swap).map { devices.foundation(of: $0) }
      if let disk = below?.intersection(disks).min(by: { $0.name < $1.name }) {
        return .systemDisk(name: disk.name, sharedWith: swap)
      }
    }
    return nil
  }

  private func common(_ disks: Set<Disk>, _ mount: Mount?) -> Disk? {
    mount.map { devices.foundation(of: $0) }?.intersection(disks).min { $0.name < $1.name }
  }

  private func volume(_ mount: Mount, _ disks: Set<Disk>) -> Volume {
    let name = devices.devices(of: mount).first ?? ""
    var volume = volume(name, mountPoint: mount.point, fileSystem: mount.fileSystem, disks)
    volume.device = mount.device
    return volume
  }

  private func volume(
    _ name: String, mountPoint: String, fileSystem: String, _ disks: Set<Disk>
  ) -> Volume {
    let place = "/sys/class/block/\(name)"
    let number = view.line(place + "/dev") ?? ""
    let facts = view.udevFacts(number)
    let sectors = view.line(place + "/size").flatMap { UInt64($0) } ?? 0
    let names = disks.map(\.name).sorted()
    return Volume(
      kind: .external, label: SystemView.label(facts),
      model: names.map { model($0) }.filter { !$0.isEmpty }.joined(separator: " + "),
      sizeBytes: sectors * 512, freeBytes: nil, mountPoint: mountPoint, node: Self.node(name),
      fileSystem: fileSystem, uuid: facts["ID_FS_UUID"] ?? "",
      device: DeviceNumber(number) ?? DeviceNumber(major: 0, minor: 0), disks: names,
      sequences: names.map { view.line("/sys/class/block/\($0)/diskseq") })
  }

  /// sysfs has "!" where the path below /dev has a folder.
  static func node(_ name: String) -> String {
    "/dev/" + String(name.map { $0 == "!" ? "/" : $0 })
  }

  /// SCSI says vendor and model, an SD card its name.
  private func model(_ disk: String) -> String {
    let device = "/sys/class/block/\(disk)/device"
    let words = ["vendor", "model", "name"].compactMap { view.line(device + "/" + $0) }
    return words.filter { !$0.isEmpty && !$0.hasPrefix("0x") }.joined(separator: " ")
  }
}
