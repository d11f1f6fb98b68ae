/// Steps through descriptors (USB 2.0, 9.5): each says its length and kind; neither is believed.
struct DescriptorReader {
  /// The kinds that the walker looks into; others are stepped over.
  enum Kind {
    static let device: UInt8 = 1
    static let configuration: UInt8 = 2
    static let interface: UInt8 = 4
    static let endpoint: UInt8 = 5
  }

  private let bytes: [UInt8]
  private let end: Int
  /// Where the next descriptor begins.
  private(set) var offset: Int

  /// Length and kind.
  static let minimumBytes = 2

  init(_ bytes: [UInt8], from offset: Int = 0, to end: Int? = nil) {
    self.bytes = bytes
    self.offset = offset
    self.end = min(end ?? bytes.count, bytes.count)
  }

  var isAtEnd: Bool { offset >= end }

  /// The next descriptor, whole.
  mutating func next() throws(DescriptorFault) -> Descriptor {
    guard end - offset >= Self.minimumBytes else { throw .truncated(offsetBytes: offset) }
    let length = bytes[offset]
    guard length >= Self.minimumBytes else {
      throw .badLength(offsetBytes: offset, length: length)
    }
    guard Int(length) <= end - offset else { throw .truncated(offsetBytes: offset) }
    defer { offset += Int(length) }
    return Descriptor(offset: offset, bytes: bytes[offset..<offset + Int(length)])
  }

  /// Goes on at another place, which lies behind this one.
  mutating func skip(to offset: Int) {
    self.offset = max(offset, self.offset)
  }
}

/// One descriptor as it came.
struct Descriptor {
  let offset: Int
  let bytes: ArraySlice<UInt8>

  var kind: UInt8 { self[1] }

  subscript(index: Int) -> UInt8 { bytes[bytes.startIndex + index] }

  /// Two bytes, the smaller first.
  func word(at index: Int) -> UInt16 { UInt16(self[index]) | UInt16(self[index + 1]) << 8 }

  /// Throws where the descriptor is shorter than its kind needs.
  func demand(_ bytes: Int) throws(DescriptorFault) {
    guard self.bytes.count >= bytes else {
      throw .badLength(offsetBytes: offset, length: self[0])
    }
  }
}
