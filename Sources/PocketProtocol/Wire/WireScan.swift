/// Walks over an encoded message and holds it against its shape, allocating nothing in its size.
struct WireScan {
  private let bytes: [UInt8]

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Throws where `bytes` is no protobuf message or passes a limit of `shape`.
  static func check(_ bytes: [UInt8], against shape: WireShape) throws(ProtocolFault) {
    guard bytes.count <= ProtocolLimit.messageBytes.maximum else {
      throw .overLimit(.messageBytes, found: bytes.count)
    }
    try WireScan(bytes).walk(0..<bytes.count, shape)
  }

  private func walk(_ range: Range<Int>, _ shape: WireShape) throws(ProtocolFault) {
    var position = range.lowerBound
    var counts: [UInt64: Int] = [:]
    while position < range.upperBound {
      let key = try varint(&position, range.upperBound, shape)
      let number = key >> 3
      guard number > 0 && number < 1 << 29 else { throw .malformed(shape.name) }
      let content = try extent(wireType: key & 7, &position, range.upperBound, shape)
      guard let field = shape.fields[number] else { continue }
      let packed = key & 7 == 2
      try check(field, content, packed: packed, count: &counts[number, default: 0], shape)
    }
  }

  private func check(
    _ field: WireField, _ content: Range<Int>, packed: Bool, count: inout Int, _ shape: WireShape
  ) throws(ProtocolFault) {
    switch field {
    case .number, .rest:
      return
    case .numbers(let limit):
      count += packed ? varints(in: content) : 1
      guard count <= limit.maximum else { throw .overLimit(limit, found: count) }
    case .words(let limit):
      count += packed ? content.count / 8 : 1
      guard count <= limit.maximum else { throw .overLimit(limit, found: count) }
    case .bytes(let limit, let unit):
      guard content.count <= limit.maximum * unit else {
        throw .overLimit(limit, found: content.count / unit)
      }
    case .message(let inner):
      count += 1
      guard packed && count == 1 else { throw .malformed(inner.name) }
      try walk(content, inner)
    case .messages(let inner, let limit):
      count += 1
      guard packed else { throw .malformed(inner.name) }
      guard count <= limit.maximum else { throw .overLimit(limit, found: count) }
      try walk(content, inner)
    }
  }

  private func varints(in range: Range<Int>) -> Int {
    bytes.withUnsafeBufferPointer { all in
      var ends = 0
      for index in range where all[index] < 0x80 { ends += 1 }
      return ends
    }
  }

  private func extent(
    wireType: UInt64, _ position: inout Int, _ end: Int, _ shape: WireShape
  ) throws(ProtocolFault) -> Range<Int> {
    let start = position
    switch wireType {
    case 0: _ = try varint(&position, end, shape)
    case 1: position += 8
    case 5: position += 4
    case 2:
      let length = try varint(&position, end, shape)
      guard length <= UInt64(end - position) else { throw .malformed(shape.name) }
      defer { position += Int(length) }
      return position..<position + Int(length)
    default: throw .malformed(shape.name)
    }
    guard position <= end else { throw .malformed(shape.name) }
    return start..<position
  }

  private func varint(
    _ position: inout Int, _ end: Int, _ shape: WireShape
  ) throws(ProtocolFault) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard position < end else { throw .malformed(shape.name) }
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw .malformed(shape.name)
  }
}
