/// Compressed frames on the local disk: their exact size is known before the medium is touched.
final class Frames {
  let file: OpenFile
  private(set) var lengths: [UInt32] = []
  private(set) var bytes = 0

  init(file: OpenFile) {
    self.file = file
  }

  func append(_ frame: UnsafeRawBufferPointer) throws(BackupError) {
    try file.write(frame, at: bytes)
    lengths.append(UInt32(frame.count))
    bytes += frame.count
  }

  /// Hands the frames on in order.
  func each(
    _ body: (UnsafeRawBufferPointer) throws(BackupError) -> Void
  ) throws(BackupError) {
    let buffer = Buffer(bytes: FrameLimits.compressedBytes)
    var offset = 0
    for length in lengths {
      try file.readAll(into: buffer.prefix(Int(length)), at: offset)
      try body(buffer.bytes(Int(length)))
      offset += Int(length)
    }
  }
}
