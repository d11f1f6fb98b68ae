/// Turns headers and payloads into wire bytes; keeps its scratch buffer between frames.
package struct FrameEncoder {
  private var plain: [UInt8] = []

  /// Without a frame.
  package init() {
    plain.reserveCapacity(FrameLayout.maximumPlainBytes)
  }

  /// Appends one stuffed frame and its closing delimiter.
  package mutating func append(
    _ header: FrameHeader, payload: ArraySlice<UInt8>, to output: inout [UInt8]
  ) {
    precondition(payload.count <= FrameLayout.maximumPayloadBytes, "\(payload.count) bytes")
    plain.removeAll(keepingCapacity: true)
    header.append(to: &plain)
    plain.append(contentsOf: payload)
    let checksum = CRC32C.checksum(plain.span)
    for shift: UInt32 in [0, 8, 16, 24] {
      plain.append(UInt8(truncatingIfNeeded: checksum >> shift))
    }
    COBS.encode(plain.span, to: &output)
    output.append(FrameLayout.delimiter)
  }
}
