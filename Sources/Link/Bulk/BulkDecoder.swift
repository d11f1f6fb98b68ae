/// Finds headers and payloads in a stream; what is neither is skipped, byte by byte.
///
/// Only the link knows which data header it may believe: it says so with `expect`, and the bytes
/// after any other header are searched like all the rest.
package struct BulkDecoder {
  /// What stands next in the bytes.
  package enum Found {
    /// A header.
    case header(BulkHeader)
    /// The next bytes of the payload, as a range of the bytes that were given.
    case payload(Range<Int>)
  }

  /// The beginning of a header at the end of what came before; less than a header.
  private var begun: [UInt8] = []
  /// So many bytes of the awaited payload are still to come.
  package private(set) var payloadLeft = 0
  /// Of the payload that is awaited, so many bytes have come.
  private var payloadCame = 0
  /// The last bytes of that payload, a header's length at most.
  private var tail: [UInt8] = []
  private var isSkipping = false
  /// Runs of bytes that were no header.
  private(set) var malformedRuns: UInt64 = 0

  /// Between two frames.
  package init() {}

  /// The next piece in the bytes from `offset` on; nil where they are used up.
  package mutating func next(in bytes: [UInt8], from offset: inout Int) -> Found? {
    if payloadLeft > 0 {
      guard offset < bytes.count else { return nil }
      return .payload(takePayload(bytes, &offset))
    }
    if !begun.isEmpty, let header = join(bytes, &offset) { return found(header) }
    while bytes.count - offset >= BulkHeader.bytes {
      if let header = BulkHeader(bytes, at: offset) {
        offset += BulkHeader.bytes
        return found(header)
      }
      skip()
      offset += 1
    }
    begun += bytes[offset...]
    offset = bytes.count
    return nil
  }

  /// So many bytes of payload follow the header that was found last.
  package mutating func expect(_ bytes: Int) {
    payloadLeft = bytes
    payloadCame = 0
    tail = []
  }

  /// The header that ends what has come of a payload, where one does: then its frame was given up.
  ///
  /// A host that was killed in mid-frame leaves us waiting; the one that is started next says open.
  mutating func openInPayload() -> BulkHeader? {
    guard payloadLeft > 0, payloadCame >= BulkHeader.bytes, let header = BulkHeader(tail),
      header.kind == .open, !header.isFromPocket
    else { return nil }
    payloadLeft = 0
    return header
  }

  /// The header that begins in what came before and ends in the bytes from `offset` on.
  ///
  /// Without one nothing is begun any more, or the bytes are used up.
  private mutating func join(_ bytes: [UInt8], _ offset: inout Int) -> BulkHeader? {
    let rest = bytes[offset...].prefix(BulkHeader.bytes - 1)
    let window = begun + rest
    let starts = 0..<min(begun.count, max(window.count - BulkHeader.bytes + 1, 0))
    for start in starts {
      guard let header = BulkHeader(window, at: start) else {
        skip()
        continue
      }
      offset += start + BulkHeader.bytes - begun.count
      begun = []
      return header
    }
    if starts.count == begun.count {
      begun = []
    } else {
      begun = Array(window[starts.upperBound...])
      offset += rest.count
    }
    return nil
  }

  private mutating func takePayload(_ bytes: [UInt8], _ offset: inout Int) -> Range<Int> {
    let range = offset..<min(offset + payloadLeft, bytes.count)
    payloadLeft -= range.count
    payloadCame += range.count
    offset = range.upperBound
    if payloadLeft > 0 {
      let last = bytes[range].suffix(BulkHeader.bytes)
      tail = Array((tail + last).suffix(BulkHeader.bytes))
    }
    return range
  }

  private mutating func found(_ header: BulkHeader) -> Found {
    isSkipping = false
    return .header(header)
  }

  private mutating func skip() {
    if !isSkipping { malformedRuns += 1 }
    isSkipping = true
  }
}
