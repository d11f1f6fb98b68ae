package import Backup
import FarmDatabase
import Foundation
import Transport

/// Puts a restored copy in the place of the farm's database; the old one stays beside it.
package struct DatabaseReplacement {
  // The copy is whole and proven before anything is touched. The old file gets its second name
  // first, so that at every moment the database's name is that of a whole file.

  let path: String
  let milliseconds: UInt64

  /// `path` is the database's; `milliseconds` name what the old one is called from now on.
  package init(path: String, milliseconds: UInt64) {
    self.path = URL(filePath: path).resolvingSymlinksInPath().path
    self.milliseconds = milliseconds
  }

  /// Returns where the old database is; nil where there was none.
  package func run(
    _ generation: Int, of store: Store, report: @escaping ProgressReport = { _ in }
  ) throws(SyncError) -> String? {
    let restored = free(path + ".restored")
    do throws(BackupError) {
      try store.restore(generation, to: restored, report: report)
    } catch { throw .backup(error) }
    do {
      guard FileManager.default.fileExists(atPath: path) else {
        try move(restored, path)
        return nil
      }
      return try RunLock.hold(besideAnyFile: path) { try swap(restored) }
    } catch {
      unlink(restored)
      throw .database(FarmDatabaseError(error, path: path))
    }
  }

  private func swap(_ restored: String) throws -> String {
    if let holder = DeviceHolder.find(path: path) {
      throw FarmDatabaseError.open(
        path: path, processID: holder.processID, program: holder.program)
    }
    _ = try FarmDatabase.settle(path)
    let kept = free(path + ".before-" + stamp)
    guard link(path, kept) == 0 else { throw fault() }
    // What a database that could not be opened left behind belongs to it, not to the new one.
    for suffix in ["-journal", "-wal", "-shm"]
    where FileManager.default.fileExists(atPath: path + suffix) {
      try move(path + suffix, kept + suffix)
    }
    guard rename(restored, path) == 0 else { throw fault() }
    try synchronizeFolder()
    return kept
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

  private func fault() -> FarmDatabaseError {
    errno == ENOSPC ? .diskFull(path: path) : .readOnly(path: path)
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
