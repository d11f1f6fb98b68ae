import CSQLite
import Glibc

/// Where the pages come from: the live file through SQLite's own handle, or a staged copy.
struct PageReading: ~Copyable {
  enum Source {
    case live
    case unstaged
    case staged(descriptor: Int32)
  }

  var source: Source
  nonisolated(unsafe) let connection: OpaquePointer
  let path: String
  let scratchFolder: String

  deinit {
    if case .staged(let descriptor) = source { close(descriptor) }
  }

  mutating func stageWhereNeeded(pages: Int, pageSize: Int) throws(SnapshotError) {
    guard case .unstaged = source else { return }
    let staged = try StagedCopy.make(of: path, in: scratchFolder)
    source = .staged(descriptor: staged)
    var status = stat()
    guard fstat(staged, &status) == 0 else { throw .scratch(errno: errno) }
    let found = Int(status.st_size) / pageSize
    guard found == pages else { throw .stagedCopyDiffers(pages: pages, stagedPages: found) }
  }

  func read(into place: UInt, bytes: Int, at offset: Int64) throws(SnapshotError) {
    let address = UnsafeMutableRawPointer(bitPattern: place)!
    switch source {
    case .live:
      let code = pocket_sqlite_read_main(connection, address, Int32(bytes), offset)
      guard code == SQLITE_OK else { throw .sqlite(code: code) }
    case .staged(let descriptor):
      var done = 0
      while done < bytes {
        let count = pread(descriptor, address + done, bytes - done, off_t(offset) + off_t(done))
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { throw .scratch(errno: count < 0 ? errno : EIO) }
        done += count
      }
    case .unstaged:
      preconditionFailure("pages read before they were staged: offset \(offset)")
    }
  }
}
