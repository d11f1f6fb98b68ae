import PocketProtocol
import Records

/// A PC for tests: takes every change as it comes and feeds back what the pocket has not seen.
final class ToyPC {
  struct Row: Hashable {
    var values: [Value]
    var sequence: UInt64
    var isDeleted: Bool
  }

  struct Peer: Hashable {
    var merged = DotCheck(number: 0, nonce: 0)
    var commit: CommitStamp?
    var safe: UInt64 = 0
    var prune: UInt64?
    var inbox: [[UInt8]] = []
    var received = DotCheck(number: 0, nonce: 0)
  }

  let ring = ToyRing()
  var hub: RowID
  var schema: SyncSchema
  var tables: [[RowID: Row]]
  var commits: [CommitStamp] = []
  var peers: [UInt64: Peer] = [:]
  var seed: UInt64 = 1
  var batchRows = 3
  var recovered = 0
  var strangers = 0
  /// Rows whose change by a pocket is merged and loses.
  var overruled: [RowID: [Value]] = [:]

  init(schema: SyncSchema, hub: RowID = RowID(high: 7, low: 7)) {
    self.schema = schema
    self.hub = hub
    tables = schema.tables.map { _ in [:] }
  }

  func draw() -> UInt64 {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return seed ^ (seed >> 29)
  }

  @discardableResult
  func commit() -> CommitStamp {
    let stamp = CommitStamp(sequence: UInt64(commits.count) + 1, nonce: draw())
    commits.append(stamp)
    return stamp
  }

  func put(_ table: Int, _ row: RowID, _ values: [Value]?) {
    let stamp = commit()
    let blank = [Value](repeating: .null, count: schema.tables[table].columns.count)
    tables[table][row] = Row(
      values: values ?? blank, sequence: stamp.sequence, isDeleted: values == nil)
  }

  /// A copy of everything, to go back to.
  func copy() -> ToyPC {
    let copy = ToyPC(schema: schema)
    (copy.hub, copy.tables, copy.commits, copy.peers) = (hub, tables, commits, peers)
    copy.seed = seed &+ 99
    return copy
  }

  func live(_ table: Int) -> [RowID: [Value]] {
    tables[table].compactMapValues { $0.isDeleted ? nil : $0.values }
  }
}

/// One session of the toy PC: the rim that the engine has in earnest.
struct ToyDock {
  let pc: ToyPC
  var session: PCSession
  var outcome: SessionOutcome?
  private var incarnation: UInt64 = 0
  private var since = 0

  init(pc: ToyPC, deliverOnly: Bool = false) {
    self.pc = pc
    session = PCSession(
      facts: PCFacts(
        session: RowID(high: 1, low: 1), hub: pc.hub, farmName: "Ferme du Moulin", program: "toy",
        wallMilliseconds: 0, deliverOnly: deliverOnly))
  }

  mutating func start() throws -> [[UInt8]] { try run(session.start()) }

  mutating func receive(_ bytes: [UInt8]) throws -> [[UInt8]] { try run(session.receive(bytes)) }

  private mutating func run(_ first: [PCAction]) throws -> [[UInt8]] {
    var (actions, out) = (first, [[UInt8]]())
    while !actions.isEmpty {
      switch actions.removeFirst() {
      case .send(let bytes): out.append(bytes)
      case .introduced(let introduction): actions += try welcome(introduction)
      case .storeLost(let batch, _): recover(batch)
      case .store(let batch, let encoded):
        pc.peers[incarnation]?.inbox.append(encoded)
        pc.peers[incarnation]?.received = DotCheck(number: batch.last, nonce: batch.lastNonce)
      case .merge: actions += try merge()
      case .feed(let cursor): actions += try feed(cursor)
      case .applied, .probed: break
      case .finished(let outcome): self.outcome = outcome
      case .refused(let refusal): throw ToyFault.refused(refusal)
      }
    }
    return out
  }

  private mutating func welcome(_ introduction: PocketIntroduction) throws -> [PCAction] {
    let known = pc.peers[introduction.incarnation]
    let isFine = introduction.continues(after: known?.received)
    incarnation = isFine ? introduction.incarnation : pc.draw() | 1
    let peer = isFine ? known ?? ToyPC.Peer() : ToyPC.Peer()
    pc.peers[incarnation] = peer
    let common = introduction.commits.last { pc.commits.contains($0) }?.sequence ?? 0
    since = pc.commits.count
    return try session.welcome(
      WelcomeFacts(
        incarnation: incarnation, mergedNumber: peer.merged.number, mergedCommit: peer.commit,
        receivedNumber: peer.received.number, receivedNonce: peer.received.nonce,
        safeNumber: peer.safe, pruneNumber: peer.prune ?? peer.safe,
        fingerprint: pc.schema.fingerprint, schema: pc.schema,
        commits: pc.commits.filter { $0.sequence > common }, commonSequence: common,
        deliverOnly: false))
  }

  private mutating func recover(_ batch: LostBatch) {
    let rows = batch.rows
    for index in 0..<rows.count {
      pc.recovered += 1
      pc.put(rows.table, rows.rows[index], rows.isDeleted(index) ? nil : rows.values(index))
    }
  }

  private mutating func merge() throws -> [PCAction] {
    var peer = pc.peers[incarnation] ?? ToyPC.Peer()
    if !peer.inbox.isEmpty {
      let stamp = pc.commit()
      for encoded in peer.inbox {
        guard case .upBatch(let batch) = try ToPC(decoding: encoded) else { throw ToyFault.inbox }
        if batch.hasStrangers { pc.strangers += 1 }
        for change in batch.pocketChanges { take(change, stamp) }
      }
      peer.inbox = []
      peer.merged = peer.received
      peer.commit = stamp
      pc.peers[incarnation] = peer
    }
    return try session.merged(
      MergedFacts(
        number: peer.merged.number, commit: peer.commit, applied: 0, conflicts: 0, quarantined: 0,
        commits: Array(pc.commits[since...])))
  }

  private func take(_ change: PocketChange, _ stamp: CommitStamp) {
    guard let table = change.table.index else { return }
    let width = pc.schema.tables[table].columns.count
    var values = pc.tables[table][change.row]?.values ?? Array(repeating: .null, count: width)
    for (place, cell) in change.cells {
      if let column = place.index { values[column] = cell.new }
    }
    values = pc.overruled[change.row] ?? values
    pc.tables[table][change.row] = ToyPC.Row(
      values: values, sequence: stamp.sequence, isDeleted: change.kind == .delete)
  }

  private mutating func feed(_ cursor: FeedCursor) throws -> [PCAction] {
    var all: [(FeedCursor, ToyPC.Row)] = []
    for (table, rows) in pc.tables.enumerated()
    where pc.schema.tables[table].direction != .fromPocket {
      for (row, value) in rows {
        all.append((FeedCursor(sequence: value.sequence, table: UInt32(table), row: row), value))
      }
    }
    all = all.filter { $0.0 > cursor }.sorted { $0.0 < $1.0 }
    var actions: [PCAction] = []
    var index = 0
    while index < all.count {
      let table = Int(all[index].0.table)
      var batch = RowBatch(table: table, columnCount: pc.schema.tables[table].columns.count)
      while index < all.count, Int(all[index].0.table) == table, batch.count < pc.batchRows {
        let (place, row) = all[index]
        batch.append(
          row: place.row, sequence: row.sequence, values: row.isDeleted ? nil : row.values)
        index += 1
      }
      actions += try session.down(batch, cursor: all[index - 1].0)
    }
    let end = FeedCursor(after: UInt64(pc.commits.count))
    return actions + (try session.downEnd(cursor: end, rows: UInt64(all.count)))
  }
}

enum ToyFault: Error, Equatable {
  case refused(Refusal)
  case inbox
  case cut
}
