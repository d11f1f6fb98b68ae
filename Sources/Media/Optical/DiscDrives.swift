import Glibc

extension Candidate {
  /// A drive with what its disc is, or why nothing can be burnt there.
  init(_ drive: DiscDrive, model: String, place: String, disc: Result<Disc, DiscFault>) {
    let found = try? disc.get()
    let volume = Volume(
      kind: drive.isPretended ? .pretended : .external, label: found?.label ?? "", model: model,
      sizeBytes: 0, freeBytes: found?.freeBytes, mountPoint: place, node: drive.address,
      fileSystem: "iso9660", uuid: "", device: DeviceNumber(major: 0, minor: 0),
      disks: [drive.disk].compactMap { $0 }, sequences: [], disc: found)
    let verdict: MediaVerdict
    switch disc {
    case .failure(let fault): verdict = .refused(.disc(fault))
    case .success(let disc):
      if let refusal = disc.refusal {
        verdict = .refused(.disc(refusal))
      } else {
        verdict = drive.isPretended ? .pretended(volume) : .external(volume)
      }
    }
    self.init(place: drive.address, volume: volume, verdict: verdict)
  }
}

extension Media {
  /// A drive that was named, as it is now.
  package static func candidate(_ drive: DiscDrive) -> Candidate {
    let view = SystemView.current()
    return candidate(drive, view: view, mounts: MountTable(view.mountInfo))
  }

  /// Every drive of this PC with its disc; drives are few, and each is asked.
  package static func drives() -> [Candidate] {
    let view = SystemView.current()
    let mounts = MountTable(view.mountInfo)
    return drives(view).map { candidate($0, view: view, mounts: mounts) }
  }

  /// The drives that the kernel names.
  static func drives(_ view: SystemView) -> [DiscDrive] {
    view.names("/sys/class/block").compactMap { DiscDrive("/dev/" + $0) }
  }

  private static func candidate(
    _ drive: DiscDrive, view: SystemView, mounts: MountTable
  ) -> Candidate {
    guard let disk = drive.disk else {
      let disc = result(of: drive)
      return Candidate(drive, model: (try? disc.get())?.kind ?? "", place: "", disc: disc)
    }
    let device = "/sys/class/block/\(disk)/device"
    let model = ["vendor", "model"].compactMap { view.line(device + "/" + $0) }
      .filter { !$0.isEmpty }.joined(separator: " ")
    // A drive without a disc is not spun up each time somebody looks.
    let disc = isEmpty(disk, view) ? .failure(.noDisc) : result(of: drive)
    return Candidate(drive, model: model, place: point(of: disk, view, mounts), disc: disc)
  }

  /// Where the disc in a drive is mounted now; nil where it is not.
  package static func mountPoint(of drive: DiscDrive) -> String? {
    let view = SystemView.current()
    let found = drive.disk.map { point(of: $0, view, MountTable(view.mountInfo)) } ?? ""
    return found.isEmpty ? nil : found
  }

  private static func point(of disk: String, _ view: SystemView, _ mounts: MountTable) -> String {
    let devices = BlockDevices(view: view, mounts: mounts)
    return mounts.mounts.first { devices.devices(of: $0).contains(disk) }?.point ?? ""
  }

  private static func result(of drive: DiscDrive) -> Result<Disc, DiscFault> {
    Result { () throws(DiscFault) in try Xorriso(drive).look() }
  }

  /// True where udev knows the drive and saw no disc in it.
  static func isEmpty(_ disk: String, _ view: SystemView) -> Bool {
    let facts = view.udevFacts(view.line("/sys/class/block/\(disk)/dev") ?? "")
    return facts["ID_CDROM"] == "1" && facts["ID_CDROM_MEDIA"] != "1"
  }
}
