/// Why a place is no medium for a copy; facts only, the words stand in the message catalogue.
package enum MediaRefusal: Error, Sendable, Hashable {
  /// No such path, or nothing mounted tells where it lies.
  case notFound
  /// A network file system: it may be the same disk, and it may be gone with the PC.
  case network(fileSystem: String)
  /// Lives in memory only.
  case memory(fileSystem: String)
  /// A file system without a device of its own (overlay, FUSE, 9p and whatever is not known).
  case noDevice(fileSystem: String)
  /// A disk inside the PC; its kernel name.
  case internalDisk(name: String)
  /// On a disk that the running system needs; which mount point or swap area shares it.
  case systemDisk(name: String, sharedWith: String)
  /// On the disk that holds the database: one fault would take both.
  case databaseDisk(name: String)
  /// Nothing tells on which disk the database lies, so any could be it; its file system.
  case databaseNotFound(fileSystem: String)
  /// Mounted read-only.
  case readOnly
  /// An external volume that is connected and not mounted; its device's path.
  case notMounted(device: String)
  /// An external volume that is encrypted and not unlocked; its device's path.
  case locked(device: String)
  /// External by our rule, fixed by udisks's: its kernel name.
  case disputed(name: String)
  /// A drive for discs, and why nothing can be burnt there.
  case disc(DiscFault)
}

/// A file system or a locked device that may be one, and what people know it by.
package struct Volume: Sendable, Hashable {
  /// What stands behind a volume.
  package enum Kind: String, Sendable, Hashable {
    /// External by its devices.
    case external
    /// A folder that somebody asked for by name, for demonstration and tests: no medium.
    case pretended
  }

  /// External or pretended.
  package var kind: Kind
  /// The file system's label; empty where it has none.
  package var label: String
  /// Maker and model of the disk; empty where not known.
  package var model: String
  /// Bytes of the file system's device.
  package var sizeBytes: UInt64
  /// Bytes that a user may still write; nil where the mount does not answer.
  package var freeBytes: UInt64?
  /// Where it is mounted; empty where it is not.
  package var mountPoint: String
  /// The device's path below /dev; empty for a pretended volume.
  package var node: String
  /// The file system's name as mountinfo has it.
  package var fileSystem: String
  /// The file system's UUID or serial; empty where not known.
  package var uuid: String
  /// Number of the mounted device (`st_dev`), major and minor.
  package var device: DeviceNumber
  /// The disks that it lies on, by kernel name.
  package var disks: [String]
  /// The kernel's numbers of these disks, never given twice; nil where it counts none.
  package var sequences: [String?]
  /// The disc in a drive; nil for everything that is written as a file system.
  package var disc: Disc?

  /// What must be the same for it to be the same volume at another moment.
  package var identity: VolumeIdentity {
    VolumeIdentity(device: device.combined, uuid: uuid, disks: disks, sequences: sequences)
  }
}

/// Tells a volume from any other in its place: names and device numbers come again.
package struct VolumeIdentity: Sendable, Hashable {
  let device: UInt64
  let uuid: String
  let disks: [String]
  let sequences: [String?]
}

/// A volume of this PC, mounted or not, with its verdict.
package struct Candidate: Sendable, Hashable {
  /// The mount point; the device's path where it is not mounted.
  package var place: String
  /// What it is known by, also where it was refused; nil where no disk stands behind it.
  package var volume: Volume?
  /// What the place is.
  package var verdict: MediaVerdict
}

/// What a place is.
package enum MediaVerdict: Sendable, Hashable {
  case external(Volume)
  case pretended(Volume)
  case refused(MediaRefusal)
}

/// A device as the kernel numbers it.
package struct DeviceNumber: Sendable, Hashable {
  /// The driver's number.
  package let major: UInt32
  /// The device's number within its driver.
  package let minor: UInt32

  /// Takes both as they stand.
  package init(major: UInt32, minor: UInt32) {
    self.major = major
    self.minor = minor
  }

  init?(_ text: String) {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let major = UInt32(parts[0]), let minor = UInt32(parts[1]) else {
      return nil
    }
    self.init(major: major, minor: minor)
  }

  var text: String { "\(major):\(minor)" }

  /// The same as `st_dev` holds it (glibc's encoding).
  package var combined: UInt64 {
    let (major, minor) = (UInt64(self.major), UInt64(self.minor))
    return (major & 0xfff) << 8 | (major & ~0xfff) << 32 | minor & 0xff | (minor & ~0xff) << 12
  }
}
