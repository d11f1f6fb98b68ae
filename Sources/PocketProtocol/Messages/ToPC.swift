package import Records
import SwiftProtobuf

/// A message from a pocket to the PC.
package enum ToPC: Hashable, Sendable {
  case introduction(PocketIntroduction)
  case lostBatch(LostBatch)
  case upBatch(ChangeBatch)
  case upEnd(DotCheck)
  case downApplied(FeedCursor)
  case farewell(note: String)
  case refusal(Refusal)
  case probed(Probed)

  /// Decodes one message, every limit and count checked.
  package init(decoding bytes: [UInt8]) throws(ProtocolFault) {
    try WireScan.check(bytes, against: .toPC)
    guard let wire = try? Pocket_V1_ToPC(serializedBytes: bytes) else {
      throw .malformed("ToPC")
    }
    self =
      switch wire.message {
      case nil: throw .malformed("ToPC.message")
      case .introduction(let introduction): .introduction(try PocketIntroduction(introduction))
      case .lostBatch(let batch): .lostBatch(try LostBatch(batch))
      case .upBatch(let batch): .upBatch(try ChangeBatch(batch))
      case .upEnd(let end): .upEnd(DotCheck(number: end.lastNumber, nonce: end.lastNonce))
      case .downApplied(let applied):
        .downApplied(try FeedCursor(applied.cursor, field: "DownApplied.cursor"))
      case .farewell(let farewell): .farewell(note: farewell.note)
      case .refusal(let refusal): .refusal(Refusal(refusal))
      case .probed(let probed): .probed(try Probed(probed))
      }
  }

  /// The bytes of the message; throws where it would pass the limit for messages.
  package func encoded() throws(ProtocolFault) -> [UInt8] {
    var wire = Pocket_V1_ToPC()
    switch self {
    case .introduction(let introduction): wire.introduction = introduction.wire
    case .lostBatch(let batch): wire.lostBatch = batch.wire
    case .upBatch(let batch): wire.upBatch = batch.wire
    case .upEnd(let dot):
      wire.upEnd.lastNumber = dot.number
      wire.upEnd.lastNonce = dot.nonce
    case .downApplied(let cursor): wire.downApplied.cursor = cursor.wire
    case .farewell(let note): wire.farewell.note = note.cut(to: .noteBytes)
    case .refusal(let refusal): wire.refusal = refusal.wire
    case .probed(let probed): wire.probed = probed.wire
    }
    return try encode(wire, shape: .toPC)
  }

  /// The message's name in the contract.
  package var name: String {
    switch self {
    case .introduction: "Introduction"
    case .lostBatch: "LostBatch"
    case .upBatch: "UpBatch"
    case .upEnd: "UpEnd"
    case .downApplied: "DownApplied"
    case .farewell: "Farewell"
    case .refusal: "Refusal"
    case .probed: "Probed"
    }
  }
}
