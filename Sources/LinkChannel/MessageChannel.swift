package import Link
package import Transport

/// Whole messages over a transport: runs one link on the calling thread.
package final class MessageChannel {
  // The line is served inside the calls only; a caller that works longer than a second without
  // one wraps the work in `keepAlive`.

  var link: any LinkMachine
  let transport: any Transport
  /// Bytes of the link that the transport has not taken yet.
  var unsent: ArraySlice<UInt8> = []
  /// Why the session ended, until the next one is opened or accepted.
  var end: MessageChannelError?
  /// The link is in a session that the caller has not accepted.
  var isStale = false
  /// The session that is awaited has begun; it may have ended in the same breath.
  var hasBegun = false
  var isServedElsewhere = false
  var closeWasConfirmed = false

  /// A channel without a session; the transport stays the caller's to close.
  package init(
    over transport: any Transport, role: LinkRole, form: LinkForm,
    configuration: LinkConfiguration = LinkConfiguration()
  ) {
    self.transport = transport
    link = form.link(role: role, configuration: configuration)
  }

  /// Host: begins a session; the epoch must be random.
  package func open(
    epoch: UInt16 = .random(in: .min ... .max), timeoutMilliseconds: Int
  ) throws(MessageChannelError) {
    (end, hasBegun) = (nil, false)
    link.open(epoch: epoch, now: MonotonicClock.microseconds)
    try awaitSession(timeoutMilliseconds)
  }

  /// Pocket: waits, silent, until a host has begun a session.
  package func accept(timeoutMilliseconds: Int) throws(MessageChannelError) {
    // A host that began anew may be through already.
    (end, hasBegun) = (nil, isStale && link.state == .open)
    try awaitSession(timeoutMilliseconds)
  }

  private func awaitSession(_ timeoutMilliseconds: Int) throws(MessageChannelError) {
    isStale = false
    _ = try pump(Deadline(milliseconds: timeoutMilliseconds)) { $0.hasBegun || $0.end != nil }
    isStale = false
    if hasBegun { return }
    if let end, end != .link(.openTimedOut) { throw end }
    throw .openTimedOut(milliseconds: timeoutMilliseconds)
  }

  /// Queues a message; waits for room in the queue, at most so long.
  package func send(
    _ message: [UInt8], timeoutMilliseconds: Int = 30_000
  ) throws(MessageChannelError) {
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    while true {
      try requireSession()
      do throws(LinkError) {
        try link.send(message)
        break
      } catch {
        try awaitRoom(error, deadline)
      }
    }
    _ = try pump(Deadline(milliseconds: 0)) { _ in false }
  }

  /// After a refused send: waits when the queue is full, throws for everything else.
  private func awaitRoom(
    _ error: LinkError, _ deadline: Deadline
  ) throws(MessageChannelError) {
    switch error {
    case .queueFull(let queued):
      let drained = try pump(deadline) {
        $0.link.queuedBytes < queued || $0.end != nil || $0.isStale
      }
      if !drained { throw .sendTimedOut(queuedBytes: queued) }
    case .messageTooLong(let bytes, let limitBytes):
      throw .messageTooLong(bytes: bytes, limitBytes: limitBytes)
    default: throw .link(error)
    }
  }

  /// The next message; nil when the time is over.
  package func receive(timeoutMilliseconds: Int) throws(MessageChannelError) -> [UInt8]? {
    var message: [UInt8]?
    _ = try pump(Deadline(milliseconds: timeoutMilliseconds)) { channel in
      if channel.isStale { return true }
      message = channel.link.takeMessage()
      return message != nil || channel.end != nil
    }
    if let message { return message }
    if isStale || end != nil { try requireSession() }
    if link.state == .idle || link.state == .opening { throw .notOpen }
    return nil
  }

  /// Waits until the peer has acknowledged everything sent.
  package func flush(timeoutMilliseconds: Int) throws(MessageChannelError) {
    try requireSession()
    link.askForReceipt()
    let isDone = try pump(Deadline(milliseconds: timeoutMilliseconds)) {
      $0.isFlushed || $0.end != nil || $0.isStale
    }
    // A peer that has everything may say goodbye in the same breath.
    if !isStale, isFlushed { return }
    try requireSession()
    if !isDone { throw .flushTimedOut(milliseconds: timeoutMilliseconds) }
  }

  private var isFlushed: Bool { link.isDrained && unsent.isEmpty }

  /// Ends the session in order, everything sent first; true when the peer confirmed the end.
  @discardableResult
  package func close(timeoutMilliseconds: Int = 5000) -> Bool {
    guard end == nil, !isStale else { return false }
    closeWasConfirmed = false
    link.close(now: MonotonicClock.microseconds)
    let isDone =
      try? pump(Deadline(milliseconds: timeoutMilliseconds)) { $0.end != nil || $0.isStale }
    if isDone != true {
      link.reset(now: MonotonicClock.microseconds)
      _ = try? pump(Deadline(milliseconds: 0)) { _ in false }
    }
    end = end ?? .notOpen
    return end == .closedByPeer || end == .notOpen && closeWasConfirmed
  }

  /// Counts since the session began.
  package var statistics: LinkStatistics { link.statistics }

  /// Data frames sent since the session began, repeats among them, and what came a second time.
  package var dataFrames: (sent: UInt64, resent: UInt64, doubled: UInt64) {
    let counts = link.statistics
    return (counts.dataFramesSent, counts.dataFramesResent, counts.duplicateFrames)
  }

  private func requireSession() throws(MessageChannelError) {
    if let end { throw end }
    if isStale { throw .reopened }
  }
}
