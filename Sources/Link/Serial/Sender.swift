/// The sending half: cuts messages into frames, keeps the window, finds losses, repeats.
struct Sender {
  /// One data frame under way.
  struct Slot {
    var message: [UInt8]
    var range: Range<Int>
    var endsMessage: Bool
    var transmission: UInt64 = 0
    var sentMicroseconds: UInt64 = 0
    var tries = 0
    var isAcknowledged = false
    var isLost = false
    var payload: ArraySlice<UInt8> { message[range] }
  }

  private let configuration: LinkConfiguration
  private var queue = MessageQueue()
  /// How much of the queue's first message is cut into frames.
  private var cutBytes = 0
  private var slots: [Slot] = []
  /// The sequence number of `slots[0]`.
  private var first: UInt16 = 0
  private var transmissions: UInt64 = 0
  private var newestHeard: UInt64 = 0
  /// When the last 256 transmissions went out, by their low eight bits.
  private var sentTimes = [UInt64](repeating: 0, count: 256)
  private(set) var roundTrip: RoundTrip
  private(set) var acknowledgedBytes: UInt64 = 0
  private(set) var repeats: UInt64 = 0
  private(set) var timeouts: UInt64 = 0
  var peerIsBusy = false

  init(_ configuration: LinkConfiguration) {
    self.configuration = configuration
    roundTrip = RoundTrip(configuration)
  }

  var queuedBytes: Int { queue.bytes }
  var isIdle: Bool { queue.isEmpty && slots.isEmpty }
  var waitsForPeer: Bool { peerIsBusy && !queue.isEmpty }
  var dataFrames: UInt64 { transmissions }

  mutating func enqueue(_ message: [UInt8]) {
    queue.append(message)
  }

  // MARK: Transmission

  private var lostIndex: Int? { slots.firstIndex { $0.isLost } }

  private var mayCut: Bool {
    !peerIsBusy && !queue.isEmpty && slots.count < configuration.windowFrames
  }

  /// Whether a data frame could go out now.
  var wantsToSend: Bool { mayCut || lostIndex != nil }

  /// Payload bytes of the frame that goes out next; nil when there is none.
  var nextPayloadBytes: Int? {
    if let index = lostIndex { return slots[index].range.count }
    guard mayCut, let message = queue.first else { return nil }
    return min(message.count - cutBytes, FrameLayout.maximumPayloadBytes)
  }

  /// The next data frame, marked as sent now: the oldest lost one, else a new one in the window.
  mutating func nextFrame(
    now: UInt64
  ) throws(LinkError) -> (sequence: UInt16, transmission: UInt8, slot: Slot)? {
    var index = lostIndex
    if index == nil, mayCut {
      cutSlot()
      index = slots.count - 1
    }
    guard let index else { return nil }
    guard slots[index].tries < configuration.maximumTries else {
      throw .triesExhausted(tries: slots[index].tries)
    }
    transmissions += 1
    if slots[index].tries > 0 { repeats += 1 }
    slots[index].tries += 1
    slots[index].isLost = false
    slots[index].transmission = transmissions
    slots[index].sentMicroseconds = now
    sentTimes[Int(transmissions % 256)] = now
    return (
      first &+ UInt16(index), UInt8(truncatingIfNeeded: transmissions), slots[index]
    )
  }

  private mutating func cutSlot() {
    guard let message = queue.first else { return }
    let end = min(cutBytes + FrameLayout.maximumPayloadBytes, message.count)
    let endsMessage = end == message.count
    slots.append(Slot(message: message, range: cutBytes..<end, endsMessage: endsMessage))
    cutBytes = end
    if endsMessage {
      _ = queue.removeFirst()
      cutBytes = 0
    }
  }

  // MARK: Acknowledgement

  /// Takes what the peer says of our data frames; bit i of the bitmap: cumulative+1+i.
  mutating func acknowledged(
    cumulative: UInt16, bitmap: UInt32, echo: UInt8, now: UInt64
  ) throws(LinkError) {
    try check(cumulative)
    heard(echo, now: now)
    var progress = false
    for index in slots.indices where !slots[index].isAcknowledged {
      let sequence = first &+ UInt16(index)
      let distance = Int16(bitPattern: sequence &- cumulative)
      let arrived =
        distance < 0 || (1...32).contains(distance) && bitmap >> UInt32(distance - 1) & 1 == 1
      if arrived {
        slots[index].isAcknowledged = true
        slots[index].isLost = false
        acknowledgedBytes += UInt64(slots[index].range.count)
        progress = true
      } else if slots[index].transmission < newestHeard {
        // The line keeps order: something sent later has arrived, so this one never will.
        slots[index].isLost = true
      }
    }
    if progress { roundTrip.progressed() }
    let done = slots.prefix { $0.isAcknowledged }.count
    if done > 0 {
      slots.removeFirst(done)
      first &+= UInt16(done)
    }
  }

  private func check(_ cumulative: UInt16) throws(LinkError) {
    let ahead = Int16(bitPattern: cumulative &- first)
    if ahead > slots.count { throw .impossibleAcknowledgement(sequence: cumulative) }
  }

  /// Finds the transmission that the peer's echo means, the newest one with these low eight bits.
  private mutating func heard(_ echo: UInt8, now: UInt64) {
    let age = UInt64(UInt8(truncatingIfNeeded: transmissions) &- echo)
    guard age < transmissions, transmissions - age > newestHeard else { return }
    newestHeard = transmissions - age
    // Exact for repeated frames too, as the echo names one transmission.
    roundTrip.measured(now - sentTimes[Int(newestHeard % 256)])
  }

  // MARK: Time

  private var oldestInFlight: Int? {
    slots.indices.filter { !slots[$0].isAcknowledged && !slots[$0].isLost }
      .min { slots[$0].transmission < slots[$1].transmission }
  }

  var deadlineMicroseconds: UInt64? {
    oldestInFlight.map { slots[$0].sentMicroseconds + roundTrip.timeoutMicroseconds }
  }

  /// Repeats the oldest frame under way when its time is over; its echo then uncovers the others.
  mutating func timePassed(now: UInt64) {
    guard let index = oldestInFlight,
      now >= slots[index].sentMicroseconds + roundTrip.timeoutMicroseconds
    else { return }
    slots[index].isLost = true
    timeouts += 1
    roundTrip.timedOut()
  }
}
