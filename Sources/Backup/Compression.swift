/// Cuts the records of a delta into frames and compresses them on every core.
enum Compression {
  private struct Slot {
    let content: Buffer
    let frame: Buffer
    let encoder: FrameEncoder
    var count = 0
    var frameBytes = 0
  }

  /// A frame of `header`, then the records of the file in frames of whole records.
  static func frames(
    header: [UInt8], records: OpenFile, bytes: Int, pageSize: Int, scratchFolder: String
  ) throws(BackupError) -> Frames {
    let frames = Frames(file: try OpenFile.scratch(in: scratchFolder))
    let pieceBytes = DeltaFormat.frameBytes(pageSize: pageSize)
    var isHeaderDue = true
    var next = 0
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
        guard next < bytes else { return false }
        slot.count = min(pieceBytes, bytes - next)
        try records.readAll(into: slot.content.prefix(slot.count), at: next)
        next += slot.count
        return true
      },
      work: { slot throws(BackupError) in
        slot.frameBytes = try slot.encoder.encode(
          slot.content.bytes(slot.count), into: slot.frame.all)
      },
      deliver: { slot throws(BackupError) in
        try frames.append(slot.frame.bytes(slot.frameBytes))
        return true
      })
    return frames
  }
}
