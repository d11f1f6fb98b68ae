import Glibc

/// Whether the kernel still has the disk below a mounted file system.
enum BlockDevice {
  private static let folder = "/sys/dev/block"

  /// True where it has, and where that cannot be told; a pulled stick stays mounted without a disk.
  static func isConnected(_ device: dev_t) -> Bool {
    // Memory, networks and some file systems on several disks have no number of a disk.
    guard major(device) != 0, exists(folder) else { return true }
    return exists("\(folder)/\(major(device)):\(minor(device))")
  }

  /// The same of what is mounted at a path.
  static func staysConnected(at path: String) -> Bool {
    var status = stat()
    return stat(path, &status) != 0 || staysConnected(status.st_dev)
  }

  /// The same, a while after an I/O error: the kernel errs first and takes the disk away after.
  static func staysConnected(_ device: dev_t) -> Bool {
    for _ in 0..<removalLooks {
      guard isConnected(device) else { return false }
      usleep(removalPauseMicroseconds)
    }
    return isConnected(device)
  }

  private static let removalLooks = 40
  private static let removalPauseMicroseconds: useconds_t = 50_000

  private static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0 || errno != ENOENT
  }

  // The C library has these two as macros only.
  private static func major(_ device: dev_t) -> UInt {
    (device >> 8) & 0xfff | (device >> 32) & ~0xfff
  }
  private static func minor(_ device: dev_t) -> UInt {
    device & 0xff | (device >> 12) & 0xffff_ff00
  }
}
