/// One end of the link on a medium that loses nothing: long frames, credits, no repeats.
package struct BulkLink: LinkMachine {
  /// The most payload bytes of one frame.
  package static let maximumPayloadBytes = 1 << 16

  var session: LinkSession
  var decoder = BulkDecoder()
  var sender = BulkSender()
  var receiver: BulkReceiver
  var counts = LinkStatistics()
  private var receiptIsWanted = false

  /// A link without a session.
  package init(role: LinkRole, configuration: LinkConfiguration = LinkConfiguration()) {
    session = LinkSession(role: role, configuration: configuration)
    receiver = BulkReceiver(configuration)
  }

  /// See `LinkMachine`.
  package var state: LinkState { session.state }

  /// See `LinkMachine`.
  package mutating func open(epoch: UInt16, now: UInt64) {
    session.open(epoch: epoch, now: now)
    renew()
  }

  private mutating func renew() {
    sender = BulkSender()
    receiver = BulkReceiver(session.configuration)
    counts = LinkStatistics()
    receiptIsWanted = false
  }

  /// See `LinkMachine`.
  package mutating func send(_ message: [UInt8]) throws(LinkError) {
    try session.admit(message, queuedBytes: sender.queuedBytes)
    sender.enqueue(message)
  }

  /// See `LinkMachine`.
  package mutating func takeMessage() -> [UInt8]? { receiver.takeMessage() }

  /// See `LinkMachine`.
  package mutating func takeEvent() -> LinkEvent? { session.takeEvent() }

  /// See `LinkMachine`.
  package mutating func close(now: UInt64) {
    session.close(now: now)
    session.closeWhenDrained(sender.isIdle, now: now)
  }

  /// See `LinkMachine`.
  package mutating func reset(now: UInt64) { session.reset(now: now) }

  /// See `LinkMachine`.
  package mutating func askForReceipt() { receiptIsWanted = !isDrained }

  /// See `LinkMachine`.
  package var isDrained: Bool { sender.isIdle && sender.isAcknowledged }

  /// See `LinkMachine`.
  package var queuedBytes: Int { sender.queuedBytes }

  /// See `LinkMachine`.
  package var statistics: LinkStatistics {
    var all = counts
    all.payloadBytesReceived = receiver.receivedBytes
    all.malformedFrames = decoder.malformedRuns
    return all
  }

  /// See `LinkMachine`.
  package mutating func timePassed(now: UInt64) {
    let probe = session.configuration.keepAliveMicroseconds
    guard session.timePassed(probeMicroseconds: probe, now: now) else { return }
    session.closeWhenDrained(sender.isIdle, now: now)
  }

  /// See `LinkMachine`.
  package var nextDeadline: UInt64? {
    session.nextDeadline(probeMicroseconds: session.configuration.keepAliveMicroseconds)
  }

  // MARK: To the line

  /// See `LinkMachine`.
  package var batchBytes: Int { 4 * (Self.maximumPayloadBytes + BulkHeader.bytes) }

  /// See `LinkMachine`.
  package var wantsToSend: Bool {
    guard session.dueControl.isEmpty else { return true }
    guard session.isActive else { return false }
    return receiver.owesCredit || session.probeIsDue
      || session.carriesData && (sender.mayCut || asksForReceipt)
  }

  private var asksForReceipt: Bool { receiptIsWanted && sender.isIdle }

  /// See `LinkMachine`.
  package mutating func takeBytes(room: Int, now: UInt64) -> [UInt8] {
    var output: [UInt8] = []
    while wantsToSend, room - output.count > BulkHeader.bytes {
      appendNextFrame(to: &output, room: room - output.count, now: now)
      session.closeWhenDrained(sender.isIdle, now: now)
    }
    counts.wireBytesSent += UInt64(output.count)
    return output
  }

  private mutating func appendNextFrame(to output: inout [UInt8], room: Int, now: UInt64) {
    counts.framesSent += 1
    session.noteSent(now: now)
    if let kind = session.takeControl() {
      var header = header(kind)
      header.version = LinkSession.version
      // Who goes says what came, or its peer would not know.
      if kind == .close { header.count = receiver.receipt() }
      header.append(to: &output)
    } else if receiver.owesCredit {
      var header = header(.acknowledge)
      header.count = receiver.receipt()
      header.append(to: &output)
    } else if session.probeIsDue || asksForReceipt {
      session.probeIsDue = false
      receiptIsWanted = false
      header(.probe).append(to: &output)
    } else {
      let maximum = min(room - BulkHeader.bytes, Self.maximumPayloadBytes)
      guard let piece = sender.cut(maximumBytes: maximum) else { return }
      counts.dataFramesSent += 1
      var header = header(.data)
      header.endsMessage = piece.endsMessage
      header.count = UInt32(piece.bytes.count)
      output.reserveCapacity(output.count + BulkHeader.bytes + piece.bytes.count)
      header.append(to: &output)
      output += piece.bytes
    }
  }

  private mutating func header(_ kind: FrameKind) -> BulkHeader {
    BulkHeader(
      kind: kind, isFromPocket: session.role == .pocket, epoch: session.epoch,
      credit: receiver.grant())
  }

  // MARK: From the line

  /// See `LinkMachine`.
  package mutating func receive(_ bytes: [UInt8], now: UInt64) {
    var offset = 0
    while let found = decoder.next(in: bytes, from: &offset) {
      switch found {
      case .header(let header): handle(header, now: now)
      case .payload(let range):
        receiver.take(bytes[range], isWhole: decoder.payloadLeft == 0)
        session.heardPayload(now: now)
      }
    }
    if session.role == .pocket, let header = decoder.openInPayload() {
      handle(header, now: now)
    }
  }

  private mutating func handle(_ header: BulkHeader, now: UInt64) {
    guard header.isFromPocket == (session.role == .host) else {
      counts.reflectedFrames += 1
      return
    }
    if header.kind == .open {
      let isNew = session.heardOpen(epoch: header.epoch, version: header.version, now: now)
      if isNew { renew() }
      sender.allowed(header.credit)
      return
    }
    guard header.epoch == session.epoch, state != .idle else {
      counts.staleFrames += 1
      return
    }
    guard session.heard(header.kind, version: header.version, now: now) else { return }
    counts.framesReceived += 1
    guard session.carriesData else { return }
    sender.allowed(header.credit)
    do throws(LinkError) {
      try heardInSession(header)
    } catch {
      session.die(error)
    }
    session.closeWhenDrained(sender.isIdle, now: now)
  }

  private mutating func heardInSession(_ header: BulkHeader) throws(LinkError) {
    switch header.kind {
    case .data:
      try receiver.expect(header.count, endsMessage: header.endsMessage)
      decoder.expect(Int(header.count))
      if header.count == 0 { receiver.take([], isWhole: true) }
    case .acknowledge: try sender.arrived(header.count)
    // The pocket's answer is answered too, so that it knows that it was heard.
    case .probe, .opened: receiver.owesReceipt()
    case .close:
      try sender.arrived(header.count)
      session.heardEnd(header.kind)
    case .closed, .reset: session.heardEnd(header.kind)
    case .open: break
    }
  }
}
