import Glibc

/// A drive for discs as xorriso takes it: a device of this PC, or a file that plays one.
package struct DiscDrive: Sendable, Hashable {
  /// `/dev/sr0`, or `stdio:` and the path of a file.
  package let address: String

  static let filePrefix = "stdio:"
  static let devicePrefix = "/dev/sr"

  /// Nil for what names no drive; links such as /dev/cdrom are followed by the caller.
  package init?(_ name: String) {
    let isDevice =
      name.hasPrefix(Self.devicePrefix) && Int(name.dropFirst(Self.devicePrefix.count)) != nil
    guard isDevice || name.hasPrefix(Self.filePrefix) && name != Self.filePrefix else {
      return nil
    }
    address = name
  }

  /// True for a file that plays a drive, for technicians and tests: no external medium.
  package var isPretended: Bool { address.hasPrefix(Self.filePrefix) }

  /// The kernel's name of a real drive; nil for a file.
  package var disk: String? {
    isPretended ? nil : String(address.dropFirst("/dev/".count))
  }

  /// The file that plays the drive; nil for a real one.
  package var file: String? {
    isPretended ? String(address.dropFirst(Self.filePrefix.count)) : nil
  }

  /// A file that plays a drive is a plain one, or a new name: xorriso would also write to a disk.
  func check() throws(DiscFault) {
    guard let file else { return }
    var status = stat()
    if stat(file, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG, access(file, W_OK) == 0 else { throw .notADrive }
    } else {
      let folder = file.lastIndex(of: "/").map { file[..<$0] } ?? "."
      guard stat(folder.isEmpty ? "/" : String(folder), &status) == 0,
        status.st_mode & S_IFMT == S_IFDIR
      else { throw .notADrive }
    }
  }
}
