/// Cuts content into frames and compresses them on every core.
enum Compression {
  private struct Slot {
    let content: Buffer
    let frame: Buffer
    let encoder: FrameEncoder
    var count = 0
    var frameBytes = 0
  }

  /// `sink` gets the frames in order: an optional frame of `header` first, then the content.
  static func run(
    header: [UInt8], spool: Spool, report: @escaping ProgressReport,
    sink: @escaping (UnsafeRawBufferPointer) throws(BackupError) -> Void
  ) throws(BackupError) {
    let pieceBytes =
      spool.base == nil
      ? FrameLimits.contentBytes : DeltaFormat.frameBytes(pageSize: spool.pageSize)
    var isHeaderDue = !header.isEmpty
    var next = 0
    var done = 0
    try Pipeline.run(
      slot: { () throws(BackupError) in
        Slot(
          content: Buffer(bytes: FrameLimits.contentBytes),
          frame: Buffer(bytes: FrameLimits.compressedBytes), encoder: try FrameEncoder())
      },
      take: { slot throws(BackupError) in
        if isHeaderDue {
          isHeaderDue = false
          slot.count = header.count
          slot.content.all.copyBytes(from: header)
          return true
        }
        guard next < spool.contentBytes else { return false }
        slot.count = min(pieceBytes, spool.contentBytes - next)
        try spool.content.readAll(into: slot.content.prefix(slot.count), at: next)
        next += slot.count
        return true
      },
      work: { slot throws(BackupError) in
        slot.frameBytes = try slot.encoder.encode(
          slot.content.bytes(slot.count), into: slot.frame.all)
      },
      deliver: { slot throws(BackupError) in
        try sink(slot.frame.bytes(slot.frameBytes))
        done += slot.count
        report(
          CopyProgress(
            phase: .writing, doneBytes: UInt64(done),
            totalBytes: UInt64(header.count + spool.contentBytes)))
        return true
      })
  }
}
