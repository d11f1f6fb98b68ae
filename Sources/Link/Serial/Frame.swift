/// What a frame is for; three bits on the wire.
package enum FrameKind: UInt8, Sendable, CaseIterable {
  /// The host begins a session; payload: the link's version, one byte.
  case open = 0
  /// The pocket's answer to an open; payload as there.
  case opened = 1
  /// A piece of a message.
  case data = 2
  /// Which data frames have arrived; payload: the bitmap, four bytes little-endian.
  case acknowledge = 3
  /// Asks for an acknowledgement.
  case probe = 4
  /// An orderly end: everything before it was acknowledged.
  case close = 5
  /// The answer to a close.
  case closed = 6
  /// An end without order.
  case reset = 7
}

/// The first nine bytes of every frame; multi-byte fields are little-endian.
package struct FrameHeader: Equatable {
  /// What the frame is for.
  package var kind: FrameKind
  /// The last piece of its message (bit 3 of byte 0).
  package var endsMessage = false
  /// The sender of this frame has no room for new data frames now (bit 4 of byte 0).
  package var isBusy = false
  /// The pocket sent it (bit 7 of byte 0), so an echo is known by its direction.
  package var isFromPocket: Bool
  /// The session, as its host drew it.
  package var epoch: UInt16
  /// The number of a data frame; zero in others.
  package var sequence: UInt16 = 0
  /// The first data frame that has not arrived.
  package var cumulative: UInt16 = 0
  /// Counts the transmissions of data frames, repeats included.
  package var transmission: UInt8 = 0
  /// The newest transmission heard: on a line that keeps order, all older ones came or are lost.
  package var echo: UInt8 = 0

  func append(to bytes: inout [UInt8]) {
    bytes.append(
      kind.rawValue | (endsMessage ? 0x08 : 0) | (isBusy ? 0x10 : 0)
        | (isFromPocket ? 0x80 : 0))
    for field in [epoch, sequence, cumulative] {
      bytes.append(UInt8(truncatingIfNeeded: field))
      bytes.append(UInt8(field >> 8))
    }
    bytes.append(transmission)
    bytes.append(echo)
  }

  /// The header at the start of at least nine bytes; nil when reserved bits are set.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= FrameLayout.headerBytes, bytes[0] & 0x60 == 0,
      let kind = FrameKind(rawValue: bytes[0] & 7)
    else { return nil }
    self.kind = kind
    endsMessage = bytes[0] & 0x08 != 0
    isBusy = bytes[0] & 0x10 != 0
    isFromPocket = bytes[0] & 0x80 != 0
    epoch = UInt16(bytes[1]) | UInt16(bytes[2]) << 8
    sequence = UInt16(bytes[3]) | UInt16(bytes[4]) << 8
    cumulative = UInt16(bytes[5]) | UInt16(bytes[6]) << 8
    transmission = bytes[7]
    echo = bytes[8]
  }

  /// A frame without a number and without news.
  package init(kind: FrameKind, isFromPocket: Bool, epoch: UInt16) {
    self.kind = kind
    self.isFromPocket = isFromPocket
    self.epoch = epoch
  }
}

/// The sizes of a frame: header, payload, CRC-32C little-endian, all stuffed, then 0x00.
package enum FrameLayout {
  static let headerBytes = 9
  static let checksumBytes = 4
  static let delimiter: UInt8 = 0
  /// The most payload bytes of one frame.
  package static let maximumPayloadBytes = 1024
  static let maximumPlainBytes = headerBytes + maximumPayloadBytes + checksumBytes
  static let maximumStuffedBytes = COBS.maximumEncodedBytes(maximumPlainBytes)
  /// The most bytes one frame takes on the line, delimiters at both ends included.
  package static let maximumWireBytes = maximumStuffedBytes + 2
}
