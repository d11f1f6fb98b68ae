import FarmDatabase
import LinkChannel
import PocketProtocol
import Records

/// What the machine asks for, done with the database and its ledger.
extension PocketVisit {
  mutating func welcome(_ pocket: PocketIntroduction) throws(SyncError) {
    if let proven, proven != pocket.device { throw .otherDevice(at: address) }
    visit.device = pocket.device
    visit.label = pocket.label
    let facts = PocketFacts(pocket, nowMilliseconds: farm.surroundings.nowMilliseconds)
    let farm = farm
    let (session, run, isEvidence) = (session, run, !deliverOnly)
    let opening = try database { () throws(FarmDatabaseError) in
      try farm.open(session: session, run: run, pocket: facts, isEvidence: isEvidence)
    }
    guard !opening.peer.isRetired else {
      try carryOut(machine.refuse(.retired, detail: ""))
      throw .pocketRetired(label: pocket.label)
    }
    self.opening = opening
    if opening.branch != nil {
      // A session that was cut before sends all of them again.
      try database { () throws(FarmDatabaseError) in
        try farm.ledger.forgetLost(device: pocket.device)
      }
    }
    let peer = opening.peer
    received = opening.receivedNumber
    announced = opening.isSetBack ? 0 : pocket.last.number
    visit.safeNumber = opening.safeNumber
    if deliverOnly { visit.lastNumber = pocket.last.number }
    let waiting = pocket.last.number - min(pocket.last.number, peer.mergedNumber)
    report(.met(label: pocket.label, isNew: opening.isNew, waiting: waiting))
    if opening.isSetBack { report(.setBack(label: pocket.label)) }
    if opening.areTwins { report(.twins(label: pocket.label)) }
    let schema = farm.schema
    let facts2 = WelcomeFacts(
      incarnation: peer.incarnation, mergedNumber: peer.mergedNumber,
      mergedCommit: opening.mergedCommit, receivedNumber: received,
      receivedNonce: opening.receivedNonce,
      safeNumber: min(opening.safeNumber, peer.mergedNumber), pruneNumber: opening.pruneNumber,
      fingerprint: schema.fingerprint, schema: schema, commits: opening.commits,
      commonSequence: opening.common,
      deliverOnly: deliverOnly)
    try carryOut(try speak { machine throws(ProtocolFault) in try machine.welcome(facts2) })
    if deliverOnly {
      report(.toldSafe(label: pocket.label, number: visit.safeNumber))
    }
  }

  mutating func store(_ batch: ChangeBatch, _ encoded: [UInt8]) throws(SyncError) {
    guard let peer = opening?.peer else { preconditionFailure("a batch before the welcome") }
    let ledger = farm.ledger
    // The ledger is ours alone: no lock of another program can hold this up.
    do throws(FarmDatabaseError) {
      try ledger.store(
        encoded, first: batch.first, last: batch.last, lastNonce: batch.lastNonce,
        device: peer.device, incarnation: peer.incarnation)
    } catch { throw .database(error) }
    received = batch.last
    let known = min(peer.mergedNumber, received)
    report(.received(done: received - known, total: max(announced, received) - known))
  }

  /// Rows of lost commits: on the disk before the next message, merged with the changes.
  func storeLost(_ encoded: [UInt8]) throws(SyncError) {
    guard let opening else { preconditionFailure("lost rows before the welcome") }
    guard opening.branch != nil else { return }
    do throws(FarmDatabaseError) {
      try farm.ledger.storeLost(encoded, device: opening.peer.device)
    } catch { throw .database(error) }
  }

  /// The pocket proved that the inbox is not its own: a twin of it sent those batches.
  func forgetInbox() throws(SyncError) {
    guard let peer = opening?.peer else { return }
    do throws(FarmDatabaseError) {
      try farm.ledger.forget(
        device: peer.device, incarnation: peer.incarnation, upTo: .max >> 1)
    } catch { throw .database(error) }
  }

  mutating func merge(through last: DotCheck) throws(SyncError) {
    guard let opening else { preconditionFailure("a merge before the welcome") }
    let peer = opening.peer
    visit.lastNumber = last.number
    visit.changes = last.number - min(last.number, peer.mergedNumber)
    report(.merging(rows: visit.changes))
    let request = MergeRequest(
      device: peer.device, incarnation: peer.incarnation, session: session,
      lastNumber: last.number, lastNonce: last.nonce, feedSequence: opening.cursor.wholeSequence,
      branch: opening.branch)
    let receipt = try merge(request, after: peer.mergedNumber)
    visit.captured = receipt.captured
    note(receipt)
    if let recovery = receipt.recovery {
      report(.recovered(label: visit.label, rows: recovery.rows, reviews: recovery.reviews))
    }
    report(.merged(visit))
    let farm = farm
    let commits = try database { () throws(FarmDatabaseError) in
      try farm.ledger.forget(
        device: peer.device, incarnation: peer.incarnation, upTo: last.number)
      if opening.branch != nil { try farm.ledger.forgetLost(device: peer.device) }
      return try farm.commits(after: opening.commits.last?.sequence ?? opening.common)
    }
    let merged = MergedFacts(
      number: last.number, commit: last.number == 0 ? nil : receipt.acknowledged,
      applied: UInt32(clamping: receipt.tables.reduce(0) { $0 + $1.applied }),
      conflicts: UInt32(clamping: receipt.tables.reduce(0) { $0 + $1.conflicts }),
      quarantined: UInt32(clamping: receipt.tables.reduce(0) { $0 + $1.quarantined }),
      commits: commits)
    try carryOut(try speak { machine throws(ProtocolFault) in try machine.merged(merged) })
  }

  /// An inbox that cannot be read is thrown away: the pocket still has all of it.
  private func merge(
    _ request: MergeRequest, after merged: UInt64
  ) throws(SyncError) -> MergeReceipt {
    let farm = farm
    var inbox = InboxMerge(farm, request, after: merged)
    do throws(SyncError) {
      return try database { () throws(FarmDatabaseError) in try inbox.run() }
    } catch {
      guard inbox.isDamaged else { throw error }
      try database { () throws(FarmDatabaseError) in
        try farm.ledger.forget(
          device: request.device, incarnation: request.incarnation, upTo: .max >> 1)
      }
      throw .damagedInbox
    }
  }

  private mutating func note(_ receipt: MergeReceipt) {
    for table in receipt.tables {
      count(table.table) { traffic in
        traffic.came += table.came
        traffic.conflicts += table.conflicts
        traffic.quarantined += table.quarantined
      }
    }
  }

  mutating func count(_ table: String, _ add: (inout TableTraffic) -> Void) {
    if let index = visit.tables.firstIndex(where: { $0.table == table }) {
      add(&visit.tables[index])
    } else {
      var traffic = TableTraffic(table: table)
      add(&traffic)
      visit.tables.append(traffic)
    }
  }

  mutating func close() throws(SyncError) {
    let (farm, session, last) = (farm, session, visit.lastNumber)
    try database { () throws(FarmDatabaseError) in
      try farm.close(session: session, lastNumber: last)
    }
  }
}

extension PocketFacts {
  init(_ pocket: PocketIntroduction, nowMilliseconds: UInt64) {
    var nonces = Dictionary(
      pocket.recent.map { ($0.number, $0.nonce) }, uniquingKeysWith: { first, _ in first })
    nonces[pocket.last.number] = pocket.last.nonce
    self.init(
      device: pocket.device, label: pocket.label, incarnation: pocket.incarnation,
      lastNumber: pocket.last.number, firstNumber: pocket.firstNumber, recentNonces: nonces,
      hub: pocket.hub, commits: pocket.commits, cursor: pocket.cursor,
      clockSkewMilliseconds: Int64(clamping: pocket.wallMilliseconds)
        - Int64(clamping: nowMilliseconds))
  }
}

extension PocketChange {
  /// The cells whose table or column this database does not have.
  var strangers: [ExtraCell] {
    cells.compactMap { place, cell in
      let column: String
      switch (table, place) {
      case (.index, .index): return nil
      case (_, .stranger(let name)): column = name
      case (.stranger, .index(let index)): column = "#\(index)"
      }
      let name = if case .stranger(let name) = table { name } else { "#\(table.index ?? 0)" }
      return ExtraCell(
        number: number, kind: kind, table: name, row: row, column: column, cell: cell)
    }
  }
}
