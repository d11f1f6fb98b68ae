import Glibc

/// Judges places for a copy: a pure function of a `SystemView`, and the same for this machine.
package enum Media {
  /// Every leaf disk external, none shared with system or database; both paths without links.
  package static func judge(
    _ path: String, database: String, view: SystemView
  ) -> MediaVerdict {
    let mounts = MountTable(view.mountInfo)
    guard let mount = mounts.mount(of: path) else { return .refused(.notFound) }
    return Judgement(view: view, mounts: mounts, database: database).verdict(mount)
  }

  /// Every volume: mounted ones once a device, network folders, external ones not opened yet.
  package static func candidates(database: String, view: SystemView) -> [Candidate] {
    let mounts = MountTable(view.mountInfo)
    let judgement = Judgement(view: view, mounts: mounts, database: database)
    var seen: Set<String> = []
    let mounted = mounts.mounts.compactMap { mount -> Candidate? in
      guard mounts.mount(of: mount.point) == mount,
        Judgement.networks.contains(mount.fileSystem) || judgement.devices.disks(of: mount) != nil,
        seen.insert("\(mount.device.text) \(mount.source)").inserted
      else { return nil }
      return judgement.candidate(mount)
    }
    return mounted + judgement.closedVolumes()
  }

  /// Judges a path of this machine; links are followed first, free space is asked.
  package static func judge(_ path: String, database: String) -> MediaVerdict {
    candidate(path, database: database).verdict
  }

  /// The same with what is known of its volume.
  package static func candidate(_ path: String, database: String) -> Candidate {
    let unknown = Candidate(place: path, volume: nil, verdict: .refused(.notFound))
    guard let place = canonical(path) else { return unknown }
    let view = SystemView.current()
    let mounts = MountTable(view.mountInfo)
    guard let mount = mounts.mount(of: place) else { return unknown }
    let judgement = Judgement(
      view: view, mounts: mounts, database: canonical(database) ?? database)
    var found = asked(judgement.candidate(mount))
    found.place = path
    return found
  }

  /// What is mounted there at this moment; nil where it is no medium.
  package static func identity(at mountPoint: String, database: String) -> VolumeIdentity? {
    guard case .external(let volume) = judge(mountPoint, database: database) else { return nil }
    return volume.identity
  }

  /// All volumes of this machine with their verdicts and free space, without what lies in drives.
  package static func candidates(database: String) -> [Candidate] {
    let view = SystemView.current()
    let drives = Set(drives(view).compactMap(\.disk))
    // The mounted file system of a disc is its drive's, and said there.
    return candidates(database: canonical(database) ?? database, view: view)
      .filter { drives.isDisjoint(with: $0.volume?.disks ?? []) }.map(asked)
  }

  /// Any folder as a medium, for demonstration and tests; its kind says so for good.
  package static func pretended(_ folder: String) -> MediaVerdict {
    var status = stat()
    guard let place = canonical(folder), stat(place, &status) == 0,
      status.st_mode & S_IFMT == S_IFDIR
    else { return .refused(.notFound) }
    let mount = MountTable(SystemView.current().mountInfo).mount(of: place)
    var space = statvfs()
    let size =
      statvfs(place, &space) == 0 ? UInt64(space.f_blocks) * UInt64(space.f_frsize) : 0
    let volume = Volume(
      kind: .pretended, label: "", model: "", sizeBytes: size, freeBytes: nil,
      mountPoint: place, node: "", fileSystem: mount?.fileSystem ?? "", uuid: "",
      device: DeviceNumber(combined: UInt64(status.st_dev)), disks: [], sequences: [])
    return .pretended(asked(volume))
  }

  private static func canonical(_ path: String) -> String? {
    guard let full = realpath(path, nil) else { return nil }
    defer { free(full) }
    return String(cString: full)
  }

  private static func asked(_ candidate: Candidate) -> Candidate {
    var candidate = candidate
    candidate.volume = candidate.volume.map(asked)
    if case .external(let volume) = candidate.verdict {
      candidate.verdict = .external(asked(volume))
    }
    return candidate
  }

  /// What only the mounted file system tells.
  private static func asked(_ volume: Volume) -> Volume {
    var volume = volume
    guard volume.disc == nil, !volume.mountPoint.isEmpty else { return volume }
    var (space, status) = (statvfs(), stat())
    if statvfs(volume.mountPoint, &space) == 0 {
      volume.freeBytes = UInt64(space.f_bavail) * UInt64(space.f_frsize)
    }
    if stat(volume.mountPoint, &status) == 0 { volume.show(UInt64(status.st_dev)) }
    return volume
  }
}

extension Volume {
  /// btrfs shows each subvolume under an anonymous number that no mount names: that one counts.
  mutating func show(_ device: UInt64) {
    if fileSystem == "btrfs" { self.device = DeviceNumber(combined: device) }
  }
}

extension DeviceNumber {
  init(combined: UInt64) {
    self.init(
      major: UInt32(truncatingIfNeeded: combined >> 8 & 0xfff | combined >> 32 & ~0xfff),
      minor: UInt32(truncatingIfNeeded: combined & 0xff | combined >> 12 & ~0xff))
  }
}
