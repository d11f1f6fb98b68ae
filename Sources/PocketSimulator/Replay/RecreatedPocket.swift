import PocketProtocol
package import Records

/// A pocket made again from what it said in a session: what it holds is what it told.
package struct RecreatedPocket {
  /// Why there is not enough to make it.
  package enum Missing: Error, Sendable, Hashable {
    /// It said nothing of itself.
    case introduction
    /// It holds another schema than the one in force.
    case olderSchema
    /// The records do not make a pocket.
    case contradiction
  }

  /// A pocket keeps no more changes than this.
  private static let changesMaximum: UInt64 = 1_000_000

  let records: [JournalRecord]
  /// What its source of chance gave: the nonces of changes that got new numbers.
  let draws: [UInt64]
  let wallMilliseconds: UInt64
  let uptimeMilliseconds: UInt64
  let program: String
  let versions: ClosedRange<UInt32>
  let probeBytes: Int

  /// From the messages of both ends, in order, and the schema in force.
  package init(
    fromPocket: [[UInt8]], fromPC: [[UInt8]], schema: SyncSchema
  ) throws(Missing) {
    let said = fromPocket.compactMap { try? ToPC(decoding: $0) }
    let heard = fromPC.compactMap { try? ToPocket(decoding: $0) }
    guard case .introduction(let introduction)? = said.first else { throw .introduction }
    let (first, last) = (introduction.firstNumber, introduction.last.number)
    guard first > last || last - first < Self.changesMaximum,
      introduction.oldestVersion <= introduction.newestVersion
    else { throw .contradiction }
    guard introduction.schema.map({ $0 == schema.fingerprint }) ?? true else {
      throw .olderSchema
    }
    var sent: [PocketChange] = []
    for case .upBatch(let batch) in said { sent += batch.pocketChanges }
    var welcome: WelcomeFacts?
    for case .welcome(let first) in heard where welcome == nil { welcome = first.facts }
    let isSetBack = welcome.map { $0.incarnation != introduction.incarnation } ?? false
    draws = isSetBack ? sent.map(\.nonce) : []
    var state = PocketState(introduction, schema: schema)
    state.keep(introduction, sent, isSetBack: isSetBack, merged: welcome?.mergedNumber ?? 0)
    for case .lostBatch(let batch) in said { state.hold(batch) }
    do { records = try state.records() } catch { throw .contradiction }
    wallMilliseconds = introduction.wallMilliseconds
    uptimeMilliseconds = introduction.uptimeMilliseconds
    program = introduction.program
    versions = introduction.oldestVersion...introduction.newestVersion
    probeBytes = introduction.probeBytes
  }
}

extension PocketState {
  /// What an introduction tells of the pocket; its rows are not told, and nobody asks for them.
  fileprivate init(_ introduction: PocketIntroduction, schema: SyncSchema) {
    self.init()
    device = introduction.device
    label = introduction.label
    incarnation = introduction.incarnation
    last = introduction.last
    hub = introduction.hub
    cursor = introduction.cursor
    appliedCursor = introduction.cursor
    chain = introduction.commits
    safe = introduction.last.number - min(introduction.waiting, introduction.last.number)
    if introduction.schema != nil { self.schema = schema }
  }

  /// Rows that it gave back, and the commits that it was told of them.
  fileprivate mutating func hold(_ batch: LostBatch) {
    guard let schema, batch.rows.table < schema.tables.count,
      batch.rows.columns.count == schema.tables[batch.rows.table].columns.count
    else { return }
    if images.tables.isEmpty { images.adapt(from: SyncSchema(tables: []), to: schema) }
    images.apply(batch.rows)
    let known = Set(chain.map(\.sequence))
    let told = zip(batch.rows.sequences, batch.nonces).filter { $1 != 0 && !known.contains($0) }
    let stamps = Dictionary(told, uniquingKeysWith: { one, _ in one })
    chain = (chain + stamps.map { CommitStamp(sequence: $0, nonce: $1) })
      .sorted { $0.sequence < $1.sequence }
  }

  /// The changes that were sent, and in the place of those kept but not sent deletions of no row.
  fileprivate mutating func keep(
    _ introduction: PocketIntroduction, _ sent: [PocketChange], isSetBack: Bool, merged: UInt64
  ) {
    let first = introduction.firstNumber
    dropped = introduction.recent.first { $0.number + 1 == first }
    self.merged = isSetBack ? 0 : merged
    reflected = self.merged
    prunable = dropped?.number ?? 0
    guard first <= last.number else { return }
    let changes = Dictionary(sent.map { ($0.number, $0) }, uniquingKeysWith: { one, _ in one })
    let nonces = Dictionary(
      introduction.recent.map { ($0.number, $0.nonce) }, uniquingKeysWith: { one, _ in one })
    var kept: [PocketChange] = []
    for number in first...last.number {
      let place = Int(number - first)
      if isSetBack, place < sent.count {
        var change = sent[place]
        change.number = number
        change.nonce = nonces[number] ?? 0
        kept.append(change)
      } else if let change = changes[number] {
        kept.append(change)
      } else {
        kept.append(
          PocketChange(
            number: number, nonce: nonces[number] ?? 0, kind: .delete, table: .index(0),
            row: RowID(high: 0, low: number), seen: 0, cells: [:]))
      }
    }
    self.changes.append(kept)
  }
}
