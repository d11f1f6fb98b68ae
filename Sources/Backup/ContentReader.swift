import Age
import Records

/// Reads the content of a stored file in order, as it lies there or opened; its end proves it.
final class ContentReader {
  private struct Sealed {
    let layout: SealedFile
    /// A group of chunks as they stand in the file.
    let group: Buffer
    var chunk = 0
  }

  private static let groupChunks = 16

  private let file: OpenFile
  private let record: FileRecord
  private var sealed: Sealed?
  private var offset = 0
  private var hash = RunningHash()
  /// Of the whole file, unsealed.
  let contentBytes: Int

  init(_ file: OpenFile, record: FileRecord, identity: Identity?) throws(BackupError) {
    self.file = file
    self.record = record
    file.dropCache()
    guard try file.size() == record.bytes else {
      throw .fileDamaged(file: record.name, segment: nil)
    }
    guard let identity else {
      contentBytes = record.bytes
      return
    }
    let start = Buffer(bytes: min(record.bytes, SealedFile.openingBytesMaximum))
    try file.readAll(into: start.all, at: 0)
    let layout = try SealFault.wrapped(record.name) { () throws(AgeError) in
      try SealedFile(
        opening: Array(start.all), fileBytes: record.bytes, keys: [.identity(identity)])
    }
    hash.add(start.bytes(layout.payloadStart))
    offset = layout.payloadStart
    contentBytes = layout.contentBytes
    sealed = Sealed(
      layout: layout, group: Buffer(bytes: Self.groupChunks * PayloadKey.sealedChunkBytes))
  }

  /// As much of the rest as `room` takes, of a sealed file in whole chunks; 0 at the end.
  func read(into room: UnsafeMutableRawBufferPointer) throws(BackupError) -> Int {
    guard sealed != nil else {
      let count = min(room.count, record.bytes - offset)
      if count == 0 { return 0 }
      let target = UnsafeMutableRawBufferPointer(rebasing: room[..<count])
      try take(into: target)
      return count
    }
    precondition(room.count >= PayloadKey.chunkBytes, "room for \(room.count) bytes")
    var done = 0
    while room.count - done >= PayloadKey.chunkBytes, offset < record.bytes {
      done += try openGroup(UnsafeMutableRawBufferPointer(rebasing: room[done...]))
    }
    return done
  }

  /// Throws where the file is not the one that was recorded.
  func finish() throws(BackupError) {
    file.dropCache()
    guard offset == record.bytes, Hexadecimal.encode(hash.digest()) == record.sha256 else {
      throw .fileDamaged(file: record.name, segment: nil)
    }
  }

  private func take(into target: UnsafeMutableRawBufferPointer) throws(BackupError) {
    file.readAhead(from: offset + target.count)
    try file.readAll(into: target, at: offset)
    hash.add(UnsafeRawBufferPointer(target))
    offset += target.count
  }

  private func openGroup(_ room: UnsafeMutableRawBufferPointer) throws(BackupError) -> Int {
    guard var state = sealed else { return 0 }
    let chunks = min(Self.groupChunks, room.count / PayloadKey.chunkBytes)
    let bytes = min(chunks * PayloadKey.sealedChunkBytes, record.bytes - offset)
    let base = offset
    try take(into: state.group.prefix(bytes))
    var done = 0
    while state.chunk < state.layout.chunkCount {
      let place = state.layout.place(of: state.chunk)
      guard place.lowerBound < base + bytes else { break }
      let sealedChunk = state.group.bytes(place.lowerBound - base..<place.upperBound - base)
      done += try SealFault.wrapped(record.name) { () throws(AgeError) in
        try state.layout.open(
          state.chunk, sealedChunk, into: UnsafeMutableRawBufferPointer(rebasing: room[done...]))
      }
      state.chunk += 1
    }
    sealed = state
    return done
  }
}
