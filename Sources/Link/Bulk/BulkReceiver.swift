/// The receiving half: joins pieces to messages and says how much more may come.
struct BulkReceiver {
  private let configuration: LinkConfiguration
  private var assembly: [UInt8] = []
  private var delivered = MessageQueue()
  /// Payload bytes that came.
  private(set) var receivedBytes: UInt64 = 0
  /// Bytes of data frames that came, headers included, as credit counts them.
  private(set) var arrivedBytes: UInt64 = 0
  /// The total that the peer was told last.
  private var grantedBytes: UInt64 = 0
  private var endsMessage = false
  private var receiptIsDue = false

  /// A credit goes out alone when so much of the window can be given anew.
  private static let creditShare = 4

  init(_ configuration: LinkConfiguration) { self.configuration = configuration }

  /// A frame with so many bytes of payload begins; refused before anything is kept of it.
  mutating func expect(_ bytes: UInt32, endsMessage: Bool) throws(LinkError) {
    let limitBytes = configuration.maximumMessageBytes
    guard bytes <= BulkLink.maximumPayloadBytes, assembly.count + Int(bytes) <= limitBytes else {
      throw .peerMessageTooLong(limitBytes: limitBytes)
    }
    let frameBytes = UInt64(BulkHeader.bytes) + UInt64(bytes)
    guard arrivedBytes + frameBytes <= grantedBytes else {
      throw .creditExceeded(limitBytes: configuration.maximumUndeliveredBytes)
    }
    arrivedBytes += UInt64(BulkHeader.bytes)
    self.endsMessage = endsMessage
    if assembly.isEmpty { assembly.reserveCapacity(Int(bytes)) }
  }

  /// Bytes of the frame that was announced last.
  mutating func take(_ bytes: ArraySlice<UInt8>, isWhole: Bool) {
    assembly += bytes
    receivedBytes += UInt64(bytes.count)
    arrivedBytes += UInt64(bytes.count)
    guard isWhole, endsMessage else { return }
    delivered.append(assembly)
    assembly = []
  }

  /// The oldest whole message.
  mutating func takeMessage() -> [UInt8]? { delivered.removeFirst() }

  mutating func owesReceipt() { receiptIsDue = true }

  /// A frame has to tell the peer what arrived or what may come.
  var owesCredit: Bool {
    let share = UInt64(configuration.maximumUndeliveredBytes / Self.creditShare)
    return receiptIsDue || grantedBytes > 0 && allowedBytes >= grantedBytes + share
  }

  /// What has arrived, to tell the peer, modulo 2³²; a frame with it goes out.
  mutating func receipt() -> UInt32 {
    receiptIsDue = false
    return UInt32(truncatingIfNeeded: arrivedBytes)
  }

  /// The total to tell the peer, modulo 2³²; a frame with it goes out.
  mutating func grant() -> UInt32 {
    grantedBytes = max(grantedBytes, allowedBytes)
    return UInt32(truncatingIfNeeded: grantedBytes)
  }

  /// What has come and what may wait here beside the messages that nobody took yet.
  private var allowedBytes: UInt64 {
    arrivedBytes
      + UInt64(max(configuration.maximumUndeliveredBytes - delivered.bytes, 0))
  }
}
