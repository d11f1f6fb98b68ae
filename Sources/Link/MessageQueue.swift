/// Messages in order with their sum of bytes; a removed message leaves no copy behind.
struct MessageQueue {
  private var messages: [[UInt8]] = []
  private var head = 0
  private(set) var bytes = 0
  /// Added to each message, so that empty messages count too.
  static let overheadBytes = 64
  private static let compactAboveMessages = 64

  var isEmpty: Bool { head == messages.count }
  var first: [UInt8]? { isEmpty ? nil : messages[head] }

  mutating func append(_ message: [UInt8]) {
    messages.append(message)
    bytes += message.count + Self.overheadBytes
  }

  mutating func removeFirst() -> [UInt8]? {
    guard !isEmpty else { return nil }
    let message = messages[head]
    messages[head] = []
    head += 1
    bytes -= message.count + Self.overheadBytes
    if isEmpty || head > Self.compactAboveMessages {
      messages.removeFirst(head)
      head = 0
    }
    return message
  }
}
