extension SerialLink {
  /// Does what is due by now: repeats, probes, gives up.
  package mutating func timePassed(now: UInt64) {
    switch state {
    case .idle, .closed, .dead: break
    case .opening: openingTimePassed(now: now)
    case .open, .closing: sessionTimePassed(now: now)
    }
  }

  /// When `timePassed` has to be called at the latest; nil when nothing is awaited.
  package var nextDeadline: UInt64? {
    switch state {
    case .idle, .closed, .dead: return nil
    case .opening:
      let end =
        role == .host ? openDeadline : lastHeard + configuration.silenceMicroseconds
      return min(handshakeDeadline ?? end, end)
    case .open, .closing:
      var deadline = min(
        lastHeard + configuration.silenceMicroseconds, handshakeDeadline ?? .max)
      if !probeIsDue { deadline = min(deadline, lastSent + probeInterval) }
      return min(deadline, sender.deadlineMicroseconds ?? .max)
    }
  }

  private var probeInterval: UInt64 {
    sender.waitsForPeer
      ? configuration.busyProbeMicroseconds : configuration.keepAliveMicroseconds
  }

  private mutating func openingTimePassed(now: UInt64) {
    if role == .host, now >= openDeadline {
      die(.openTimedOut)
    } else if role == .pocket, now >= lastHeard + configuration.silenceMicroseconds {
      state = .idle
      handshakeDeadline = nil
      dueControl = []
    } else if let deadline = handshakeDeadline, now >= deadline {
      handshakeDeadline = now + configuration.handshakeIntervalMicroseconds
      dueControl = [role == .host ? .open : .opened]
    }
  }

  private mutating func sessionTimePassed(now: UInt64) {
    if now >= lastHeard + configuration.silenceMicroseconds {
      die(.peerSilent(microseconds: now - lastHeard))
      return
    }
    sender.timePassed(now: now)
    if now >= lastSent + probeInterval { probeIsDue = true }
    if let deadline = handshakeDeadline, now >= deadline {
      handshakeDeadline = nil
      closeWhenDrained(now: now)
    }
  }

  /// While closing, once all is acknowledged: says close, until the tries are used up.
  mutating func closeWhenDrained(now: UInt64) {
    guard state == .closing, sender.isIdle, handshakeDeadline == nil else { return }
    guard closeTriesLeft > 0 else {
      finish(.closed, .closed(confirmed: false))
      return
    }
    closeTriesLeft -= 1
    dueControl = [.close]
    handshakeDeadline = now + configuration.handshakeIntervalMicroseconds
  }
}
