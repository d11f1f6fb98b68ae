import PocketProtocol
import Records

extension PocketState {
  /// Takes the PC's welcome: incarnation first, then schema, acks and the chain.
  mutating func take(_ facts: WelcomeFacts, hub: RowID, nonces: [UInt64]) {
    if let known = self.hub, known != hub { forget() }
    if facts.incarnation != incarnation { renumber(facts.incarnation, nonces: nonces) }
    self.hub = hub
    if let schema = facts.schema { adopt(schema) }
    if let commit = facts.mergedCommit, facts.mergedNumber > merged {
      changes.accept(after: merged, through: facts.mergedNumber, commit)
    }
    merged = facts.mergedNumber
    // A PC that was set back, or that lost its list of copies, vouches for less than before.
    safe = max(facts.safeNumber, dropped?.number ?? 0)
    prunable = facts.pruneNumber
    branch = facts.commits
    if (chain.last?.sequence ?? 0) > facts.commonSequence {
      lostAfter = facts.commonSequence
    } else {
      lostAfter = nil
      extendChain()
    }
    prune()
  }

  /// Takes ack 1.
  mutating func take(_ facts: MergedFacts) {
    if let commit = facts.commit {
      changes.accept(after: merged, through: facts.number, commit)
    }
    merged = facts.number
    branch += facts.commits
    if let lostAfter {
      // The PC now holds what it had lost, and feeds again from the last common commit.
      restage { $0.rows { $0 <= lostAfter } }
      cursor = min(cursor, FeedCursor(after: lostAfter))
    } else {
      extendChain()
    }
  }

  /// Applies all that is staged, at once.
  mutating func take(_ end: DownEnd) {
    if let common = lostAfter {
      chain.removeAll { $0.sequence > common }
      images.clamp(to: common)
      changes.clamp(to: common)
      lostAfter = nil
      extendChain()
    }
    for batch in staged { images.apply(batch.rows) }
    keepOwn()
    dropStaged()
    reflected = merged
    cursor = end.cursor
    appliedCursor = end.cursor
    prune()
  }

  /// Starts anew with another farm database; only a pocket without unsafe changes gets here.
  private mutating func forget() {
    changes = ChangeLog()
    dropped = last.number > 0 ? last : nil
    (schema, images, chain) = (nil, Images(), [])
    dropStaged()
    (cursor, appliedCursor) = (.start, .start)
  }

  private mutating func dropStaged() {
    staged = []
    stagedMerged = []
  }

  /// Keeps of each staged batch what `change` gives; a batch of which nothing is left goes.
  private mutating func restage(_ change: (RowBatch) -> RowBatch?) {
    let kept = zip(staged, stagedMerged).compactMap { batch, merged in
      change(batch.rows).map { (DownBatch(rows: $0, cursor: batch.cursor), merged) }
    }
    staged = kept.map(\.0)
    stagedMerged = kept.map(\.1)
  }

  private mutating func extendChain() {
    let newest = chain.last?.sequence ?? 0
    chain += branch.filter { $0.sequence > newest }
    branch = []
  }

  /// Gives every change kept a new number from 1 and a new nonce, in a new log.
  private mutating func renumber(_ incarnation: UInt64, nonces: [UInt64]) {
    let shown = changes.count(through: reflected)
    stagedMerged = stagedMerged.map { UInt64(changes.count(through: $0)) }
    changes.renumber(nonces)
    self.incarnation = incarnation
    last = DotCheck(number: UInt64(changes.count), nonce: nonces.last ?? 0)
    dropped = nil
    merged = 0
    safe = 0
    prunable = 0
    reflected = UInt64(shown)
  }

  /// The PC does not send back what it took as it was: such rows show the pocket's own changes.
  private mutating func keepOwn() {
    guard let schema else { return }
    var sentBack: [RowPlace: UInt64] = [:]
    for (batch, merged) in zip(staged, stagedMerged) {
      for place in batch.rowPlaces { sentBack[place] = max(merged, sentBack[place] ?? 0) }
    }
    for change in changes.between(reflected, merged) {
      guard let table = change.table.index, let commit = change.accepted,
        change.number > sentBack[RowPlace(table: table, row: change.row)] ?? 0
      else { continue }
      let width = schema.tables[table].columns.count
      let image = images[table, change.row]
      let after = change.applied(
        to: image.flatMap { $0.isDeleted ? nil : $0.values.values }, width: width)
      images[table, change.row] = Image(
        values: PackedValues(after ?? Array(repeating: .null, count: width)),
        sequence: max(image?.sequence ?? 0, commit.sequence), isDeleted: after == nil)
    }
  }

  /// Drops changes that no copy lacks which the PC could go back to, once the images show them.
  private mutating func prune() {
    let limit = min(prunable, reflected)
    let count = changes.count(through: limit)
    guard count > 0 else { return }
    dropped = changes.dot(count - 1)
    changes.dropFirst(count)
  }

  private mutating func adopt(_ new: SyncSchema) {
    let old = schema ?? SyncSchema(tables: [])
    images.adapt(from: old, to: new)
    changes.replaceEach { $0.moved(from: old, to: new) }
    // The PC goes on behind what is staged.
    restage { $0.moved(from: old, to: new) }
    schema = new
  }
}

/// A row of one table.
private struct RowPlace: Hashable {
  let table: Int
  let row: RowID
}

extension RowBatch {
  /// The rows whose commit is wanted; nil for none.
  fileprivate func rows(where isWanted: (UInt64) -> Bool) -> RowBatch? {
    copied(to: table, places: columns.indices.map { $0 }, where: isWanted)
  }

  /// The same rows in the places of another schema; nil where that one lacks the table.
  fileprivate func moved(from old: SyncSchema, to new: SyncSchema) -> RowBatch? {
    guard let table = new.tables.firstIndex(where: { $0.name == old.tables[self.table].name })
    else { return nil }
    let former = old.tables[self.table].columns.map(\.name)
    let places = new.tables[table].columns.map { former.firstIndex(of: $0.name) }
    return copied(to: table, places: places) { _ in true }
  }

  private func copied(
    to table: Int, places: [Int?], where isWanted: (UInt64) -> Bool
  ) -> RowBatch? {
    var batch = RowBatch(table: table, columnCount: places.count)
    for index in 0..<count where isWanted(sequences[index]) {
      let now = values(index)
      batch.append(
        row: rows[index], sequence: sequences[index],
        values: isDeleted(index) ? nil : places.map { $0.map { now[$0] } ?? .null })
    }
    return batch.count > 0 ? batch : nil
  }
}

extension DownBatch {
  fileprivate var rowPlaces: [RowPlace] { rows.rows.map { RowPlace(table: rows.table, row: $0) } }
}

extension PocketChange {
  /// The row after this change; nil where it is gone.
  func applied(to values: [Value]?, width: Int) -> [Value]? {
    if kind == .delete { return nil }
    var after = values ?? Array(repeating: .null, count: width)
    for (place, cell) in cells {
      if let column = place.index { after[column] = cell.new }
    }
    return after
  }

  /// The same change in the places of another schema; what that one lacks stands by its name.
  fileprivate func moved(from old: SyncSchema, to new: SyncSchema) -> PocketChange {
    let former: SyncTable?
    let name: String
    switch table {
    case .index(let index):
      former = old.tables[index]
      name = old.tables[index].name
    case .stranger(let text):
      former = nil
      name = text
    }
    let index = new.tables.firstIndex { $0.name == name }
    let columns = index.map { new.tables[$0].columns.map(\.name) } ?? []
    var moved = self
    moved.table = index.map { .index($0) } ?? .stranger(name)
    moved.cells = [:]
    for (place, cell) in cells {
      let column =
        switch place {
        case .index(let index): former!.columns[index].name
        case .stranger(let text): text
        }
      let target = columns.firstIndex(of: column)
      moved.cells[target.map { .index($0) } ?? .stranger(column)] = cell
    }
    return moved
  }
}
