import Records

/// A file as it lies on the medium now: its name there, and the record that it must match.
struct StoredFile {
  let nameOnMedium: String
  let record: FileRecord
}

/// Reads frame after frame from parts in order; each part's length and hash are proven at its end.
final class FrameReader {
  private let folder: MediumFolder
  private var files: ArraySlice<StoredFile>
  private var file: OpenFile?
  private var offset = 0
  private var hash = RunningHash()
  private let window = Buffer(bytes: 4 * FrameLimits.compressedBytes)
  private var start = 0
  private var end = 0
  /// Compressed bytes handed out.
  private(set) var doneBytes = 0

  init(folder: MediumFolder, files: [StoredFile]) {
    self.folder = folder
    self.files = files[...]
  }

  var totalBytes: Int { doneBytes + files.reduce(0) { $0 + $1.record.bytes } }

  /// Copies the next frame to the start of `target`; nil after the last part.
  func next(into target: Buffer) throws(BackupError) -> (file: String, bytes: Int)? {
    while let current = files.first {
      if file == nil { try open(current) }
      if end - start < FrameLimits.compressedBytes { try fill(current) }
      if start == end {
        try close(current)
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

  private func open(_ current: StoredFile) throws(BackupError) {
    let opened = try folder.open(current.nameOnMedium)
    opened.dropCache()
    guard try opened.size() == current.record.bytes else {
      throw .fileDamaged(file: current.record.name, segment: nil)
    }
    file = opened
    offset = 0
    hash = RunningHash()
  }

  private func fill(_ current: StoredFile) throws(BackupError) {
    guard let file, offset < current.record.bytes else { return }
    let rest = window.bytes(start..<end)
    window.all.copyMemory(from: rest)
    start = 0
    end = rest.count
    let room = min(window.all.count - end, current.record.bytes - offset)
    let target = UnsafeMutableRawBufferPointer(rebasing: window.all[end..<end + room])
    file.readAhead(from: offset + room)
    try file.readAll(into: target, at: offset)
    hash.add(UnsafeRawBufferPointer(target))
    offset += room
    end += room
  }

  private func close(_ current: StoredFile) throws(BackupError) {
    file?.dropCache()
    guard Hexadecimal.encode(hash.digest()) == current.record.sha256 else {
      throw .fileDamaged(file: current.record.name, segment: nil)
    }
    file = nil
    files = files.dropFirst()
  }
}
