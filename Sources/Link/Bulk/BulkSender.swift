/// The sending half: cuts messages into frames as far as the peer's credit goes.
struct BulkSender {
  private var queue = MessageQueue()
  /// How much of the queue's first message is cut into frames.
  private var cutBytes = 0
  /// Bytes of data frames, headers included, in all three.
  private var sentBytes: UInt64 = 0
  private var creditBytes: UInt64 = 0
  private var acknowledgedBytes: UInt64 = 0

  var queuedBytes: Int { queue.bytes }
  var isIdle: Bool { queue.isEmpty }
  var isAcknowledged: Bool { acknowledgedBytes == sentBytes }

  mutating func enqueue(_ message: [UInt8]) { queue.append(message) }

  /// Whether the peer's credit is enough for a frame with some payload.
  var mayCut: Bool { !queue.isEmpty && sentBytes + UInt64(BulkHeader.bytes) < creditBytes }

  /// The next piece of the first message.
  mutating func cut(maximumBytes: Int) -> (bytes: ArraySlice<UInt8>, endsMessage: Bool)? {
    guard mayCut, let message = queue.first else { return nil }
    let credit = Int(clamping: creditBytes - sentBytes) - BulkHeader.bytes
    let end = min(cutBytes + min(maximumBytes, credit), message.count)
    let piece = message[cutBytes..<end]
    sentBytes += UInt64(BulkHeader.bytes + piece.count)
    cutBytes = end
    guard end == message.count else { return (piece, false) }
    _ = queue.removeFirst()
    cutBytes = 0
    return (piece, true)
  }

  /// The peer takes frames up to this total of bytes; less than it said before is old.
  mutating func allowed(_ total: UInt32) {
    let more = Int32(bitPattern: total &- UInt32(truncatingIfNeeded: creditBytes))
    creditBytes += UInt64(max(more, 0))
  }

  /// The peer says how much has arrived.
  mutating func arrived(_ total: UInt32) throws(LinkError) {
    let more = total &- UInt32(truncatingIfNeeded: acknowledgedBytes)
    guard acknowledgedBytes + UInt64(more) <= sentBytes else {
      throw .impossibleAcknowledgement(sequence: UInt16(truncatingIfNeeded: total))
    }
    acknowledgedBytes += UInt64(more)
  }
}
