import Age

/// Writes frames to temporary files, a new one before a part would pass its limit.
final class PartWriter {
  /// FAT32 ends at 4 GiB - 1; old tools at 2 GiB.
  static let partBytesMaximum = (2 << 30) - 1

  private let folder: MediumFolder
  private let name: String
  private let recipient: Recipient?
  private let limit: Int
  private var content: ContentWriter?
  private var records: [FileRecord] = []
  private var expectedBytes: Int?

  /// `expected` is how much will come in all, nil where nobody knows.
  init(
    folder: MediumFolder, name: String, recipient: Recipient? = nil, partBytes: Int,
    expected: Int? = nil
  ) {
    precondition(partBytes >= FrameLimits.compressedBytes, "part limit \(partBytes) < one frame")
    self.folder = folder
    self.name = name
    self.recipient = recipient
    limit = partBytes
    expectedBytes = expected
  }

  func append(_ frame: UnsafeRawBufferPointer) throws(BackupError) {
    if let content, content.bytes(after: frame.count) > limit { try closePart(content) }
    try opened().append(frame)
    expectedBytes? -= frame.count
  }

  /// The parts, each on the device as far as the device tells; temporary names still.
  func finish() throws(BackupError) -> [StoredFile] {
    if let content { try closePart(content) }
    // A single part needs no number: `zstd -d` understands its name.
    let named =
      records.count == 1
      ? [records[0].named(StoreNames.sealed(name, recipient != nil))] : records
    return named.enumerated().map { part, record in
      StoredFile(nameOnMedium: temporaryName(part: part + 1), record: record)
    }
  }

  /// Takes away what was begun; parts that cannot be are left to the next run.
  func discard() {
    let begun = records.count + (content == nil ? 0 : 1)
    content = nil
    for part in 0..<begun { try? folder.remove(temporaryName(part: part + 1)) }
  }

  /// The name a part has until it is published.
  private func temporaryName(part: Int) -> String { partName(part) + StoreNames.temporarySuffix }

  private func partName(_ part: Int) -> String {
    StoreNames.sealed(StoreNames.part(name, part), recipient != nil)
  }

  private func opened() throws(BackupError) -> ContentWriter {
    if let content { return content }
    let file = try folder.create(temporaryName(part: records.count + 1))
    let made = try ContentWriter(
      file, for: recipient, expected: expectedBytes.map { min($0, limit) })
    content = made
    return made
  }

  private func closePart(_ content: ContentWriter) throws(BackupError) {
    records.append(try content.finish(name: partName(records.count + 1)))
    self.content = nil
  }
}

extension FileRecord {
  func named(_ name: String) -> FileRecord {
    FileRecord(name: name, bytes: bytes, sha256: sha256, segments: segments)
  }
}
