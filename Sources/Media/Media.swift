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

  /// Every mounted file system that has a device, judged; one entry a device, system ones too.
  package static func candidates(
    database: String, view: SystemView
  ) -> [(mountPoint: String, verdict: MediaVerdict)] {
    let mounts = MountTable(view.mountInfo)
    let judgement = Judgement(view: view, mounts: mounts, database: database)
    var seen: Set<String> = []
    return mounts.mounts.compactMap { mount in
      guard mounts.mount(of: mount.point) == mount,
        judgement.devices.disks(of: mount) != nil,
        seen.insert("\(mount.device.text) \(mount.source)").inserted
      else { return nil }
      return (mount.point, judgement.verdict(mount))
    }
  }

  /// Judges a path of this machine; links are followed first, free space is asked.
  package static func judge(_ path: String, database: String) -> MediaVerdict {
    guard let place = canonical(path), let data = canonical(database) else {
      return .refused(.notFound)
    }
    return withFreeSpace(judge(place, database: data, view: .current()))
  }

  /// All volumes of this machine with their verdicts and free space.
  package static func candidates(
    database: String
  ) -> [(mountPoint: String, verdict: MediaVerdict)] {
    candidates(database: canonical(database) ?? database, view: .current())
      .map { ($0.mountPoint, withFreeSpace($0.verdict)) }
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
      mountPoint: place, fileSystem: mount?.fileSystem ?? "", uuid: "",
      device: DeviceNumber(combined: UInt64(status.st_dev)), disks: [])
    return withFreeSpace(.pretended(volume))
  }

  private static func canonical(_ path: String) -> String? {
    guard let full = realpath(path, nil) else { return nil }
    defer { free(full) }
    return String(cString: full)
  }

  private static func withFreeSpace(_ verdict: MediaVerdict) -> MediaVerdict {
    func filled(_ volume: Volume) -> Volume {
      var volume = volume
      var space = statvfs()
      if statvfs(volume.mountPoint, &space) == 0 {
        volume.freeBytes = UInt64(space.f_bavail) * UInt64(space.f_frsize)
      }
      return volume
    }
    switch verdict {
    case .external(let volume): return .external(filled(volume))
    case .pretended(let volume): return .pretended(filled(volume))
    case .refused: return verdict
    }
  }
}

extension DeviceNumber {
  init(combined: UInt64) {
    self.init(
      major: UInt32(truncatingIfNeeded: combined >> 8 & 0xfff | combined >> 32 & ~0xfff),
      minor: UInt32(truncatingIfNeeded: combined & 0xff | combined >> 12 & ~0xff))
  }
}
