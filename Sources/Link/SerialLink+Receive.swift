extension SerialLink {
  /// Takes bytes from the line, in order, in pieces of any size.
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
      heardOpen(header, now: now)
      return
    }
    guard header.epoch == epoch, state != .idle else {
      counts.staleFrames += 1
      return
    }
    if !isActive {
      // Our answer to a close was lost: say it again.
      if header.kind == .close, state == .closed { dueControl = [.closed] }
      return
    }
    counts.framesReceived += 1
    lastHeard = now
    confirm(header, now: now)
    guard state == .open || state == .closing else { return }
    do throws(LinkError) {
      try heardInSession(header, now: now)
    } catch {
      die(error)
    }
  }

  private mutating func heardOpen(_ header: FrameHeader, now: UInt64) {
    guard role == .pocket, let version = decoder.payload.first else { return }
    let isRepeat = isActive && !peerConfirmed && header.epoch == epoch
    if !isRepeat {
      if state == .open || state == .closing { events.append(.reopened) }
      begin(epoch: header.epoch, now: now)
    }
    lastHeard = now
    dueControl = [.opened]
    if version == Self.version {
      handshakeDeadline = now + configuration.handshakeIntervalMicroseconds
    } else {
      // The answer names our version; a host that cannot speak it says no more.
      state = .idle
      handshakeDeadline = nil
    }
  }

  /// Moves an opening link on: the host by the answer, the pocket by anything after it.
  private mutating func confirm(_ header: FrameHeader, now: UInt64) {
    guard state == .opening else { return }
    if role == .host {
      guard header.kind == .opened else { return }
      let version = decoder.payload.first ?? 0
      guard version == Self.version else {
        die(.versionMismatch(peer: version))
        return
      }
    }
    state = .open
    peerConfirmed = true
    handshakeDeadline = nil
    dueControl = []
    events.append(.opened)
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
    case .close:
      finish(.closed, .closedByPeer)
      dueControl = [.closed]
    case .closed:
      if state == .closing { finish(.closed, .closed(confirmed: true)) }
    case .reset:
      die(.resetByPeer)
    case .open: break
    }
    closeWhenDrained(now: now)
  }

  private mutating func acknowledgedBy(
    _ header: FrameHeader, bitmap: UInt32, now: UInt64
  ) throws(LinkError) {
    try sender.acknowledged(
      cumulative: header.cumulative, bitmap: bitmap, echo: header.echo, now: now)
  }
}
