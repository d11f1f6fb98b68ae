/// One decompressed frame with the hashes of its pages.
struct DecodedFrame {
  let content: UnsafeRawBufferPointer
  let file: String
  /// The pages within the content, and 16 bytes of hash for each.
  let pages: Int
  let hashes: UnsafeRawBufferPointer
}

/// Reads the frames of a generation back, decompresses and hashes on every core.
enum Decompression {
  /// What the frames hold: pages side by side, or (after a header frame) numbered records.
  enum Layout: Equatable {
    case image(pageSize: Int)
    case records(pageSize: Int)
  }

  private struct Slot {
    let frame = Buffer(bytes: FrameLimits.compressedBytes)
    let content = Buffer(bytes: FrameLimits.contentBytes)
    let hashes = Buffer(bytes: FrameLimits.contentBytes / 512 * PageHash.bytes)
    let decoder: FrameDecoder
    var file = ""
    var frameBytes = 0
    var isHeader = false
    var count = 0
    var pages = 0
    var position = 0
  }

  /// `deliver` gets the frames in order; for records the first one is the header, without pages.
  static func run(
    _ reader: FrameReader, layout: Layout, phase: CopyProgress.Phase,
    report: @escaping ProgressReport,
    deliver: @escaping (DecodedFrame) throws(BackupError) -> Void
  ) throws(BackupError) {
    let total = reader.totalBytes
    var isFirst = true
    try Pipeline.run(
      slot: { () throws(BackupError) in Slot(decoder: try FrameDecoder()) },
      take: { slot throws(BackupError) in
        guard let frame = try reader.next(into: slot.frame) else { return false }
        (slot.file, slot.frameBytes) = frame
        slot.position = reader.doneBytes
        if case .records = layout { slot.isHeader = isFirst }
        isFirst = false
        return true
      },
      work: { slot throws(BackupError) in try decode(&slot, layout) },
      deliver: { slot throws(BackupError) in
        try deliver(
          DecodedFrame(
            content: slot.content.bytes(slot.count), file: slot.file, pages: slot.pages,
            hashes: slot.hashes.bytes(slot.pages * PageHash.bytes)))
        try report(
          CopyProgress(
            phase: phase, doneBytes: UInt64(slot.position), totalBytes: UInt64(total)))
        return true
      })
  }

  private static func decode(_ slot: inout Slot, _ layout: Layout) throws(BackupError) {
    guard
      let count = slot.decoder.decode(slot.frame.bytes(slot.frameBytes), into: slot.content.all)
    else { throw .fileDamaged(file: slot.file, segment: nil) }
    slot.count = count
    slot.pages = 0
    if slot.isHeader { return }
    switch layout {
    case .image(let pageSize):
      guard count.isMultiple(of: pageSize) else {
        throw .fileDamaged(file: slot.file, segment: nil)
      }
      slot.pages = count / pageSize
      PageHash.hash(slot.content.bytes(count), pageSize: pageSize, into: slot.hashes.all)
    case .records(let pageSize):
      let record = DeltaFormat.recordBytes(pageSize: pageSize)
      guard count.isMultiple(of: record) else { throw .fileDamaged(file: slot.file, segment: nil) }
      slot.pages = count / record
      for index in 0..<slot.pages {
        let start = index * record + 4
        PageHash.hash(
          slot.content.bytes(start..<start + pageSize), pageSize: pageSize,
          into: UnsafeMutableRawBufferPointer(
            rebasing: slot.hashes.all[index * PageHash.bytes..<(index + 1) * PageHash.bytes]))
      }
    }
  }
}
