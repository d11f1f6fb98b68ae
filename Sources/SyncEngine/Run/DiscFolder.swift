import Backup
import Glibc
package import Media

/// A folder in which files of a disc can be read: the disc mounted, or what was read out of it.
package struct DiscFolder {
  /// Where `Pocket-Sync` is.
  package let path: String
  /// The scratch folder that it is, to be kept as long as it is read; nil where it is mounted.
  package let scratch: ScratchFolder?

  /// The disc of a drive to read from, mounted where that can be had, else read out whole.
  package init(of drive: DiscDrive) throws(SyncError) {
    if let point = Self.mounted(drive) {
      self.init(mounted: point)
    } else {
      try self.init(readingFrom: Xorriso(drive)) { _ in true }
    }
  }

  init(mounted point: String) {
    path = point
    scratch = nil
  }

  /// Reads the files that are wanted; `wanted` takes paths such as `/Pocket-Sync/Farm/name`.
  init(readingFrom xorriso: Xorriso, wanted: (String) -> Bool) throws(SyncError) {
    let folder: ScratchFolder
    do throws(BackupError) { folder = try ScratchFolder() } catch { throw .backup(error) }
    do throws(DiscFault) {
      let paths = try xorriso.files(below: Store.discRoot).keys.filter(wanted).sorted()
      try Self.extract(paths, xorriso, to: folder.path)
    } catch { throw .disc(error, drive: xorriso.drive.address) }
    scratch = folder
    path = folder.path
  }

  static func extract(
    _ paths: [String], _ xorriso: Xorriso, to folder: String
  ) throws(DiscFault) {
    // xorriso would give folders that it makes the disc's permissions: nobody may write there.
    for parent in Set(paths.flatMap(parents)).sorted() { mkdir(folder + parent, 0o700) }
    try xorriso.extract(paths.map { Xorriso.File(place: folder + $0, path: $0) })
  }

  /// The folders above a path of a disc.
  private static func parents(_ path: String) -> [String] {
    path.indices.dropFirst().filter { path[$0] == "/" }.map { String(path[..<$0]) }
  }

  /// Where the disc of a real drive is mounted, by us where it was not.
  static func mounted(_ drive: DiscDrive) -> String? {
    if drive.isPretended { return nil }
    if let point = Media.mountPoint(of: drive) { return point }
    try? UDisks.current()?.mount(node: drive.address)
    return Media.mountPoint(of: drive)
  }
}
