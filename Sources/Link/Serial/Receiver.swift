/// The receiving half: puts data frames in order and joins them to messages.
struct Receiver {
  private struct Held {
    var payload: [UInt8]
    var endsMessage: Bool
  }

  /// As many frames after a gap as the bitmap can name.
  static let windowFrames = 32

  private let configuration: LinkConfiguration
  /// The sequence number awaited next.
  private(set) var next: UInt16 = 0
  /// The newest transmission heard.
  private(set) var echo: UInt8 = 0
  /// Bit i: frame next+1+i is held.
  private(set) var bitmap: UInt32 = 0
  private var held: [Held?] = Array(repeating: nil, count: windowFrames)
  private var assembly: [UInt8] = []
  private var delivered = MessageQueue()
  private(set) var duplicates: UInt64 = 0
  private(set) var heard: UInt64 = 0
  /// On a line that keeps order, transmissions that were passed over are lost.
  private(set) var missed: UInt64 = 0
  private(set) var receivedBytes: UInt64 = 0

  init(_ configuration: LinkConfiguration) {
    self.configuration = configuration
  }

  private static let farthestStep: UInt8 = 127

  /// The peer shall send no new data frames until messages were taken.
  var isBusy: Bool { delivered.bytes > configuration.maximumUndeliveredBytes }

  /// What was under way when the peer heard that it shall wait; more sends only who does not.
  private static let underWayBytes =
    windowFrames * (FrameLayout.maximumPayloadBytes + MessageQueue.overheadBytes)

  private var isFull: Bool {
    delivered.bytes > configuration.maximumUndeliveredBytes + Self.underWayBytes
  }

  /// Takes a data frame; a peer that does not wait is not heard, and has to repeat it.
  mutating func accept(
    _ header: FrameHeader, payload: ArraySlice<UInt8>
  ) throws(LinkError) {
    if isFull { return }
    heard += 1
    // What came twice is no step forward.
    let step = header.transmission &- echo
    if (1...Self.farthestStep).contains(step) { missed += UInt64(step - 1) }
    echo = header.transmission
    let distance = Int(header.sequence &- next)
    if distance == 0 {
      try take(payload, endsMessage: header.endsMessage)
      try advance()
    } else if distance <= Self.windowFrames, bitmap >> UInt32(distance - 1) & 1 == 0 {
      held[Int(header.sequence) % Self.windowFrames] = Held(
        payload: Array(payload), endsMessage: header.endsMessage)
      bitmap |= 1 << UInt32(distance - 1)
    } else {
      duplicates += 1
    }
  }

  /// After the awaited frame: takes every held frame that follows without a gap.
  private mutating func advance() throws(LinkError) {
    while true {
      next &+= 1
      let isHeld = bitmap & 1 == 1
      bitmap >>= 1
      let index = Int(next) % Self.windowFrames
      guard isHeld, let frame = held[index] else { return }
      held[index] = nil
      try take(frame.payload[...], endsMessage: frame.endsMessage)
    }
  }

  private mutating func take(
    _ payload: ArraySlice<UInt8>, endsMessage: Bool
  ) throws(LinkError) {
    guard assembly.count + payload.count <= configuration.maximumMessageBytes else {
      throw .peerMessageTooLong(limitBytes: configuration.maximumMessageBytes)
    }
    assembly.append(contentsOf: payload)
    receivedBytes += UInt64(payload.count)
    if endsMessage {
      delivered.append(assembly)
      assembly = []
    }
  }

  /// The oldest whole message.
  mutating func takeMessage() -> [UInt8]? {
    delivered.removeFirst()
  }
}
