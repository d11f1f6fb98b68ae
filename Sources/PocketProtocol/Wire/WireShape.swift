/// What a message may hold, field by field: the limits that are checked before it is decoded.
struct WireShape: Sendable {
  /// The message's name in the contract.
  let name: String
  /// Field number → what stands there; fields that are missing here are unknown and skipped.
  let fields: [UInt64: WireField]
}

/// What one field may hold.
enum WireField: Sendable {
  /// A number, alone.
  case number
  /// Varints, packed or one by one, at most so many in the whole message.
  case numbers(ProtocolLimit)
  /// Words of eight bytes, packed or one by one, at most so many in the whole message.
  case words(ProtocolLimit)
  /// Text or bytes of at most so many units of so many bytes.
  case bytes(ProtocolLimit, unit: Int = 1)
  /// Bytes without a limit of their own: the message's limit holds.
  case rest
  /// A message, at most once under one parent.
  indirect case message(WireShape)
  /// Messages, at most so many of them under one parent.
  indirect case messages(WireShape, ProtocolLimit)
}
