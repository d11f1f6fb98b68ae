import Foundation

/// A file system in memory over a folder, gone with this value; needs `canMount`.
final class Mounted {
  let path: String

  init(over path: String, kibibytes: Int) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(kibibytes)k") == 0 else {
      throw ProgramFailed(words: "mount \(errno)")
    }
  }

  func makeReadOnly() throws {
    guard mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil) == 0 else {
      throw ProgramFailed(words: "remount \(errno)")
    }
  }

  func resize(kibibytes: Int) throws {
    guard mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT), "size=\(kibibytes)k") == 0 else {
      throw ProgramFailed(words: "remount \(errno)")
    }
  }

  /// Pulls it out, whoever is using it.
  func pull() { umount2(path, Int32(MNT_DETACH)) }

  deinit { pull() }
}
