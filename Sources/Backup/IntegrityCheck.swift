import FarmDatabase
import Glibc

/// SQLite's whole check of a full, on the image as it came back from the medium: no lock is held.
final class IntegrityCheck {
  private let folder: String
  private let path: String
  private let file: OpenFile

  init(scratchFolder: String) throws(BackupError) {
    folder = scratchFolder
    path = scratchFolder + "/image.sqlite"
    let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .scratch(folder: scratchFolder, errno: errno) }
    file = OpenFile(descriptor: descriptor, path: scratchFolder, isScratch: true)
  }

  deinit { for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) } }

  func add(_ pages: UnsafeRawBufferPointer, at offset: Int) throws(BackupError) {
    try file.write(pages, at: offset)
  }

  func prove() throws(BackupError) {
    do throws(FarmDatabaseError) {
      let faults = try CopiedDatabase(path: path).faults()
      if !faults.isEmpty { throw FarmDatabaseError.damaged(detail: faults[0]) }
    } catch {
      switch error {
      case .damaged(let detail): throw .unsound(detail: detail)
      default: throw .scratch(folder: folder, errno: EIO)
      }
    }
  }
}
