extension SerialLink {
  /// See `LinkMachine`.
  package mutating func receive(_ bytes: [UInt8], now: UInt64) {
    var offset = 0
    while let header = decoder.next(in: bytes, from: &offset) {
      handle(header, now: now)
    }
  }

  private mutating func handle(_ header: FrameHeader, now: UInt64) {
    guard header.isFromPocket == (role == .host) else {
      counts.reflectedFrames += 1
      return
    }
    if header.kind == .open {
      guard let version = decoder.payload.first else { return }
      if session.heardOpen(epoch: header.epoch, version: version, now: now) { renew() }
      return
    }
    guard header.epoch == session.epoch, state != .idle else {
      counts.staleFrames += 1
      return
    }
    guard session.heard(header.kind, version: decoder.payload.first, now: now) else { return }
    counts.framesReceived += 1
    guard session.carriesData else { return }
    do throws(LinkError) {
      try heardInSession(header, now: now)
    } catch {
      session.die(error)
    }
  }

  private mutating func heardInSession(
    _ header: FrameHeader, now: UInt64
  ) throws(LinkError) {
    sender.peerIsBusy = header.isBusy
    switch header.kind {
    case .data:
      try acknowledgedBy(header, bitmap: 0, now: now)
      try receiver.accept(header, payload: decoder.payload)
      acknowledgeIsDue = true
    case .acknowledge:
      var bitmap: UInt32 = 0
      for (index, byte) in decoder.payload.prefix(4).enumerated() {
        bitmap |= UInt32(byte) << UInt32(8 * index)
      }
      try acknowledgedBy(header, bitmap: bitmap, now: now)
    case .probe:
      try acknowledgedBy(header, bitmap: 0, now: now)
      acknowledgeIsDue = true
    case .opened:
      acknowledgeIsDue = true
    case .close, .closed, .reset: session.heardEnd(header.kind)
    case .open: break
    }
    session.closeWhenDrained(sender.isIdle, now: now)
  }

  private mutating func acknowledgedBy(
    _ header: FrameHeader, bitmap: UInt32, now: UInt64
  ) throws(LinkError) {
    try sender.acknowledged(
      cumulative: header.cumulative, bitmap: bitmap, echo: header.echo, now: now)
  }
}
