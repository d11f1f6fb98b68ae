import CZstd

/// One file of the farm inside a recording: its length in eight bytes, then one zstd frame.
enum Packing {
  /// Larger farms are recorded without their file.
  static let plainMaximumBytes = 256 << 20
  /// What is kept for years is small; of a large farm nobody waits for the last percent.
  private static let thoroughMaximumBytes = 8 << 20
  private static let (thoroughLevel, quickLevel): (Int32, Int32) = (19, 3)
  private static let lengthBytes = 8

  static func pack(_ plain: [UInt8]) throws(RecordingError) -> [UInt8] {
    guard plain.count <= plainMaximumBytes else { throw .overLimit(atByte: 0) }
    var packed = [UInt8](repeating: 0, count: ZSTD_compressBound(plain.count))
    let level = plain.count <= thoroughMaximumBytes ? thoroughLevel : quickLevel
    let size = ZSTD_compress(&packed, packed.count, plain, plain.count, level)
    precondition(ZSTD_isError(size) == 0, "zstd refused \(plain.count) bytes")
    return Recording.bytes(UInt64(plain.count), lengthBytes) + packed[..<size]
  }

  /// Nil where the bytes are not what `pack` made; the length is believed only as far as it may go.
  static func unpack(_ packed: [UInt8]) -> [UInt8]? {
    guard packed.count >= lengthBytes else { return nil }
    let length = Recording.number(packed[..<lengthBytes])
    guard length <= UInt64(plainMaximumBytes) else { return nil }
    let frame = Array(packed[lengthBytes...])
    // The frame's own claim must be the same before that much room is taken.
    guard ZSTD_getFrameContentSize(frame, frame.count) == length else { return nil }
    var plain = [UInt8](repeating: 0, count: Int(length))
    guard ZSTD_decompress(&plain, plain.count, frame, frame.count) == Int(length) else {
      return nil
    }
    return plain
  }
}
