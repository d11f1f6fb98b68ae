package import Backup
import FarmDatabase
import Foundation
import Records

/// A folder on the local disk for one run's temporary files, removed with this value.
package final class ScratchFolder {
  // A killed run leaves its folder, and in it perhaps a plain database. A run holds a lock on its
  // own, which the kernel lets go with the process: the next run removes what nobody holds.

  /// Where it is.
  package let path: String
  private let descriptor: Int32

  /// A disk, where /tmp may be memory.
  private static let place = "/var/tmp"
  private static let prefix = "pocket-sync-"
  private static let triesMaximum = 8

  /// Makes it in `place`, and removes there what runs that died have left.
  package convenience init() throws(BackupError) { try self.init(in: Self.place) }

  init(in place: String) throws(BackupError) {
    Self.sweep(place)
    for _ in 0..<Self.triesMaximum {
      let path = "\(place)/\(Self.prefix)\(Surroundings.real.freshID().hexadecimal)"
      guard mkdir(path, 0o700) == 0 else { throw .scratch(folder: path, errno: errno) }
      // Between the two another run may have taken it for a leftover.
      if let descriptor = Self.held(path, LOCK_EX) {
        self.path = path
        self.descriptor = descriptor
        return
      }
    }
    throw .scratch(folder: place, errno: EAGAIN)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
    close(descriptor)
  }

  private static func sweep(_ place: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    for name in names where isOurs(name) {
      let path = place + "/" + name
      guard let descriptor = held(path, LOCK_EX | LOCK_NB) else { continue }
      try? FileManager.default.removeItem(atPath: path)
      close(descriptor)
    }
  }

  private static func isOurs(_ name: String) -> Bool {
    let mark = name.dropFirst(prefix.count)
    return name.hasPrefix(prefix) && mark.utf8.count == 32 && mark.allSatisfy(\.isHexDigit)
  }

  /// The locked folder of this path, where it is this user's and still there.
  private static func held(_ path: String, _ lock: Int32) -> Int32? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var (held, named) = (stat(), stat())
    guard flock(descriptor, lock) == 0, fstat(descriptor, &held) == 0, stat(path, &named) == 0,
      held.st_ino == named.st_ino, held.st_uid == geteuid()
    else {
      close(descriptor)
      return nil
    }
    return descriptor
  }
}
