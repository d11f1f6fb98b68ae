package import Backup
import FarmDatabase
import Foundation
import Records
import Transport

/// Puts a restored copy in the place of the farm's database; the old one stays beside it.
package struct DatabaseReplacement {
  // The copy is whole and proven before anything is touched. The old file gets its second name
  // first, so that at every moment the database's name is that of a whole file.

  let path: String
  let milliseconds: UInt64
  let isOtherFarmAllowed: Bool

  /// `path` is the database's; `milliseconds` name what the old one is called from now on.
  package init(path: String, milliseconds: UInt64, isOtherFarmAllowed: Bool = false) {
    self.path = URL(filePath: path).resolvingSymlinksInPath().path
    self.milliseconds = milliseconds
    self.isOtherFarmAllowed = isOtherFarmAllowed
  }

  /// Returns where the old database is; nil where there was none.
  package func run(
    _ generation: Int, of store: Store, report: @escaping ProgressReport = { _ in }
  ) throws(SyncError) -> String? {
    let restored = free(path + ".restored")
    let farmID: String
    do throws(BackupError) {
      farmID = try store.usable(generation).farmID
      try store.restore(generation, to: restored, report: report)
    } catch { throw .backup(error) }
    do {
      guard FileManager.default.fileExists(atPath: path) else {
        try move(restored, path)
        return nil
      }
      return try RunLock.hold(besideAnyFile: path) { try swap(restored, of: farmID) }
    } catch {
      unlink(restored)
      if let error = error as? BackupError { throw .backup(error) }
      throw .database(FarmDatabaseError(error, path: path))
    }
  }

  private func swap(_ restored: String, of farmID: String) throws -> String {
    if let holder = DeviceHolder.find(path: path) {
      throw FarmDatabaseError.open(
        path: path, processID: holder.processID, program: holder.program)
    }
    // Of a damaged one nobody can tell whose it is.
    if try FarmDatabase.settle(path), !isOtherFarmAllowed,
      let found = try FarmDatabase.hub(ofFileAt: path), found.hexadecimal != farmID
    {
      throw BackupError.otherFarm(farmID: farmID)
    }
    try takeRights(restored)
    let kept = free(path + ".before-" + stamp)
    let isLinked = link(path, kept) == 0
    // What a database that could not be opened left behind belongs to it, not to the new one.
    try moveCompanions(of: path, to: kept)
    if isLinked {
      guard rename(restored, path) == 0 else { throw fault() }
    } else {
      // FAT has no second names.
      guard FileExchange.swap(restored, path) else {
        let fault = fault()
        try moveCompanions(of: kept, to: path)
        throw fault
      }
      guard rename(restored, kept) == 0 else { throw fault() }
    }
    try synchronizeFolder()
    return kept
  }

  /// The farm program must be able to open it as before; whose it is only root can give away.
  private func takeRights(_ restored: String) throws {
    var old = stat()
    let descriptor = open(restored, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0, stat(path, &old) == 0 else { throw fault() }
    defer { close(descriptor) }
    _ = fchown(descriptor, old.st_uid, old.st_gid)
    guard fchmod(descriptor, old.st_mode & 0o777) == 0, fsync(descriptor) == 0 else {
      throw fault()
    }
  }

  private func moveCompanions(of old: String, to new: String) throws {
    for suffix in ["-journal", "-wal", "-shm"]
    where FileManager.default.fileExists(atPath: old + suffix) {
      try move(old + suffix, new + suffix)
    }
  }

  private func move(_ old: String, _ new: String) throws {
    guard rename(old, new) == 0 else { throw fault() }
    try synchronizeFolder()
  }

  private func synchronizeFolder() throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault() }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw fault() }
  }

  private func fault() -> any Error {
    switch errno {
    case ENOSPC, EDQUOT: FarmDatabaseError.diskFull(path: path)
    case EROFS, EACCES: FarmDatabaseError.readOnly(path: path)
    default: BackupError.io(path: path, errno: errno)
    }
  }

  /// The first of these names that nobody has.
  private func free(_ name: String) -> String {
    var candidate = name
    var number = 1
    while FileManager.default.fileExists(atPath: candidate) {
      number += 1
      candidate = "\(name)-\(number)"
    }
    return candidate
  }

  private var stamp: String {
    let date = Date(timeIntervalSince1970: Double(milliseconds / 1000))
    let parts = Calendar.current.dateComponents(
      [.year, .month, .day, .hour, .minute], from: date)
    return String(
      format: "%04d%02d%02d-%02d%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0,
      parts.hour ?? 0, parts.minute ?? 0)
  }
}
