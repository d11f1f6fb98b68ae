/// One end of the link on a serial line: selective repeat over short frames.
package struct SerialLink: LinkMachine {
  var session: LinkSession
  var decoder = FrameDecoder()
  var encoder = FrameEncoder()
  var sender: Sender
  var receiver: Receiver
  var counts = LinkStatistics()
  var acknowledgeIsDue = false

  var role: LinkRole { session.role }
  var configuration: LinkConfiguration { session.configuration }

  /// A link without a session.
  package init(role: LinkRole, configuration: LinkConfiguration = LinkConfiguration()) {
    precondition((1...32).contains(configuration.windowFrames), "\(configuration.windowFrames)")
    session = LinkSession(role: role, configuration: configuration)
    sender = Sender(configuration)
    receiver = Receiver(configuration)
  }

  /// See `LinkMachine`.
  package var state: LinkState { session.state }

  /// See `LinkMachine`.
  package mutating func open(epoch: UInt16, now: UInt64) {
    session.open(epoch: epoch, now: now)
    renew()
  }

  /// Both halves begin at zero, as the session does.
  mutating func renew() {
    sender = Sender(configuration)
    receiver = Receiver(configuration)
    counts = LinkStatistics()
    acknowledgeIsDue = false
  }

  /// See `LinkMachine`.
  package mutating func send(_ message: [UInt8]) throws(LinkError) {
    try session.admit(message, queuedBytes: sender.queuedBytes)
    sender.enqueue(message)
  }

  /// See `LinkMachine`.
  package mutating func takeMessage() -> [UInt8]? {
    let wasBusy = receiver.isBusy
    let message = receiver.takeMessage()
    if wasBusy, !receiver.isBusy, session.isActive { acknowledgeIsDue = true }
    return message
  }

  /// See `LinkMachine`.
  package mutating func takeEvent() -> LinkEvent? { session.takeEvent() }

  /// See `LinkMachine`.
  package mutating func close(now: UInt64) {
    session.close(now: now)
    session.closeWhenDrained(sender.isIdle, now: now)
  }

  /// See `LinkMachine`.
  package mutating func reset(now: UInt64) { session.reset(now: now) }

  /// See `LinkMachine`; every data frame is acknowledged here.
  package mutating func askForReceipt() {}

  /// See `LinkMachine`.
  package var isDrained: Bool { sender.isIdle }

  /// See `LinkMachine`.
  package var queuedBytes: Int { sender.queuedBytes }

  /// See `LinkMachine`.
  package var statistics: LinkStatistics {
    var all = counts
    all.dataFramesSent = sender.dataFrames
    all.dataFramesResent = sender.repeats
    all.timeouts = sender.timeouts
    all.payloadBytesAcknowledged = sender.acknowledgedBytes
    all.payloadBytesReceived = receiver.receivedBytes
    all.duplicateFrames = receiver.duplicates
    all.dataFramesHeard = receiver.heard
    all.dataFramesMissed = receiver.missed
    all.smoothedRoundTripMicroseconds = sender.roundTrip.smoothedMicroseconds
    all.checksumErrors = decoder.checksumErrors
    all.malformedFrames = decoder.malformedFrames
    return all
  }

  // MARK: Time

  /// See `LinkMachine`.
  package mutating func timePassed(now: UInt64) {
    guard session.timePassed(probeMicroseconds: probeMicroseconds, now: now) else { return }
    sender.timePassed(now: now)
    session.closeWhenDrained(sender.isIdle, now: now)
  }

  /// See `LinkMachine`.
  package var nextDeadline: UInt64? {
    guard let deadline = session.nextDeadline(probeMicroseconds: probeMicroseconds) else {
      return nil
    }
    return session.carriesData ? min(deadline, sender.deadlineMicroseconds ?? .max) : deadline
  }

  private var probeMicroseconds: UInt64 {
    sender.waitsForPeer
      ? configuration.busyProbeMicroseconds : configuration.keepAliveMicroseconds
  }
}
