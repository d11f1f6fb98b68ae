import Glibc

/// Writes a recording entry by entry, so that a killed run leaves what happened until then.
package final class RecordingWriter {
  private let file: Int32
  private var writtenBytes = 0

  /// Makes the file, which must not exist yet; only its owner may read it.
  package init(path: String, startedMilliseconds: UInt64) throws(RecordingError) {
    file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .system(call: "open", errno: errno) }
    try write(Recording.header(startedMilliseconds: startedMilliseconds))
  }

  deinit { close(file) }

  /// Puts an entry at the end; throws above the limit for a file.
  package func append(_ entry: Recording.Entry) throws(RecordingError) {
    try write(try entry.encoded())
  }

  /// Returns once all of it is on the disk.
  package func finish() throws(RecordingError) {
    guard fsync(file) == 0 else { throw .system(call: "fsync", errno: errno) }
  }

  private func write(_ bytes: [UInt8]) throws(RecordingError) {
    guard writtenBytes + bytes.count <= Recording.fileMaximumBytes else {
      throw .system(call: "write", errno: EFBIG)
    }
    var done = 0
    while done < bytes.count {
      let result = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress! + done, bytes.count - done)
      }
      guard result >= 0 || errno == EINTR else { throw .system(call: "write", errno: errno) }
      done += max(result, 0)
    }
    writtenBytes += bytes.count
  }
}

extension Recording {
  /// Whether a file of the farm is small enough to be in a recording.
  package static func hasRoom(forFileAt path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_size <= Packing.plainMaximumBytes
  }
}
