import CFileSystem
import Glibc

/// An open descriptor with whole reads and writes; closed with its last owner.
final class OpenFile: Sendable {
  let descriptor: Int32
  let path: String
  private let isScratch: Bool

  init(descriptor: Int32, path: String, isScratch: Bool = false) {
    self.descriptor = descriptor
    self.path = path
    self.isScratch = isScratch
  }

  deinit { close(descriptor) }

  /// An unnamed file: gone with the process, whatever happens.
  static func scratch(in folder: String) throws(BackupError) -> OpenFile {
    var template = Array((folder + "/copy-XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .scratch(folder: folder, errno: errno) }
    let name = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    unlink(name)
    return OpenFile(descriptor: descriptor, path: folder, isScratch: true)
  }

  func fault() -> BackupError {
    isScratch ? .scratch(folder: path, errno: errno) : .io(path: path, errno: errno)
  }

  func size() throws(BackupError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw fault() }
    return Int(status.st_size)
  }

  func isRegular() throws(BackupError) -> Bool {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw fault() }
    return status.st_mode & S_IFMT == S_IFREG
  }

  /// Reads until the buffer is full or the file ends; returns the bytes read.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(BackupError) -> Int {
    var done = 0
    while done < buffer.count {
      let count = pread(
        descriptor, buffer.baseAddress! + done, buffer.count - done, off_t(offset + done))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw fault() }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// Reads exactly the buffer; a file that ends before is an error.
  func readAll(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(BackupError) {
    guard try read(into: buffer, at: offset) == buffer.count else {
      throw isScratch
        ? .scratch(folder: path, errno: EIO) : .fileDamaged(file: path, segment: nil)
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(BackupError) {
    var done = 0
    while done < bytes.count {
      let count = pwrite(
        descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(offset + done))
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw fault() }
      done += count
    }
  }

  func synchronize() throws(BackupError) {
    guard fsync(descriptor) == 0 else { throw fault() }
  }

  /// Makes the next reads come from the device as far as the kernel allows.
  func dropCache() {
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
  }

  /// Has the kernel read on while we work on what we have.
  func readAhead(from offset: Int) {
    _ = posix_fadvise(descriptor, off_t(offset), off_t(Self.readAheadBytes), POSIX_FADV_WILLNEED)
  }

  private static let readAheadBytes = 16 << 20

  /// Lets the kernel start writing a range and wait for the one before: no mountain of dirty pages.
  func startWriting(from offset: Int, bytes: Int) {
    pocket_write_out(descriptor, Int64(offset), Int64(bytes), 0)
    if offset >= bytes { pocket_write_out(descriptor, Int64(offset - bytes), Int64(bytes), 1) }
  }
}
