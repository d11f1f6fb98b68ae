/// The sixteen bytes before each frame of the bulk form; multi-byte fields are little-endian.
package struct BulkHeader: Equatable {
  /// Its length.
  package static let bytes = 16
  private static let checkedBytes = 12

  /// What the frame is for.
  package var kind: FrameKind
  /// The last piece of its message (bit 3 of byte 0).
  package var endsMessage = false
  /// The pocket sent it (bit 7 of byte 0).
  package var isFromPocket: Bool
  /// Byte 1: the link's version in an open and its answer, zero in others.
  package var version: UInt8 = 0
  /// The session, as its host drew it.
  package var epoch: UInt16
  /// Data: bytes of payload that follow. Acknowledge, close: bytes of data frames that arrived.
  package var count: UInt32 = 0
  /// Up to so many bytes of data frames in all may be sent to whoever says so, modulo 2³².
  package var credit: UInt32

  /// A frame without payload.
  package init(kind: FrameKind, isFromPocket: Bool, epoch: UInt16, credit: UInt32) {
    self.kind = kind
    self.isFromPocket = isFromPocket
    self.epoch = epoch
    self.credit = credit
  }

  /// The header that begins at `start`; nil where what stands there is none.
  package init?(_ bytes: [UInt8], at start: Int = 0) {
    guard bytes.count - start >= Self.bytes, bytes[start] & 0x70 == 0 else { return nil }
    let checked = bytes.span.extracting(start..<start + Self.checkedBytes)
    guard
      CRC32C.checksum(checked) == Self.word(bytes, at: start + Self.checkedBytes),
      let kind = FrameKind(rawValue: bytes[start] & 7)
    else { return nil }
    self.kind = kind
    endsMessage = bytes[start] & 0x08 != 0
    isFromPocket = bytes[start] & 0x80 != 0
    version = bytes[start + 1]
    epoch = UInt16(bytes[start + 2]) | UInt16(bytes[start + 3]) << 8
    count = Self.word(bytes, at: start + 4)
    credit = Self.word(bytes, at: start + 8)
  }

  /// Puts the sixteen bytes behind what is there.
  package func append(to output: inout [UInt8]) {
    let start = output.count
    output.append(kind.rawValue | (endsMessage ? 0x08 : 0) | (isFromPocket ? 0x80 : 0))
    output.append(version)
    output.append(UInt8(truncatingIfNeeded: epoch))
    output.append(UInt8(epoch >> 8))
    Self.append(count, to: &output)
    Self.append(credit, to: &output)
    Self.append(CRC32C.checksum(output.span.extracting(start..<output.count)), to: &output)
  }

  private static func append(_ word: UInt32, to output: inout [UInt8]) {
    for place in 0..<4 { output.append(UInt8(truncatingIfNeeded: word >> UInt32(8 * place))) }
  }

  private static func word(_ bytes: [UInt8], at start: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
  }
}
