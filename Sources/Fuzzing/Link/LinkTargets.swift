import Link

extension FuzzTarget {
  /// The serial link as a machine: bytes, frames of a hostile peer, times, and its owner's calls.
  static let serialLink = FuzzTarget(
    "serial-link", seeds: LinkScript.seeds,
    run: { input throws(BrokenPromise) in
      var run = LinkRun(.serial, input, forged: serialFrame)
      try run.play()
    })

  /// The bulk link in the same way.
  static let bulkLink = FuzzTarget(
    "bulk-link", seeds: LinkScript.seeds,
    run: { input throws(BrokenPromise) in
      var run = LinkRun(.bulk, input, forged: bulkFrame)
      try run.play()
    })

  private static func serialFrame(_ forged: ForgedFrame) -> [UInt8] {
    var header = FrameHeader(
      kind: forged.kind, isFromPocket: forged.isFromPocket, epoch: forged.epoch)
    header.endsMessage = forged.endsMessage
    header.isBusy = forged.isBusy
    header.sequence = UInt16(truncatingIfNeeded: forged.first)
    header.cumulative = UInt16(truncatingIfNeeded: forged.second)
    header.transmission = UInt8(truncatingIfNeeded: forged.first)
    header.echo = UInt8(truncatingIfNeeded: forged.second >> 8)
    var bytes: [UInt8] = []
    var encoder = FrameEncoder()
    let payload = forged.payload.prefix(FrameLayout.maximumPayloadBytes)
    encoder.append(header, payload: payload, to: &bytes)
    return bytes
  }

  private static func bulkFrame(_ forged: ForgedFrame) -> [UInt8] {
    var header = BulkHeader(
      kind: forged.kind, isFromPocket: forged.isFromPocket, epoch: forged.epoch,
      credit: forged.second)
    header.endsMessage = forged.endsMessage
    header.version = forged.payload.first ?? 0
    // A busy flag is unknown here; it stands for a count that is not the payload's.
    header.count = forged.isBusy ? forged.first : UInt32(forged.payload.count)
    var bytes: [UInt8] = []
    header.append(to: &bytes)
    return bytes + forged.payload
  }
}

/// A sound frame with whatever a hostile peer puts into it.
struct ForgedFrame {
  var kind: FrameKind
  var endsMessage: Bool
  var isBusy: Bool
  var isFromPocket: Bool
  var epoch: UInt16
  var first: UInt32
  var second: UInt32
  var payload: [UInt8]
}

/// Inputs that open a session, pass data and close.
private enum LinkScript {
  static func seeds() -> [[UInt8]] {
    [0, 1].map { (role: UInt8) in
      var script = ScriptWriter()
      script.add(role, 0x34, 0x12)
      // Open from the peer of a pocket, its answer to a host; then a piece each way.
      let kind: UInt8 = role == 0 ? 1 : 0
      script.add(1, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
      script.add(piece: [1])
      script.add(3, 0, 4)
      script.add(5, 40, 0)
      script.add(3, 0, 4)
      script.add(1, 2 | 8, 3, 0, 0, 0, 0, 1, 0, 0, 0, 0)
      script.add(piece: Array("a message".utf8))
      script.add(4, 2, 20, 0, 7, 2, 200, 0, 3, 0, 4)
      script.add(6, 0, 3, 0, 4)
      return script.bytes
    }
  }
}
