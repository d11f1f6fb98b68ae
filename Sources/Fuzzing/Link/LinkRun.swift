import Link

/// Plays a script on one end of a link and watches what it promises.
struct LinkRun {
  /// Small, so that a short script passes the limits.
  private static let configuration = {
    var small = LinkConfiguration()
    small.maximumMessageBytes = 2048
    small.maximumQueuedBytes = 8192
    small.maximumUndeliveredBytes = 4096
    return small
  }()
  /// So many calls may be due at one moment; more is a loop without end.
  private static let maximumCallsAtOnce = 200
  private static let maximumSteps = 400

  private let form: LinkForm
  private let role: LinkRole
  private let forged: (ForgedFrame) -> [UInt8]
  private let epoch: UInt16
  private var script: Script
  private var link: any LinkMachine
  private var now: UInt64 = 1_000_000
  private var lastOutput: [UInt8] = []
  private var takenBytes: UInt64 = 0
  private var receivedBytes: UInt64 = 0

  init(_ form: LinkForm, _ input: [UInt8], forged: @escaping (ForgedFrame) -> [UInt8]) {
    self.form = form
    self.forged = forged
    script = Script(input)
    role = script.flag() ? .pocket : .host
    epoch = UInt16(script.number())
    link = form.link(role: role, configuration: Self.configuration)
    if role == .host { link.open(epoch: epoch, now: now) }
  }

  mutating func play() throws(BrokenPromise) {
    for _ in 0..<Self.maximumSteps where !script.isOver {
      try step()
      try look()
    }
    try letTimePass()
  }

  private mutating func step() throws(BrokenPromise) {
    switch script.byte() & 7 {
    case 0: link.receive(script.piece(), now: now)
    case 1: forge()
    case 2: now += script.number() * 10_000
    case 3: try transmit(room: Int(script.number()))
    case 4: take()
    case 5: try? link.send(Array(repeating: 0xA5, count: Int(script.number() & 0xFFF)))
    case 6: endOrBegin()
    default:
      // What we said comes back, as from a tty that echoes.
      link.receive(lastOutput, now: now)
    }
    link.timePassed(now: now)
  }

  /// One frame, or a run of them with rising numbers.
  private mutating func forge() {
    let head = script.byte()
    let how = script.byte()
    var frame = ForgedFrame(
      kind: FrameKind(rawValue: head & 7) ?? .data, endsMessage: head & 8 != 0,
      isBusy: head & 16 != 0, isFromPocket: (role == .host) != (head & 32 != 0),
      epoch: how & 0x80 == 0 ? epoch : UInt16(how), first: UInt32(script.number(bytes: 4)),
      second: UInt32(script.number(bytes: 4)), payload: script.piece())
    if frame.kind == .open || frame.kind == .opened, frame.payload.isEmpty { frame.payload = [1] }
    for _ in 0...(Int(how & 0x1F)) {
      link.receive(forged(frame), now: now)
      frame.first &+= 1
    }
  }

  private mutating func transmit(room: Int) throws(BrokenPromise) {
    let bytes = link.takeBytes(room: room, now: now)
    try promise(bytes.count <= room, "\(bytes.count) bytes for a room of \(room)")
    if !bytes.isEmpty { lastOutput = bytes }
  }

  private mutating func take() {
    if let message = link.takeMessage() { takenBytes += UInt64(message.count) }
  }

  private mutating func endOrBegin() {
    switch script.byte() & 3 {
    case 0: link.close(now: now)
    case 1: link.reset(now: now)
    case 2: link.askForReceipt()
    default: if role == .host { link.open(epoch: epoch, now: now) }
    }
  }

  private mutating func look() throws(BrokenPromise) {
    while link.takeEvent() != nil {}
    let received = link.statistics.payloadBytesReceived
    // A session that began anew has dropped what was held.
    if received < receivedBytes { takenBytes = 0 }
    receivedBytes = received
    let held = received - min(received, takenBytes)
    let limits = Self.configuration
    // One message in the making, the frames that were under way when the peer was told to wait,
    // and those behind a gap that the last of them closes.
    let most =
      limits.maximumUndeliveredBytes + limits.maximumMessageBytes
      + 66 * FrameLayout.maximumPayloadBytes
    try promise(held <= UInt64(most), "\(held) bytes held, at most \(most)")
    try promise(
      link.queuedBytes <= limits.maximumQueuedBytes + limits.maximumMessageBytes,
      "\(link.queuedBytes) bytes queued")
  }

  /// Whatever came before: a peer that says no more lets the session end, without a busy loop.
  private mutating func letTimePass() throws(BrokenPromise) {
    var calls = 0
    let end = now + 600_000_000
    while let deadline = link.nextDeadline, now < end {
      if deadline > now {
        now = deadline
        calls = 0
      }
      calls += 1
      try promise(calls < Self.maximumCallsAtOnce, "a deadline that never moves: \(deadline)")
      link.timePassed(now: now)
      _ = link.takeBytes(room: 1 << 20, now: now)
      while link.takeEvent() != nil {}
    }
    try promise(now < end, "a silent peer, and the session lives on as \(link.state)")
  }
}
