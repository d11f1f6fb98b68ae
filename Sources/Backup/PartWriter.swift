/// Writes frames to temporary files, a new one before a part would pass its limit.
final class PartWriter {
  /// FAT32 ends at 4 GiB - 1; old tools at 2 GiB.
  static let partBytesMaximum = (2 << 30) - 1

  private let folder: MediumFolder
  private let name: String
  private let limit: Int
  private var file: OpenFile?
  private var proof = FileProof()
  private var records: [FileRecord] = []

  init(folder: MediumFolder, name: String, partBytes: Int) {
    precondition(partBytes >= FrameLimits.compressedBytes, "part limit \(partBytes) < one frame")
    self.folder = folder
    self.name = name
    limit = partBytes
  }

  func append(_ frame: UnsafeRawBufferPointer) throws(BackupError) {
    if file != nil && proof.bytes + frame.count > limit { try closePart() }
    let file: OpenFile
    if let open = self.file { file = open } else { file = try open() }
    let before = proof.bytes
    try file.write(frame, at: before)
    proof.add(frame)
    let segment = FileProof.segmentBytes
    if proof.bytes / segment > before / segment {
      file.startWriting(from: (proof.bytes / segment - 1) * segment, bytes: segment)
    }
  }

  /// The parts, each on the device as far as the device tells; temporary names still.
  func finish() throws(BackupError) -> [FileRecord] {
    if file != nil { try closePart() }
    // A single part needs no number: `zstd -d` understands its name.
    return records.count == 1 ? [records[0].named(name)] : records
  }

  /// The name a part has until it is published.
  func temporaryName(part: Int) -> String {
    StoreNames.part(name, part) + StoreNames.temporarySuffix
  }

  private func open() throws(BackupError) -> OpenFile {
    let made = try folder.create(temporaryName(part: records.count + 1))
    file = made
    return made
  }

  private func closePart() throws(BackupError) {
    guard let file else { return }
    try file.synchronize()
    file.dropCache()
    records.append(proof.record(name: StoreNames.part(name, records.count + 1)))
    proof = FileProof()
    self.file = nil
  }
}

extension FileRecord {
  func named(_ name: String) -> FileRecord {
    FileRecord(name: name, bytes: bytes, sha256: sha256, segments: segments)
  }
}
