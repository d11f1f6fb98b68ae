import Link

extension FuzzTarget {
  /// Stuffing and the decoder of the serial form's frames, whole and byte by byte.
  static let frames = FuzzTarget(
    "frames",
    seeds: {
      (0..<8).map { kind in
        var header = FrameHeader(
          kind: FrameKind(rawValue: UInt8(kind)) ?? .data, isFromPocket: true, epoch: 0x0102)
        header.sequence = UInt16(kind)
        var bytes: [UInt8] = [0]
        var encoder = FrameEncoder()
        let payload = (0..<(kind * 90)).map { UInt8(truncatingIfNeeded: $0) }
        encoder.append(header, payload: payload[...], to: &bytes)
        return bytes
      }
    },
    run: { input throws(BrokenPromise) in
      try stuffing(input)
      let whole = try decoded([input])
      let byBytes = try decoded(input.map { [$0] })
      try promise(whole == byBytes, "the same frames in pieces of any size")
    })

  private struct Found: Equatable {
    var header: FrameHeader
    var payload: [UInt8]
  }

  private static func stuffing(_ input: [UInt8]) throws(BrokenPromise) {
    var stuffed: [UInt8] = []
    COBS.encode(input.span, to: &stuffed)
    try promise(!stuffed.contains(0), "no zero in what is stuffed")
    try promise(
      stuffed.count <= COBS.maximumEncodedBytes(input.count), "\(stuffed.count) stuffed bytes")
    try promise(COBS.decode(&stuffed) && stuffed == input, "what was stuffed comes back")
    var wild = input
    if COBS.decode(&wild) {
      try promise(wild.count <= input.count, "plain bytes are no more than the stuffed ones")
    }
  }

  private static func decoded(_ pieces: [[UInt8]]) throws(BrokenPromise) -> [Found] {
    var decoder = FrameDecoder()
    var found: [Found] = []
    for piece in pieces {
      var offset = 0
      while let header = decoder.next(in: piece, from: &offset) {
        found.append(Found(header: header, payload: Array(decoder.payload)))
        try promise(
          decoder.payload.count <= FrameLayout.maximumPayloadBytes, "a payload over the limit")
        try isEncodedAgain(header, Array(decoder.payload))
      }
      try promise(
        decoder.collectedBytes < FrameLayout.maximumWireBytes,
        "holds \(decoder.collectedBytes) bytes of one frame")
    }
    return found
  }

  private static func isEncodedAgain(
    _ header: FrameHeader, _ payload: [UInt8]
  ) throws(BrokenPromise) {
    var encoder = FrameEncoder()
    var bytes: [UInt8] = []
    encoder.append(header, payload: payload[...], to: &bytes)
    var decoder = FrameDecoder()
    var offset = 0
    let again = decoder.next(in: bytes, from: &offset)
    try promise(again == header && Array(decoder.payload) == payload, "a frame comes back")
  }
}
