import PocketProtocol
import Records

/// A row as the judge's farm holds it.
struct FarmRow: Hashable, Sendable {
  let table: String
  let row: RowID
  var sequence: UInt64
  /// By column; nil for a tombstone.
  var values: [String: Value]?
}

/// The PC that the judge plays: what it told the pocket, what it took from it, in memory.
struct JudgeFarm: Sendable {
  let hub: RowID
  var schema = TestSchema.first
  var chain: [CommitStamp] = []
  var incarnation: UInt64?
  /// The nonce of every change of the incarnation that came.
  var nonces: [UInt64: UInt64] = [:]
  var received: UInt64 = 0
  var merged: UInt64 = 0
  var mergedCommit: CommitStamp?
  var safe: UInt64 = 0
  var prune: UInt64 = 0
  /// What the pocket was fed, in the order of the commits.
  var rows: [FarmRow] = []
  /// The changes of the incarnation as they came, by number.
  var changes: [UInt64: PocketChange] = [:]

  init(hub: RowID) { self.hub = hub }

  /// The newest commit that both know.
  func common(_ introduction: PocketIntroduction) -> UInt64 {
    introduction.commits.last { chain.contains($0) }?.sequence ?? 0
  }

  /// Takes the pocket's log on, or gives it a new one where it is asked to or does not go on.
  mutating func meet(_ introduction: PocketIntroduction, renews: Bool) {
    let held = nonces[received].map { DotCheck(number: received, nonce: $0) }
    if !renews, introduction.incarnation == incarnation, introduction.continues(after: held) {
      return
    }
    let isFresh = incarnation != introduction.incarnation && introduction.continues(after: nil)
    incarnation =
      isFresh && !renews
      ? introduction.incarnation : UInt64.random(in: 1 ... .max)
    (received, merged, safe, prune) = (0, 0, 0, 0)
    (mergedCommit, nonces, changes) = (nil, [:], [:])
  }

  func welcome(_ introduction: PocketIntroduction) -> WelcomeFacts {
    let common = common(introduction)
    return WelcomeFacts(
      incarnation: incarnation ?? 1, mergedNumber: merged, mergedCommit: mergedCommit,
      receivedNumber: received, receivedNonce: nonces[received] ?? 0, safeNumber: safe,
      pruneNumber: prune, fingerprint: schema.fingerprint,
      schema: introduction.schema == schema.fingerprint ? nil : schema,
      commits: chain.filter { $0.sequence > common }, commonSequence: common, deliverOnly: false)
  }

  mutating func take(_ batch: ChangeBatch) {
    for change in batch.pocketChanges {
      nonces[change.number] = change.nonce
      changes[change.number] = change
    }
    received = max(received, batch.last)
  }

  /// A new commit.
  mutating func commit() -> CommitStamp {
    let stamp = CommitStamp(
      sequence: (chain.last?.sequence ?? 0) + 1, nonce: UInt64.random(in: 1 ... .max))
    chain.append(stamp)
    return stamp
  }

  /// Sets the farm back to a commit; what came later it never had.
  mutating func setBack(to sequence: UInt64) {
    chain.removeAll { $0.sequence > sequence }
    rows.removeAll { $0.sequence > sequence }
  }

  /// Takes rows that it lost and does not have as they were, in this commit; they are fed again.
  mutating func takeBack(_ batches: [LostBatch], in commit: CommitStamp) {
    for (key, row) in ReadBack(batches, of: self).rows {
      if rows.contains(where: { $0.table == key.table && $0.row == key.row }) { continue }
      rows.append(
        FarmRow(table: key.table, row: key.row, sequence: commit.sequence, values: row.values))
    }
  }

  /// Writes rows in a new commit, so that they are fed.
  mutating func write(_ values: [(table: String, row: RowID, values: [String: Value]?)]) {
    let sequence = commit().sequence
    for entry in values {
      rows.removeAll { $0.table == entry.table && $0.row == entry.row }
      rows.append(
        FarmRow(table: entry.table, row: entry.row, sequence: sequence, values: entry.values))
    }
  }

  /// The batches that bring a pocket on from its cursor, a row each, so that there are several.
  func feed(after cursor: FeedCursor) -> [DownBatch] {
    rows.compactMap { row -> DownBatch? in
      guard let index = schema.tables.firstIndex(where: { $0.name == row.table }) else {
        return nil
      }
      let place = FeedCursor(sequence: row.sequence, table: UInt32(index), row: row.row)
      guard place > cursor else { return nil }
      let columns = schema.tables[index].columns
      var batch = RowBatch(table: index, columnCount: columns.count)
      batch.append(
        row: row.row, sequence: row.sequence,
        values: row.values.map { values in columns.map { values[$0.name] ?? .null } })
      return DownBatch(rows: batch, cursor: place)
    }.sorted { $0.cursor < $1.cursor }
  }

  /// The end of a feed that has brought everything.
  var end: FeedCursor { FeedCursor(after: chain.last?.sequence ?? 0) }
}
