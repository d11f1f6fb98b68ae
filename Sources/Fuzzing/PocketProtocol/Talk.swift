import PocketProtocol
import Records

/// One message of each kind, in the order of a session.
enum Talk {
  static let schema = SyncSchema(tables: [
    SyncTable(
      name: "work", identity: .own, direction: .both,
      columns: [
        SyncColumn(name: "variety", declaredType: "TEXT", isRequired: false),
        SyncColumn(name: "dose", declaredType: "REAL", isRequired: false),
      ])
  ])
  static let hub = RowID(high: 1, low: 1)
  static let device = RowID(high: 1, low: 3)
  static let incarnation: UInt64 = 0xA1B2

  static let hello = Hello(
    session: RowID(high: 1, low: 2), hub: hub, farmName: "Ferme", program: "p",
    wallMilliseconds: 1)

  static let introduction = PocketIntroduction(
    device: device, label: "Jean", program: "s", incarnation: incarnation,
    last: DotCheck(number: 2, nonce: 22), firstNumber: 1,
    recent: [DotCheck(number: 2, nonce: 22), DotCheck(number: 1, nonce: 11)], hub: hub,
    commits: [CommitStamp(sequence: 3, nonce: 33), CommitStamp(sequence: 5, nonce: 55)],
    cursor: FeedCursor(after: 5), schema: schema.fingerprint, wallMilliseconds: 2,
    uptimeMilliseconds: 3, waiting: 2, probeBytes: 65_536)

  static let welcome = WelcomeFacts(
    incarnation: incarnation, mergedNumber: 0, mergedCommit: nil, receivedNumber: 0,
    receivedNonce: 0, safeNumber: 0, pruneNumber: 0, fingerprint: schema.fingerprint,
    schema: schema, commits: [], commonSequence: 3, deliverOnly: false)

  static let adopted = AdoptedFacts(
    firstNumber: 1, last: DotCheck(number: 2, nonce: 22), receivedNonce: nil, schema: schema)

  static var changes: ChangeBatch {
    var builder = ChangeBatchBuilder()
    let cells: [SchemaPlace: CellChange] = [
      .index(0): CellChange(base: .null, new: .text("blé")),
      .stranger("hue"): CellChange(base: .integer(-1), new: .blob([0, 255])),
      .index(1): CellChange(base: .null, new: .real(0.5)),
    ]
    for number: UInt64 in 1...2 {
      let change = PocketChange(
        number: number, nonce: number * 11, kind: number == 1 ? .create : .update,
        table: .index(0), row: RowID(high: 2, low: number), seen: 5, cells: cells)
      do { _ = try builder.add(change) } catch { preconditionFailure("\(error)") }
    }
    return builder.finish()
  }

  static var rows: RowBatch {
    var batch = RowBatch(table: 0, columnCount: 2)
    batch.append(row: RowID(high: 2, low: 9), sequence: 6, values: [.text("orge"), .null])
    batch.append(row: RowID(high: 2, low: 8), sequence: 6, values: nil)
    return batch
  }

  static let merged = MergedFacts(
    number: 2, commit: CommitStamp(sequence: 7, nonce: 77), applied: 2, conflicts: 0,
    quarantined: 0, commits: [CommitStamp(sequence: 7, nonce: 77)])

  static var toPC: [[UInt8]] {
    let messages: [ToPC] = [
      .introduction(introduction), .lostBatch(LostBatch(rows: rows, nonces: [66, 0])),
      .upBatch(changes), .upEnd(DotCheck(number: 2, nonce: 22)),
      .downApplied(FeedCursor(after: 7)), .farewell(note: ""),
      .refusal(Refusal(code: .stopped, detail: "")),
      .probed(Probed(number: 1, paddingBytes: 9, framesSent: 3, framesResent: 1)),
    ]
    return messages.compactMap { try? $0.encoded() }
  }

  static var toPocket: [[UInt8]] {
    let messages: [ToPocket] = [
      .hello(hello), .welcome(Welcome(version: 1, facts: welcome)), .merged(merged),
      .downBatch(DownBatch(rows: rows, cursor: FeedCursor(after: 6))),
      .downEnd(DownEnd(cursor: FeedCursor(after: 7), rows: 2)), .farewell(note: ""),
      .refusal(Refusal(code: .busy, detail: "x")),
      .probe(Probe(number: 1, paddingBytes: 9, answerBytes: 4)),
    ]
    return messages.compactMap { try? $0.encoded() }
  }

  /// All messages as one script.
  static func script(_ messages: [[UInt8]], head: [UInt8]) -> [UInt8] {
    var script = ScriptWriter()
    script.bytes = head
    for message in messages { script.add(piece: message) }
    return script.bytes
  }
}
