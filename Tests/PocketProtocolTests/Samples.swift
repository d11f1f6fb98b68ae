import PocketProtocol
import Records

/// A generator with a seed, so that a failure can be repeated.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 31) &* 0x9E37_79B9_7F4A_7C15
  }
}

/// One message of every kind, in the order in which a session has them.
enum Sample {
  static let schema = SyncSchema(tables: [
    SyncTable(
      name: "crop", identity: .natural, direction: .toPocket,
      columns: [
        SyncColumn(name: "eppo", declaredType: "TEXT", isRequired: true),
        SyncColumn(name: "name_fr", declaredType: "TEXT", isRequired: true),
      ], key: [0]),
    SyncTable(
      name: "work", identity: .own, direction: .both,
      columns: [
        SyncColumn(name: "crop", declaredType: "TEXT", isRequired: false, reference: "crop"),
        SyncColumn(name: "area_m2", declaredType: "INTEGER", isRequired: true),
        SyncColumn(name: "dose", declaredType: "REAL", isRequired: false),
      ], groups: [[1, 2]]),
  ])

  static func identity(_ number: UInt64) -> RowID {
    RowID(high: 0x0102_0304_0506_7708, low: number)
  }

  static let hub = identity(1)
  static let incarnation: UInt64 = 0xA1B2_C3D4_E5F6_0718

  static let hello = Hello(
    session: identity(2), hub: hub, farmName: "Ferme du Moulin", program: "pocket-sync 1.0",
    wallMilliseconds: 1_779_350_400_000)

  static let introduction = PocketIntroduction(
    device: identity(3), label: "Pocket de Jean", program: "simulator 1",
    incarnation: incarnation, last: DotCheck(number: 12, nonce: 0x110C), firstNumber: 9,
    recent: [12, 11, 10, 9, 8].map { DotCheck(number: $0, nonce: 0x1100 + $0) }, hub: hub,
    commits: [CommitStamp(sequence: 3, nonce: 33), CommitStamp(sequence: 5, nonce: 55)],
    cursor: FeedCursor(sequence: 5, table: 1, row: identity(9)), schema: schema.fingerprint,
    wallMilliseconds: 1_779_350_401_000, uptimeMilliseconds: 86_400_000, waiting: 4)

  static let welcomeFacts = WelcomeFacts(
    incarnation: incarnation, mergedNumber: 10,
    mergedCommit: CommitStamp(sequence: 5, nonce: 55), receivedNumber: 10,
    receivedNonce: 0x110A, safeNumber: 8, pruneNumber: 7, fingerprint: schema.fingerprint,
    schema: schema, commits: [CommitStamp(sequence: 6, nonce: 66)], commonSequence: 5,
    deliverOnly: false)

  static var welcome: Welcome { Welcome(version: 1, facts: welcomeFacts) }

  static var changes: ChangeBatch {
    var builder = ChangeBatchBuilder()
    let first = PocketChange(
      number: 11, nonce: 0x110B, kind: .create, table: .index(1), row: identity(20), seen: 5,
      cells: [
        .index(0): CellChange(base: .null, new: .text("TRZAW")),
        .index(1): CellChange(base: .null, new: .integer(12_500)),
        .index(2): CellChange(base: .null, new: .real(1.25)),
      ])
    let second = PocketChange(
      number: 12, nonce: 0x110C, kind: .update, table: .index(1), row: identity(21), seen: 4,
      accepted: CommitStamp(sequence: 4, nonce: 44),
      cells: [
        .index(1): CellChange(base: .integer(-7), new: .integer(.max)),
        .stranger("colour"): CellChange(base: .null, new: .blob([0, 255])),
      ])
    do {
      _ = try builder.add(first)
      _ = try builder.add(second)
    } catch { preconditionFailure("\(error)") }
    return builder.finish()
  }

  static var rows: RowBatch {
    var batch = RowBatch(table: 1, columnCount: 3)
    batch.append(
      row: identity(20), sequence: 6, values: [.text("Épeautre"), .integer(-1), .real(0.5)])
    batch.append(row: identity(22), sequence: 6, values: nil)
    batch.append(row: identity(23), sequence: 7, values: [.null, .integer(0), .null])
    return batch
  }

  static var lost: LostBatch { LostBatch(rows: rows, nonces: [66, 66, 0]) }

  static let cursor = FeedCursor(after: 7)

  static let merged = MergedFacts(
    number: 12, commit: CommitStamp(sequence: 7, nonce: 77), applied: 2, conflicts: 1,
    quarantined: 0, commits: [CommitStamp(sequence: 7, nonce: 77)])

  static var toPocket: [ToPocket] {
    [
      .hello(hello), .welcome(welcome), .merged(merged),
      .downBatch(DownBatch(rows: rows, cursor: cursor)),
      .downEnd(DownEnd(cursor: cursor, rows: 3)), .farewell(note: ""),
      .refusal(Refusal(code: .busy, detail: "session 7")),
    ]
  }

  static var toPC: [ToPC] {
    [
      .introduction(introduction), .lostBatch(lost), .upBatch(changes),
      .upEnd(DotCheck(number: 12, nonce: 0x110C)), .downApplied(cursor),
      .farewell(note: "à bientôt"), .refusal(Refusal(code: .stopped, detail: "")),
    ]
  }
}
