package import Link
package import Transport

/// One frame of the link as it passed.
package struct CableFrame: Sendable, Hashable {
  /// The piece of the trace in which it was whole, from 0.
  package var packet: Int
  /// Where it was seen.
  package var isFromPocket: Bool
  /// What it was for.
  package var kind: FrameKind
  /// The session.
  package var epoch: UInt16
  /// Bytes of payload that were taken.
  package var payloadBytes: Int
}

/// Frames and whole messages of the link in the recorded bytes of a line.
///
/// Nothing is answered and nothing is asked for again: what the line lost for good is missing.
package struct CableReading {
  /// Every sound frame, in order.
  package fileprivate(set) var frames: [CableFrame] = []
  /// Every message that came whole, in order; one that was sent twice stands once.
  package fileprivate(set) var messages: [RecordedMessage] = []
  /// The session that goes on; nil before the host's first open.
  private var epoch: UInt16?

  /// Reads a whole trace.
  package init(_ trace: Trace, _ form: LinkForm) {
    func way(_ isFromPocket: Bool) -> any CableWay {
      form == .serial ? SerialWay(isFromPocket) : BulkWay(isFromPocket)
    }
    var (host, pocket) = (way(false), way(true))
    for (packet, record) in trace.records.enumerated() {
      guard record.direction == .sent else {
        pocket.read(record.bytes, packet, into: &self)
        continue
      }
      let before = epoch
      host.read(record.bytes, packet, into: &self)
      // A host that begins anew has forgotten what the pocket was about to say.
      if epoch != before { pocket = way(true) }
    }
  }

  /// Whether a frame is of the session that goes on: the host's open begins it (L3), and nothing of
  /// another epoch, or with the direction of who hears it, is taken (L4, L5).
  fileprivate mutating func takes(
    _ kind: FrameKind, _ epoch: UInt16, saysFromPocket: Bool, on isFromPocket: Bool
  ) -> Bool {
    guard saysFromPocket == isFromPocket else { return false }
    if kind == .open, !isFromPocket { self.epoch = epoch }
    return epoch == self.epoch
  }
}

/// One direction of a line.
private protocol CableWay {
  /// Reads on; adds each sound frame and each message that came whole.
  mutating func read(_ bytes: [UInt8], _ packet: Int, into reading: inout CableReading)
}

/// Pieces of a message, until the last.
private struct CablePieces {
  /// Longer messages than the link has are not put together.
  private static let messageMaximumBytes = 1 << 20
  private var message: [UInt8] = []

  mutating func add(_ piece: some Collection<UInt8>) {
    if message.count + piece.count <= Self.messageMaximumBytes { message += piece }
  }

  mutating func end() -> [UInt8] {
    defer { message = [] }
    return message
  }
}

/// Frames that may be lost and repeated: their numbers give the order.
private struct SerialWay: CableWay {
  /// The link has no more under way.
  private static let waitingMaximum = 64
  private let isFromPocket: Bool
  private var decoder = FrameDecoder()
  private var epoch: UInt16?
  private var next: UInt16 = 0
  private var waiting: [UInt16: (payload: [UInt8], isLast: Bool)] = [:]
  private var pieces = CablePieces()

  init(_ isFromPocket: Bool) { self.isFromPocket = isFromPocket }

  mutating func read(_ bytes: [UInt8], _ packet: Int, into reading: inout CableReading) {
    var offset = 0
    while let header = decoder.next(in: bytes, from: &offset) {
      reading.frames.append(
        CableFrame(
          packet: packet, isFromPocket: isFromPocket, kind: header.kind, epoch: header.epoch,
          payloadBytes: decoder.payload.count))
      guard
        reading.takes(
          header.kind, header.epoch, saysFromPocket: header.isFromPocket, on: isFromPocket)
      else { continue }
      if header.epoch != epoch {
        (epoch, next, waiting, pieces) = (header.epoch, 0, [:], CablePieces())
      }
      guard header.kind == .data, header.sequence &- next < UInt16(Self.waitingMaximum) else {
        continue
      }
      waiting[header.sequence] = (Array(decoder.payload), header.endsMessage)
      takeInOrder(into: &reading)
    }
  }

  private mutating func takeInOrder(into reading: inout CableReading) {
    while let frame = waiting.removeValue(forKey: next) {
      next &+= 1
      pieces.add(frame.payload)
      guard frame.isLast else { continue }
      reading.messages.append(RecordedMessage(isFromPocket: isFromPocket, bytes: pieces.end()))
    }
  }
}

/// Frames that nothing loses: a header says how many bytes follow.
private struct BulkWay: CableWay {
  private static let payloadMaximumBytes: UInt32 = 1 << 16
  private let isFromPocket: Bool
  private var decoder = BulkDecoder()
  private var epoch: UInt16?
  private var pieces = CablePieces()
  /// The data frame whose payload is awaited.
  private var awaited: BulkHeader?

  init(_ isFromPocket: Bool) { self.isFromPocket = isFromPocket }

  mutating func read(_ bytes: [UInt8], _ packet: Int, into reading: inout CableReading) {
    var offset = 0
    while let found = decoder.next(in: bytes, from: &offset) {
      switch found {
      case .header(let header):
        let isTaken = reading.takes(
          header.kind, header.epoch, saysFromPocket: header.isFromPocket, on: isFromPocket)
        if isTaken, header.epoch != epoch { (epoch, pieces) = (header.epoch, CablePieces()) }
        // What follows a header that is not taken is searched as well (L36).
        guard isTaken, header.kind == .data else {
          add(header, payloadBytes: 0, packet, into: &reading)
          continue
        }
        awaited = header
        decoder.expect(Int(min(header.count, Self.payloadMaximumBytes)))
      case .payload(let range): pieces.add(bytes[range])
      }
      guard let header = awaited, decoder.payloadLeft == 0 else { continue }
      awaited = nil
      let count = Int(min(header.count, Self.payloadMaximumBytes))
      add(header, payloadBytes: count, packet, into: &reading)
      guard header.endsMessage else { continue }
      reading.messages.append(RecordedMessage(isFromPocket: isFromPocket, bytes: pieces.end()))
    }
  }

  private func add(
    _ header: BulkHeader, payloadBytes: Int, _ packet: Int, into reading: inout CableReading
  ) {
    reading.frames.append(
      CableFrame(
        packet: packet, isFromPocket: isFromPocket, kind: header.kind, epoch: header.epoch,
        payloadBytes: payloadBytes))
  }
}
