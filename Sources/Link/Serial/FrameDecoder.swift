/// Finds frames in a stream of bytes; after garbage it goes on at the next delimiter.
package struct FrameDecoder {
  private var buffer: [UInt8] = []
  private var isOverlong = false
  private var holdsFrame = false
  private(set) var checksumErrors: UInt64 = 0
  private(set) var malformedFrames: UInt64 = 0

  /// Between two frames.
  package init() {
    buffer.reserveCapacity(FrameLayout.maximumStuffedBytes)
  }

  /// Bytes of the frame that is being collected.
  package var collectedBytes: Int { holdsFrame ? 0 : buffer.count }

  /// The payload of the frame that `next` returned last; valid until it is called again.
  package var payload: ArraySlice<UInt8> {
    buffer[FrameLayout.headerBytes..<buffer.count - FrameLayout.checksumBytes]
  }

  /// Reads on from `offset` through the next sound frame; nil when the bytes are used up.
  package mutating func next(in bytes: [UInt8], from offset: inout Int) -> FrameHeader? {
    while offset < bytes.count {
      if holdsFrame {
        buffer.removeAll(keepingCapacity: true)
        holdsFrame = false
      }
      let rest = bytes[offset...]
      let delimiter = rest.firstIndex(of: FrameLayout.delimiter)
      collect(rest[..<(delimiter ?? rest.endIndex)])
      guard let delimiter else {
        offset = bytes.count
        return nil
      }
      offset = delimiter + 1
      holdsFrame = true
      if let header = decodeCollected() { return header }
    }
    return nil
  }

  private mutating func collect(_ bytes: ArraySlice<UInt8>) {
    guard !isOverlong else { return }
    if buffer.count + bytes.count > FrameLayout.maximumStuffedBytes {
      isOverlong = true
      buffer.removeAll(keepingCapacity: true)
    } else {
      buffer.append(contentsOf: bytes)
    }
  }

  private mutating func decodeCollected() -> FrameHeader? {
    if isOverlong {
      isOverlong = false
      malformedFrames += 1
      return nil
    }
    if buffer.isEmpty { return nil }
    guard COBS.decode(&buffer),
      buffer.count >= FrameLayout.headerBytes + FrameLayout.checksumBytes,
      buffer.count <= FrameLayout.maximumPlainBytes
    else {
      malformedFrames += 1
      return nil
    }
    let body = buffer.count - FrameLayout.checksumBytes
    var checksum: UInt32 = 0
    for index in 0..<4 { checksum |= UInt32(buffer[body + index]) << UInt32(8 * index) }
    guard CRC32C.checksum(buffer.span.extracting(..<body)) == checksum else {
      checksumErrors += 1
      return nil
    }
    guard let header = FrameHeader(buffer) else {
      malformedFrames += 1
      return nil
    }
    return header
  }
}
