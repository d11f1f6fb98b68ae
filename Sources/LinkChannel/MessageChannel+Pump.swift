import Link
import Transport

extension MessageChannel {
  private static let readBytes = 1 << 18
  /// A look at a transport that was full, when its rate is not known.
  private static let fullWaitMilliseconds = 5
  /// On a line with a rate so many frames wait in the driver, so that repeats are not late.
  private static let backlogFrames = 2
  private static let longestWaitMilliseconds = 60_000

  /// Serves the line until the condition holds (true) or the time is over (false).
  func pump(
    _ deadline: Deadline, until isDone: (MessageChannel) -> Bool
  ) throws(MessageChannelError) -> Bool {
    precondition(!isServedElsewhere, "the channel is used inside keepAlive")
    return try serve(deadline, until: isDone)
  }

  /// As `pump`, for whoever may use the channel now.
  func serve(
    _ deadline: Deadline, until isDone: (MessageChannel) -> Bool
  ) throws(MessageChannelError) -> Bool {
    do throws(TransportError) {
      try transmit()
      collectEvents()
      while !isDone(self) {
        let isLast = deadline.isOver
        try receiveOnce(waitMilliseconds: isLast ? 0 : waitMilliseconds(deadline))
        try transmit()
        collectEvents()
        if isLast { return isDone(self) }
      }
      return true
    } catch .interrupted {
      throw .transport(.interrupted)
    } catch {
      collectEvents()
      if end == nil { end = .transport(error) }
      // What came whole before the end is still the caller's.
      return isDone(self)
    }
  }

  func receiveOnce(waitMilliseconds: Int) throws(TransportError) {
    let bytes =
      unsent.isEmpty
      ? try transport.receive(
        maximumBytes: Self.readBytes, timeoutMilliseconds: waitMilliseconds)
      : try transport.receiveOrRoom(
        maximumBytes: Self.readBytes, timeoutMilliseconds: waitMilliseconds)
    let now = MonotonicClock.microseconds
    // First what was heard, then the clock: a late caller must not take its peer for silent.
    if !bytes.isEmpty { link.receive(bytes, now: now) }
    link.timePassed(now: now)
  }

  private func transmit() throws(TransportError) {
    while true {
      if unsent.isEmpty {
        guard link.wantsToSend else { return }
        unsent = link.takeBytes(room: room, now: MonotonicClock.microseconds)[...]
        if unsent.isEmpty { return }
      }
      let taken = try transport.send(unsent, timeoutMilliseconds: 0)
      unsent = unsent.dropFirst(taken)
      if !unsent.isEmpty { return }
    }
  }

  private var room: Int {
    // Without a line there is no queue to keep short.
    guard transport.lineBytesPerSecond != nil else { return link.batchBytes }
    return Self.backlogFrames * FrameLayout.maximumWireBytes - transport.backlogBytes
  }

  private func waitMilliseconds(_ deadline: Deadline) -> Int {
    var wait = min(deadline.millisecondsLeft, Self.longestWaitMilliseconds)
    if let next = link.nextDeadline {
      let now = MonotonicClock.microseconds
      wait = min(wait, next <= now ? 0 : Int((next - now + 999) / 1000))
    }
    if link.wantsToSend, unsent.isEmpty {
      var drain = Self.fullWaitMilliseconds
      if let rate = transport.lineBytesPerSecond {
        let surplus = transport.backlogBytes - FrameLayout.maximumWireBytes
        drain = max(surplus, 0) * 1000 / rate + 1
      }
      wait = min(wait, drain)
    }
    return wait
  }

  private func collectEvents() {
    while let event = link.takeEvent() {
      switch event {
      case .opened:
        hasBegun = true
        if end != nil { isStale = true }
      case .reopened: isStale = true
      case .closed(let confirmed):
        closeWasConfirmed = confirmed
        end = end ?? .notOpen
      case .closedByPeer: end = end ?? .closedByPeer
      case .died(let error): end = end ?? .link(error)
      }
    }
  }
}
