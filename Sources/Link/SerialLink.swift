/// One end of the serial link without I/O or clock: bytes and times in, bytes and messages out.
package struct SerialLink {
  // Times are microseconds of any clock that never goes back. After each call in, take what there
  // is: bytes for the line, messages, events; then wait for bytes or for `nextDeadline`.

  static let version: UInt8 = 1

  let role: LinkRole
  let configuration: LinkConfiguration
  /// Where the link stands.
  package internal(set) var state = LinkState.idle
  var epoch: UInt16 = 0
  var decoder = FrameDecoder()
  var encoder = FrameEncoder()
  var sender: Sender
  var receiver: Receiver
  var counts = LinkStatistics()
  var events: [LinkEvent] = []
  /// Handshake frames that are due; an acknowledgement and a probe are due by their own flags.
  var dueControl: [FrameKind] = []
  var acknowledgeIsDue = false
  var probeIsDue = false
  /// Whether the host proved in this session that it heard our answer.
  var peerConfirmed = false
  var handshakeDeadline: UInt64?
  var openDeadline: UInt64 = 0
  var closeTriesLeft = 0
  var lastSent: UInt64 = 0
  var lastHeard: UInt64 = 0

  /// A link without a session.
  package init(role: LinkRole, configuration: LinkConfiguration = LinkConfiguration()) {
    precondition((1...32).contains(configuration.windowFrames), "\(configuration.windowFrames)")
    self.role = role
    self.configuration = configuration
    sender = Sender(configuration)
    receiver = Receiver(configuration)
  }

  /// Host only: begins a new session; the epoch is random, chosen by the caller.
  package mutating func open(epoch: UInt16, now: UInt64) {
    precondition(role == .host, "only the host opens")
    begin(epoch: epoch, now: now)
    openDeadline = now + configuration.openTimeoutMicroseconds
    handshakeDeadline = now + configuration.handshakeIntervalMicroseconds
    dueControl = [.open]
  }

  /// Puts a message into the queue; refused above the limits and without a session.
  package mutating func send(_ message: [UInt8]) throws(LinkError) {
    guard message.count <= configuration.maximumMessageBytes else {
      throw .messageTooLong(
        bytes: message.count, limitBytes: configuration.maximumMessageBytes)
    }
    guard state == .open else { throw .notOpen }
    let queued = sender.queuedBytes
    guard queued == 0 || queued + message.count <= configuration.maximumQueuedBytes else {
      throw .queueFull(queuedBytes: queued)
    }
    sender.enqueue(message)
  }

  /// The oldest message that arrived whole; the peer is told when there is room again.
  package mutating func takeMessage() -> [UInt8]? {
    let wasBusy = receiver.isBusy
    let message = receiver.takeMessage()
    if wasBusy, !receiver.isBusy, isActive { acknowledgeIsDue = true }
    return message
  }

  /// The oldest event not yet taken.
  package mutating func takeEvent() -> LinkEvent? {
    events.isEmpty ? nil : events.removeFirst()
  }

  /// Ends the session in order: what is queued goes out first; `closed` follows.
  package mutating func close(now: UInt64) {
    switch state {
    case .open:
      state = .closing
      closeTriesLeft = configuration.closeTries
      closeWhenDrained(now: now)
    case .opening:
      reset(now: now)
    case .idle, .closing, .closed, .dead: break
    }
  }

  /// Ends the session at once; the peer is told, without proof that it hears.
  package mutating func reset(now: UInt64) {
    guard isActive else { return }
    finish(.closed, .closed(confirmed: false))
    dueControl = [.reset]
  }

  /// Whether everything sent was acknowledged by the peer.
  package var isDrained: Bool { sender.isIdle }

  /// The bytes of messages that wait to be cut into frames.
  package var queuedBytes: Int { sender.queuedBytes }

  /// Counts since the session began.
  package var statistics: LinkStatistics {
    var all = counts
    all.dataFramesSent = sender.dataFrames
    all.dataFramesResent = sender.repeats
    all.timeouts = sender.timeouts
    all.payloadBytesAcknowledged = sender.acknowledgedBytes
    all.payloadBytesReceived = receiver.receivedBytes
    all.duplicateFrames = receiver.duplicates
    all.smoothedRoundTripMicroseconds = sender.roundTrip.smoothedMicroseconds
    all.checksumErrors = decoder.checksumErrors
    all.malformedFrames = decoder.malformedFrames
    return all
  }

  /// A session exists in which frames of its epoch count.
  var isActive: Bool {
    switch state {
    case .opening, .open, .closing: true
    case .idle, .closed, .dead: false
    }
  }

  /// Forgets the session before and starts one of this epoch.
  mutating func begin(epoch: UInt16, now: UInt64) {
    self.epoch = epoch
    state = .opening
    sender = Sender(configuration)
    receiver = Receiver(configuration)
    counts = LinkStatistics()
    dueControl = []
    acknowledgeIsDue = false
    probeIsDue = false
    peerConfirmed = false
    lastHeard = now
    lastSent = now
  }

  mutating func finish(_ state: LinkState, _ event: LinkEvent) {
    self.state = state
    events.append(event)
    dueControl = []
    acknowledgeIsDue = false
    probeIsDue = false
    handshakeDeadline = nil
  }

  mutating func die(_ error: LinkError) {
    finish(.dead(error), .died(error))
  }
}
