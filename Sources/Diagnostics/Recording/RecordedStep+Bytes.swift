import Foundation
import Records

/// What stands in an entry, by the number of its kind.
extension RecordedStep {
  /// The most bytes that an entry of this kind has; nil for no kind.
  static func maximumBytes(_ kind: UInt8) -> Int? {
    switch kind {
    case 1, 14, 20, 30, 31: Recording.textMaximumBytes
    case 2, 11, 12: Recording.messageMaximumBytes
    case 3, 4: Recording.packedMaximumBytes
    case 10: RowID.byteCount
    case 13: 0
    case 21: 8
    default: nil
    }
  }

  /// Whether a recording has at most one entry of this kind.
  static func isSingle(_ kind: UInt8) -> Bool { [1, 2, 3, 4, 30, 31].contains(kind) }

  /// The kind and what stands behind it; files of the farm are packed.
  func packed() throws(RecordingError) -> (kind: UInt8, content: [UInt8]) {
    switch self {
    case .facts(let facts): (1, facts.json)
    case .schema(let bytes): (2, bytes)
    case .database(let bytes): (3, try Packing.pack(bytes))
    case .ledger(let bytes): (4, try Packing.pack(bytes))
    case .began(let device): (10, device?.bytes ?? [])
    case .sent(let bytes): (11, bytes)
    case .received(let bytes): (12, bytes)
    case .silence: (13, [])
    case .fault(let call, let error): (14, [call.rawValue] + error)
    case .event(let bytes): (20, bytes)
    case .drawn(let bits): (21, Recording.bytes(bits, 8))
    case .verdict(let bytes): (30, bytes)
    case .outcome(let bytes): (31, bytes)
    }
  }

  /// Reads what `packed` wrote; nil for anything else.
  init?(kind: UInt8, _ content: ArraySlice<UInt8>) {
    let bytes = Array(content)
    switch kind {
    case 1:
      guard let facts = RecordingFacts(json: bytes) else { return nil }
      self = .facts(facts)
    case 2: self = .schema(bytes)
    case 3, 4:
      guard let plain = Packing.unpack(bytes) else { return nil }
      self = kind == 3 ? .database(plain) : .ledger(plain)
    case 10:
      guard bytes.isEmpty || RowID(bytes) != nil else { return nil }
      self = .began(device: RowID(bytes))
    case 11: self = .sent(bytes)
    case 12: self = .received(bytes)
    case 13: self = .silence
    case 14:
      guard let first = bytes.first, let call = LineCall(rawValue: first) else { return nil }
      self = .fault(call, error: Array(bytes.dropFirst()))
    case 20: self = .event(bytes)
    case 21:
      guard bytes.count == 8 else { return nil }
      self = .drawn(Recording.number(bytes))
    case 30: self = .verdict(bytes)
    case 31: self = .outcome(bytes)
    default: return nil
    }
  }
}

extension RecordingFacts {
  fileprivate var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { preconditionFailure("\(self)") }
    return Array(data)
  }

  fileprivate init?(json: [UInt8]) {
    guard let facts = try? JSONDecoder().decode(Self.self, from: Data(json)) else { return nil }
    self = facts
  }
}
