import Glibc

/// How far a volume was made ready to be taken away.
package enum Release: Sendable, Hashable {
  /// Unmounted, all of it written, nothing else on its disk in use; switched off where it can be.
  case removable
  /// Still mounted, or others of its disk are: the mount points and swap areas.
  case inUse([String])
  /// Still open, and nobody here can close it.
  case open
}

extension UDisks {
  static let vanishSteps = 50
  static let vanishStepMicroseconds: UInt32 = 100_000

  /// Unmounts a volume, locks it again; ejects or switches off its disk where nothing uses it.
  package func release(_ volume: Volume) -> Release {
    guard let block = block(volume.node) else { return .open }
    let isUnmounted = call(block.path, "Filesystem", "Unmount")
    let points = Self.points(of: volume, .current())
    guard points.isEmpty else { return isUnmounted ? .inUse(points) : .open }
    if block.lockedBelow != "/" { _ = call(block.lockedBelow, "Encrypted", "Lock") }
    let uses = Self.uses(ofDisks: volume.disks, .current())
    guard uses.isEmpty else { return .inUse(uses) }
    for disk in volume.disks { switchOff(disk) }
    return .removable
  }

  private func call(_ path: String, _ interface: String, _ method: String) -> Bool {
    let name = SystemBus.service + "." + interface
    return (try? SystemBus.call(path, name, method, ["a{sv}", "0"])) != nil
  }

  /// Nothing is lost where this fails: the volume is closed already, only its light stays on.
  private func switchOff(_ disk: String) {
    guard let (path, drive) = drive(ofDisk: disk) else { return }
    if drive.isOptical || !drive.canPowerOff {
      if drive.canEject { _ = call(path, "Drive", "Eject") }
      return
    }
    guard call(path, "Drive", "PowerOff") else { return }
    for _ in 0..<Self.vanishSteps where SystemView.current().exists("/sys/block/" + disk) {
      usleep(Self.vanishStepMicroseconds)
    }
  }

  /// Where a volume is still mounted.
  static func points(of volume: Volume, _ view: SystemView) -> [String] {
    let mounts = MountTable(view.mountInfo)
    let devices = BlockDevices(view: view, mounts: mounts)
    let name = volume.node.split(separator: "/").dropFirst().joined(separator: "!")
    return mounts.mounts.filter { devices.devices(of: $0).contains(name) }.map(\.point)
  }

  /// What still uses these disks: mount points of their partitions, swap, and opened devices.
  static func uses(ofDisks disks: [String], _ view: SystemView) -> [String] {
    let mounts = MountTable(view.mountInfo)
    let devices = BlockDevices(view: view, mounts: mounts)
    func isOn(_ found: Set<Disk>) -> Bool { found.contains { disks.contains($0.name) } }
    let points = mounts.mounts.filter { isOn(devices.foundation(of: $0)) }.map(\.point)
    let swaps = view.swapAreas.filter { area in
      devices.name(ofPath: area).flatMap { devices.disks(below: $0) }.map(isOn) ?? false
    }
    // An unlocked device or a logical volume that is not mounted may still be written.
    let held = view.names("/sys/class/block").filter { name in
      !view.names("/sys/class/block/\(name)/slaves").isEmpty
        && (devices.disks(below: name).map(isOn) ?? false)
    }
    return points + swaps + (points.isEmpty ? held.map { "/dev/" + $0 } : [])
  }
}
