import Age
import Records

/// A file as it lies on the medium now: its name there, and the record that it must match.
struct StoredFile {
  let nameOnMedium: String
  let record: FileRecord
}

/// Reads frame after frame from parts in order; each part's length and hash are proven at its end.
final class FrameReader {
  private let folder: MediumFolder
  private let identity: Identity?
  private var files: ArraySlice<StoredFile>
  private var content: ContentReader?
  private var isAtEnd = false
  private let window = Buffer(bytes: 4 * FrameLimits.compressedBytes)
  private var start = 0
  private var end = 0
  /// Compressed bytes handed out.
  private(set) var doneBytes = 0

  init(folder: MediumFolder, files: [StoredFile], identity: Identity?) {
    self.folder = folder
    self.files = files[...]
    self.identity = identity
  }

  var totalBytes: Int { doneBytes + files.reduce(0) { $0 + $1.record.bytes } }

  /// Copies the next frame to the start of `target`; nil after the last part.
  func next(into target: Buffer) throws(BackupError) -> (file: String, bytes: Int)? {
    while let current = files.first {
      let content = try opened(current)
      if end - start < FrameLimits.compressedBytes, !isAtEnd { try fill(content) }
      if start == end {
        try content.finish()
        self.content = nil
        files = files.dropFirst()
        continue
      }
      let name = current.record.name
      guard let length = FrameDecoder.length(of: window.bytes(start..<end)),
        length <= FrameLimits.compressedBytes
      else { throw .fileDamaged(file: name, segment: nil) }
      target.all.copyMemory(from: window.bytes(start..<start + length))
      start += length
      doneBytes += length
      return (name, length)
    }
    return nil
  }

  private func opened(_ current: StoredFile) throws(BackupError) -> ContentReader {
    if let content { return content }
    let opened = try ContentReader(
      try folder.open(current.nameOnMedium), record: current.record, identity: identity)
    content = opened
    isAtEnd = false
    return opened
  }

  private func fill(_ content: ContentReader) throws(BackupError) {
    let rest = window.bytes(start..<end)
    window.all.copyMemory(from: rest)
    start = 0
    end = rest.count
    let count = try content.read(
      into: UnsafeMutableRawBufferPointer(rebasing: window.all[end...]))
    isAtEnd = count == 0
    end += count
  }
}
