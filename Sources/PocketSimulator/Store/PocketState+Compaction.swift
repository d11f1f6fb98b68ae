import PocketProtocol
import Records

extension PocketState {
  /// The shortest list of records that gives this state again.
  func records() throws(ProtocolFault) -> [JournalRecord] {
    var records: [JournalRecord] = [.summary(try summary())]
    if let schema {
      for batch in images.batches(schema: schema, targetBytes: ProtocolTarget.batchBytes) {
        let message = ToPocket.downBatch(DownBatch(rows: batch, cursor: .start))
        records.append(.image(try message.encoded()))
      }
    }
    for batch in try changes.batches(targetBytes: ProtocolTarget.batchBytes) {
      records.append(.changes(try ToPC.upBatch(batch).encoded()))
    }
    for batch in staged { records.append(.staged(try ToPocket.downBatch(batch).encoded())) }
    return records
  }

  private func summary() throws(ProtocolFault) -> [UInt8] {
    var writer = ByteWriter()
    writer.add(device)
    writer.add(Array(label.utf8))
    let (dropped, lostAfter) = (dropped ?? DotCheck(number: 0, nonce: 0), lostAfter ?? .max)
    for number in [
      incarnation, last.number, last.nonce, dropped.number, dropped.nonce, merged, safe, prunable,
      reflected, lostAfter, UInt64(stagedMerged.count),
    ] + stagedMerged {
      writer.add(number)
    }
    writer.add(hub)
    writer.add(cursor)
    writer.add(appliedCursor)
    for stamps in [chain, branch] {
      writer.add(UInt64(stamps.count))
      for stamp in stamps { writer.add(stamp) }
    }
    writer.add(try schema.map { (schema) throws(ProtocolFault) in try schema.message() } ?? [])
    return writer.bytes
  }

  /// Reads what a compaction wrote; nil where it is damaged.
  init?(summary bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    guard case .some(.some(let device)) = reader.identity(), let label = reader.string() else {
      return nil
    }
    self.device = device
    self.label = String(decoding: label, as: UTF8.self)
    let numbers = (0..<11).compactMap { _ in reader.number() }
    guard numbers.count == 11, let stagedMerged = reader.numbers(count: numbers[10]),
      case .some(let hub) = reader.identity(),
      let cursor = reader.cursor(), let applied = reader.cursor(),
      let chain = reader.stamps(), let branch = reader.stamps(), let schema = reader.string()
    else { return nil }
    incarnation = numbers[0]
    last = DotCheck(number: numbers[1], nonce: numbers[2])
    dropped = numbers[3] == 0 ? nil : DotCheck(number: numbers[3], nonce: numbers[4])
    (merged, safe, prunable, reflected) = (numbers[5], numbers[6], numbers[7], numbers[8])
    lostAfter = numbers[9] == .max ? nil : numbers[9]
    self.stagedMerged = stagedMerged
    (self.hub, self.cursor, appliedCursor) = (hub, cursor, applied)
    (self.chain, self.branch) = (chain, branch)
    if schema.isEmpty { return }
    guard let tables = SyncSchema(message: schema) else { return nil }
    self.schema = tables
    images.adapt(from: SyncSchema(tables: []), to: tables)
  }
}

extension ByteReader {
  fileprivate mutating func numbers(count: UInt64) -> [UInt64]? {
    var numbers: [UInt64] = []
    while UInt64(numbers.count) < count {
      guard let number = number() else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  fileprivate mutating func stamps() -> [CommitStamp]? {
    guard let count = number() else { return nil }
    var stamps: [CommitStamp] = []
    while UInt64(stamps.count) < count {
      guard let stamp = stamp() else { return nil }
      stamps.append(stamp)
    }
    return stamps
  }
}

extension SyncSchema {
  /// The schema inside a welcome, so that the journal needs no format of its own for it.
  fileprivate func message() throws(ProtocolFault) -> [UInt8] {
    let facts = WelcomeFacts(
      incarnation: 1, mergedNumber: 0, mergedCommit: nil, receivedNumber: 0, receivedNonce: 0,
      safeNumber: 0, pruneNumber: 0, fingerprint: fingerprint, schema: self, commits: [],
      commonSequence: 0, deliverOnly: false)
    return try ToPocket.welcome(Welcome(version: 1, facts: facts)).encoded()
  }

  fileprivate init?(message: [UInt8]) {
    guard case .welcome(let welcome)? = try? ToPocket(decoding: message),
      let schema = welcome.facts.schema
    else { return nil }
    self = schema
  }
}

extension Collection<PocketChange> {
  /// The changes in batches of about so many bytes.
  func batches(targetBytes: Int) throws(ProtocolFault) -> [ChangeBatch] {
    var batches: [ChangeBatch] = []
    var builder = ChangeBatchBuilder(targetBytes: targetBytes)
    for change in self {
      if try builder.add(change) { continue }
      batches.append(builder.finish())
      builder = ChangeBatchBuilder(targetBytes: targetBytes)
      _ = try builder.add(change)
    }
    if !builder.isEmpty { batches.append(builder.finish()) }
    return batches
  }
}
