/// What both forms of the link share: who speaks first, whether the peer lives, how it ends.
///
/// Times are microseconds of any clock that never goes back.
struct LinkSession {
  static let version: UInt8 = 1

  let role: LinkRole
  let configuration: LinkConfiguration
  private(set) var state = LinkState.idle
  private(set) var epoch: UInt16 = 0
  /// Handshake frames that are due; a probe is due by its own flag.
  private(set) var dueControl: [FrameKind] = []
  var probeIsDue = false
  private var events: [LinkEvent] = []
  /// Whether the host proved in this session that it heard our answer.
  private var peerConfirmed = false
  private var handshakeDeadline: UInt64?
  private var openDeadline: UInt64 = 0
  private var closeTriesLeft = 0
  private(set) var lastSent: UInt64 = 0
  private(set) var lastHeard: UInt64 = 0

  init(role: LinkRole, configuration: LinkConfiguration) {
    self.role = role
    self.configuration = configuration
  }

  /// A session exists in which frames of its epoch count.
  var isActive: Bool {
    switch state {
    case .opening, .open, .closing: true
    case .idle, .closed, .dead: false
    }
  }

  /// Messages flow, or what is left of them.
  var carriesData: Bool { state == .open || state == .closing }

  mutating func takeEvent() -> LinkEvent? { events.isEmpty ? nil : events.removeFirst() }

  /// The handshake frame that goes out next.
  mutating func takeControl() -> FrameKind? {
    dueControl.isEmpty ? nil : dueControl.removeFirst()
  }

  mutating func noteSent(now: UInt64) { lastSent = now }

  // MARK: Beginning

  /// Host: begins a session; the epoch is random.
  mutating func open(epoch: UInt16, now: UInt64) {
    precondition(role == .host, "only the host opens")
    begin(epoch: epoch, now: now)
    openDeadline = now + configuration.openTimeoutMicroseconds
    handshakeDeadline = now + configuration.handshakeIntervalMicroseconds
    dueControl = [.open]
  }

  /// Pocket: hears that the host begins; true where a new session did.
  mutating func heardOpen(epoch: UInt16, version: UInt8, now: UInt64) -> Bool {
    guard role == .pocket else { return false }
    let isRepeat = isActive && !peerConfirmed && epoch == self.epoch
    if !isRepeat {
      if carriesData { events.append(.reopened) }
      begin(epoch: epoch, now: now)
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
    return !isRepeat
  }

  /// Forgets the session before and starts one of this epoch.
  private mutating func begin(epoch: UInt16, now: UInt64) {
    self.epoch = epoch
    state = .opening
    dueControl = []
    probeIsDue = false
    peerConfirmed = false
    lastHeard = now
    lastSent = now
  }

  // MARK: In a session

  /// True where a frame of the peer is of this session; the peer lives.
  mutating func heard(_ kind: FrameKind, version: UInt8?, now: UInt64) -> Bool {
    guard isActive else {
      // Our answer to a close was lost: say it again.
      if kind == .close, state == .closed { dueControl = [.closed] }
      return false
    }
    lastHeard = now
    confirm(kind, version: version ?? 0)
    return true
  }

  /// More of a long frame came: who still sends it lives, however slow the line is.
  mutating func heardPayload(now: UInt64) {
    if isActive { lastHeard = now }
  }

  /// Moves an opening link on: the host by the answer, the pocket by anything after it.
  private mutating func confirm(_ kind: FrameKind, version: UInt8) {
    guard state == .opening else { return }
    if role == .host {
      guard kind == .opened else { return }
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

  /// Takes a frame that ends the session.
  mutating func heardEnd(_ kind: FrameKind) {
    switch kind {
    case .close:
      finish(.closed, .closedByPeer)
      dueControl = [.closed]
    case .closed:
      if state == .closing { finish(.closed, .closed(confirmed: true)) }
    case .reset:
      die(.resetByPeer)
    case .open, .opened, .data, .acknowledge, .probe: break
    }
  }

  // MARK: Ending

  /// Ends the session in order once the link calls `closeWhenDrained` with nothing left.
  mutating func close(now: UInt64) {
    switch state {
    case .open:
      state = .closing
      closeTriesLeft = configuration.closeTries
    case .opening:
      reset(now: now)
    case .idle, .closing, .closed, .dead: break
    }
  }

  /// While closing, once all went out: says close, until the tries are used up.
  mutating func closeWhenDrained(_ isDrained: Bool, now: UInt64) {
    guard state == .closing, isDrained, handshakeDeadline == nil else { return }
    guard closeTriesLeft > 0 else {
      finish(.closed, .closed(confirmed: false))
      return
    }
    closeTriesLeft -= 1
    dueControl = [.close]
    handshakeDeadline = now + configuration.handshakeIntervalMicroseconds
  }

  mutating func reset(now: UInt64) {
    guard isActive else { return }
    finish(.closed, .closed(confirmed: false))
    dueControl = [.reset]
  }

  mutating func die(_ error: LinkError) { finish(.dead(error), .died(error)) }

  private mutating func finish(_ state: LinkState, _ event: LinkEvent) {
    self.state = state
    events.append(event)
    dueControl = []
    probeIsDue = false
    handshakeDeadline = nil
  }

  // MARK: Time

  /// When `timePassed` has to be called at the latest; nil when nothing is awaited.
  func nextDeadline(probeMicroseconds: UInt64) -> UInt64? {
    switch state {
    case .idle, .closed, .dead: return nil
    case .opening:
      let end =
        role == .host ? openDeadline : lastHeard + configuration.silenceMicroseconds
      return min(handshakeDeadline ?? end, end)
    case .open, .closing:
      let deadline = min(
        lastHeard + configuration.silenceMicroseconds, handshakeDeadline ?? .max)
      return probeIsDue ? deadline : min(deadline, lastSent + probeMicroseconds)
    }
  }

  /// Does what is due by now; true where messages flow on.
  mutating func timePassed(probeMicroseconds: UInt64, now: UInt64) -> Bool {
    switch state {
    case .idle, .closed, .dead: return false
    case .opening:
      openingTimePassed(now: now)
      return false
    case .open, .closing: break
    }
    if now >= lastHeard + configuration.silenceMicroseconds {
      die(.peerSilent(microseconds: now - lastHeard))
      return false
    }
    if now >= lastSent + probeMicroseconds { probeIsDue = true }
    if let deadline = handshakeDeadline, now >= deadline { handshakeDeadline = nil }
    return true
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
}

extension LinkSession {
  /// Throws for a message that is too long, without a session, or where the queue is full.
  func admit(_ message: [UInt8], queuedBytes: Int) throws(LinkError) {
    guard message.count <= configuration.maximumMessageBytes else {
      throw .messageTooLong(
        bytes: message.count, limitBytes: configuration.maximumMessageBytes)
    }
    guard state == .open else { throw .notOpen }
    guard queuedBytes == 0 || queuedBytes + message.count <= configuration.maximumQueuedBytes
    else { throw .queueFull(queuedBytes: queuedBytes) }
  }
}
