import Foundation

/// Small files of ours: the old content or the new one, on the disk when it returns.
enum SmallFile {
  static func write(_ bytes: [UInt8], to path: String) throws(OutboxError) {
    let temporary = path + ".tmp"
    unlink(temporary)
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .system(path: path, errno: errno) }
    defer { close(file) }
    do { try FileHandle(fileDescriptor: file).write(contentsOf: Data(bytes)) } catch {
      throw .system(path: path, errno: errno)
    }
    guard fsync(file) == 0, rename(temporary, path) == 0 else {
      throw .system(path: path, errno: errno)
    }
    try synchronizeFolder((path as NSString).deletingLastPathComponent)
  }

  /// Nil where there is none; a longer one than ours ever are gives its beginning.
  static func read(_ path: String, limitBytes: Int) throws(OutboxError) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    if file < 0, errno == ENOENT { return nil }
    guard file >= 0 else { throw .system(path: path, errno: errno) }
    defer { close(file) }
    do {
      return Array(try FileHandle(fileDescriptor: file).read(upToCount: limitBytes) ?? Data())
    } catch { throw .system(path: path, errno: errno) }
  }

  static func synchronizeFolder(_ path: String) throws(OutboxError) {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw .system(path: path, errno: errno) }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw .system(path: path, errno: errno) }
  }
}
