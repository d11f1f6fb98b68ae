package import Link
package import Transport

/// One frame of the link as it passed.
package struct CableFrame: Sendable, Hashable {
  /// The piece of the trace in which it was whole, from 0.
  package var packet: Int
  /// Who sent it.
  package var isFromPocket: Bool
  /// What it was for.
  package var kind: FrameKind
  /// The session.
  package var epoch: UInt16
  /// Bytes of payload.
  package var payloadBytes: Int
}

/// Frames and whole messages of the link in the recorded bytes of a line.
///
/// Nothing is answered and nothing is asked for again: what the line lost for good is missing.
package struct CableReading {
  /// Longer messages than the link has are not put together.
  static let messageMaximumBytes = 1 << 20

  /// Every sound frame, in order.
  package private(set) var frames: [CableFrame] = []
  /// Every message that came whole, in order; one that was sent twice stands once.
  package private(set) var messages: [RecordedMessage] = []

  /// Reads a whole trace.
  package init(_ trace: Trace, _ form: LinkForm) {
    var ways: [Bool: any CableWay] =
      form == .serial
      ? [false: SerialWay(), true: SerialWay()] : [false: BulkWay(), true: BulkWay()]
    for (packet, record) in trace.records.enumerated() {
      let isFromPocket = record.direction == .received
      guard var way = ways[isFromPocket] else { continue }
      var opened = false
      way.read(record.bytes) { kind, epoch, payload in
        frames.append(
          CableFrame(
            packet: packet, isFromPocket: isFromPocket, kind: kind, epoch: epoch,
            payloadBytes: payload))
        if kind == .open { opened = true }
      }
      messages += way.takeMessages().map {
        RecordedMessage(isFromPocket: isFromPocket, bytes: $0)
      }
      ways[isFromPocket] = way
      // A host that begins anew has forgotten what the pocket was about to say.
      if opened { ways[true]?.begin() }
    }
  }
}

/// One direction of a line.
protocol CableWay {
  /// Reads on; tells of each sound frame its kind, session and bytes of payload.
  mutating func read(_ bytes: [UInt8], _ tell: (FrameKind, UInt16, Int) -> Void)
  /// Forgets what is not whole.
  mutating func begin()
  mutating func takeMessages() -> [[UInt8]]
}

/// Frames that may be lost and repeated: their numbers give the order.
struct SerialWay: CableWay {
  /// The link has no more under way.
  private static let waitingMaximum = 64
  private var decoder = FrameDecoder()
  private var epoch: UInt16?
  private var next: UInt16 = 0
  private var waiting: [UInt16: (payload: [UInt8], isLast: Bool)] = [:]
  private var message: [UInt8] = []
  private var whole: [[UInt8]] = []

  mutating func read(_ bytes: [UInt8], _ tell: (FrameKind, UInt16, Int) -> Void) {
    var offset = 0
    while let header = decoder.next(in: bytes, from: &offset) {
      tell(header.kind, header.epoch, decoder.payload.count)
      if header.epoch != epoch {
        begin()
        epoch = header.epoch
      }
      guard header.kind == .data, header.sequence &- next < UInt16(Self.waitingMaximum) else {
        continue
      }
      waiting[header.sequence] = (Array(decoder.payload), header.endsMessage)
      takeInOrder()
    }
  }

  private mutating func takeInOrder() {
    while let frame = waiting.removeValue(forKey: next) {
      next &+= 1
      if message.count + frame.payload.count <= CableReading.messageMaximumBytes {
        message += frame.payload
      }
      guard frame.isLast else { continue }
      whole.append(message)
      message = []
    }
  }

  mutating func begin() {
    (epoch, next, waiting, message) = (nil, 0, [:], [])
  }

  mutating func takeMessages() -> [[UInt8]] {
    defer { whole = [] }
    return whole
  }
}

/// Frames that nothing loses: a header says how many bytes follow.
struct BulkWay: CableWay {
  private var decoder = BulkDecoder()
  private var message: [UInt8] = []
  private var isLast = false
  private var whole: [[UInt8]] = []

  mutating func read(_ bytes: [UInt8], _ tell: (FrameKind, UInt16, Int) -> Void) {
    var offset = 0
    while let found = decoder.next(in: bytes, from: &offset) {
      switch found {
      case .header(let header):
        let payload = header.kind == .data ? Int(min(header.count, UInt32(1 << 16))) : 0
        tell(header.kind, header.epoch, payload)
        if header.kind == .open || header.kind == .opened { begin() }
        guard header.kind == .data else { continue }
        decoder.expect(payload)
        isLast = header.endsMessage
        if payload == 0 { endFrame() }
      case .payload(let range):
        if message.count + range.count <= CableReading.messageMaximumBytes {
          message += bytes[range]
        }
        if decoder.payloadLeft == 0 { endFrame() }
      }
    }
  }

  private mutating func endFrame() {
    guard isLast else { return }
    whole.append(message)
    message = []
  }

  mutating func begin() { message = [] }

  mutating func takeMessages() -> [[UInt8]] {
    defer { whole = [] }
    return whole
  }
}
