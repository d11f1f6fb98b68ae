import Records
import SwiftProtobuf

/// A message from the PC to a pocket.
package enum ToPocket: Hashable, Sendable {
  case hello(Hello)
  case welcome(Welcome)
  case merged(MergedFacts)
  case downBatch(DownBatch)
  case downEnd(DownEnd)
  case farewell(note: String)
  case refusal(Refusal)
  case probe(Probe)

  /// Decodes one message, every limit and count checked.
  package init(decoding bytes: [UInt8]) throws(ProtocolFault) {
    try WireScan.check(bytes, against: .toPocket)
    guard let wire = try? Pocket_V1_ToPocket(serializedBytes: bytes) else {
      throw .malformed("ToPocket")
    }
    self =
      switch wire.message {
      case nil: throw .malformed("ToPocket.message")
      case .hello(let hello): .hello(try Hello(hello))
      case .welcome(let welcome): .welcome(try Welcome(welcome))
      case .merged(let merged): .merged(try MergedFacts(merged))
      case .downBatch(let batch): .downBatch(try DownBatch(batch))
      case .downEnd(let end):
        .downEnd(
          DownEnd(cursor: try FeedCursor(end.cursor, field: "DownEnd.cursor"), rows: end.rows))
      case .farewell(let farewell): .farewell(note: farewell.note)
      case .refusal(let refusal): .refusal(Refusal(refusal))
      case .probe(let probe): .probe(try Probe(probe))
      }
  }

  /// The bytes of the message; throws where it would pass the limit for messages.
  package func encoded() throws(ProtocolFault) -> [UInt8] {
    var wire = Pocket_V1_ToPocket()
    switch self {
    case .hello(let hello): wire.hello = hello.wire
    case .welcome(let welcome): wire.welcome = welcome.wire
    case .merged(let merged): wire.merged = merged.wire
    case .downBatch(let batch): wire.downBatch = batch.wire
    case .downEnd(let end):
      wire.downEnd.cursor = end.cursor.wire
      wire.downEnd.rows = end.rows
    case .farewell(let note): wire.farewell.note = note.cut(to: .noteBytes)
    case .refusal(let refusal): wire.refusal = refusal.wire
    case .probe(let probe): wire.probe = probe.wire
    }
    return try encode(wire, shape: .toPocket)
  }

  /// The message's name in the contract.
  package var name: String {
    switch self {
    case .hello: "Hello"
    case .welcome: "Welcome"
    case .merged: "Merged"
    case .downBatch: "DownBatch"
    case .downEnd: "DownEnd"
    case .farewell: "Farewell"
    case .refusal: "Refusal"
    case .probe: "Probe"
    }
  }
}

/// Encodes and holds the result against the same limits that the receiver will check.
func encode(
  _ message: some SwiftProtobuf.Message, shape: WireShape
) throws(ProtocolFault) -> [UInt8] {
  guard let bytes: [UInt8] = try? message.serializedBytes() else {
    throw .malformed(shape.name)
  }
  try WireScan.check(bytes, against: shape)
  return bytes
}
