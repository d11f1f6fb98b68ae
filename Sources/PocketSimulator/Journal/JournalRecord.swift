import Records

/// What the pocket's journal holds: messages as they came or would go, so that a replay is a dock.
enum JournalRecord: Hashable {
  /// A new pocket.
  case origin(device: RowID, label: String, incarnation: UInt64)
  /// Everything but rows and changes, written by a compaction.
  case summary([UInt8])
  /// Rows that are applied, as a DownBatch; written by a compaction.
  case image([UInt8])
  /// Changes of the user, as an UpBatch.
  case changes([UInt8])
  /// The PC's Welcome, its identity, and nonces for changes that get new numbers.
  case welcome([UInt8], hub: RowID, nonces: [UInt64])
  /// The PC's Merged.
  case merged([UInt8])
  /// The PC's DownBatch, kept aside.
  case staged([UInt8])
  /// The PC's DownEnd.
  case applied([UInt8])

  var payload: [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .origin(let device, let label, let incarnation):
      writer.add(UInt8(1))
      writer.add(device)
      writer.add(Array(label.utf8))
      writer.add(incarnation)
    case .summary(let bytes): writer.add(2, bytes)
    case .image(let bytes): writer.add(3, bytes)
    case .changes(let bytes): writer.add(4, bytes)
    case .welcome(let bytes, let hub, let nonces):
      writer.add(5, bytes)
      writer.add(hub)
      for nonce in nonces { writer.add(nonce) }
    case .merged(let bytes): writer.add(6, bytes)
    case .staged(let bytes): writer.add(7, bytes)
    case .applied(let bytes): writer.add(8, bytes)
    }
    return writer.bytes
  }

  init?(payload: [UInt8]) {
    var reader = ByteReader(payload)
    guard let kind = reader.byte() else { return nil }
    if kind == 1 {
      guard case .some(.some(let device)) = reader.identity(), let label = reader.string(),
        let incarnation = reader.number()
      else { return nil }
      let text = String(decoding: label, as: UTF8.self)
      self = .origin(device: device, label: text, incarnation: incarnation)
      return
    }
    guard let bytes = reader.string() else { return nil }
    switch kind {
    case 2: self = .summary(bytes)
    case 3: self = .image(bytes)
    case 4: self = .changes(bytes)
    case 5:
      guard case .some(.some(let hub)) = reader.identity() else { return nil }
      var nonces: [UInt64] = []
      while let nonce = reader.number() { nonces.append(nonce) }
      self = .welcome(bytes, hub: hub, nonces: nonces)
    case 6: self = .merged(bytes)
    case 7: self = .staged(bytes)
    case 8: self = .applied(bytes)
    default: return nil
    }
  }
}

extension ByteWriter {
  fileprivate mutating func add(_ kind: UInt8, _ bytes: [UInt8]) {
    add(kind)
    add(bytes)
  }
}
