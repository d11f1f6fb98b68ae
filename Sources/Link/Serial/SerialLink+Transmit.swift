extension SerialLink {
  private static let batchFrames = 16

  /// See `LinkMachine`.
  package var batchBytes: Int { Self.batchFrames * FrameLayout.maximumWireBytes }

  /// See `LinkMachine`.
  package var wantsToSend: Bool {
    !session.dueControl.isEmpty || owesReceipt || session.probeIsDue
      || session.carriesData && sender.wantsToSend
  }

  /// See `LinkMachine`.
  package mutating func takeBytes(room: Int, now: UInt64) -> [UInt8] {
    var output: [UInt8] = []
    while wantsToSend, let payloadBytes = nextPayloadBytes {
      let worst =
        2
        + COBS.maximumEncodedBytes(
          FrameLayout.headerBytes + payloadBytes + FrameLayout.checksumBytes)
      guard output.count + worst <= room else { break }
      appendNextFrame(to: &output, now: now)
    }
    counts.wireBytesSent += UInt64(output.count)
    return output
  }

  private static let bitmapBytes = 4

  private var owesReceipt: Bool { acknowledgeIsDue && session.isActive }

  private var nextPayloadBytes: Int? {
    if !session.dueControl.isEmpty { return 1 }
    if acknowledgeGoesAlone { return Self.bitmapBytes }
    if session.probeIsDue { return 0 }
    return sender.nextPayloadBytes ?? (owesReceipt ? Self.bitmapBytes : nil)
  }

  /// A data frame carries the acknowledgement as well, but not the bitmap of a gap.
  private var acknowledgeGoesAlone: Bool {
    owesReceipt && (receiver.bitmap != 0 || !sender.wantsToSend)
  }

  private mutating func appendNextFrame(to output: inout [UInt8], now: UInt64) {
    if now > session.lastSent + configuration.idleMicroseconds, output.isEmpty {
      output.append(FrameLayout.delimiter)
    }
    if let kind = session.takeControl() {
      appendControl(kind, to: &output, now: now)
    } else if acknowledgeGoesAlone {
      let bitmap = receiver.bitmap
      let payload = (0..<4).map { UInt8(truncatingIfNeeded: bitmap >> UInt32(8 * $0)) }
      append(header(.acknowledge), payload[...], to: &output, now: now)
    } else if session.probeIsDue {
      session.probeIsDue = false
      append(header(.probe), [], to: &output, now: now)
    } else {
      appendData(to: &output, now: now)
    }
  }

  private mutating func appendControl(
    _ kind: FrameKind, to output: inout [UInt8], now: UInt64
  ) {
    if kind == .open, output.isEmpty {
      // Whatever an earlier program left in the line ends here.
      output.append(FrameLayout.delimiter)
    }
    append(header(kind), [LinkSession.version], to: &output, now: now)
  }

  private mutating func appendData(to output: inout [UInt8], now: UInt64) {
    do throws(LinkError) {
      guard let frame = try sender.nextFrame(now: now) else { return }
      var header = header(.data)
      header.sequence = frame.sequence
      header.transmission = frame.transmission
      header.endsMessage = frame.slot.endsMessage
      append(header, frame.slot.payload, to: &output, now: now)
    } catch {
      session.die(error)
    }
  }

  private func header(_ kind: FrameKind) -> FrameHeader {
    var header = FrameHeader(kind: kind, isFromPocket: role == .pocket, epoch: session.epoch)
    header.cumulative = receiver.next
    header.echo = receiver.echo
    header.isBusy = receiver.isBusy
    return header
  }

  private mutating func append(
    _ header: FrameHeader, _ payload: ArraySlice<UInt8>, to output: inout [UInt8], now: UInt64
  ) {
    encoder.append(header, payload: payload, to: &output)
    counts.framesSent += 1
    session.noteSent(now: now)
    if header.kind == .acknowledge || header.kind == .data && receiver.bitmap == 0 {
      acknowledgeIsDue = false
    }
  }
}
