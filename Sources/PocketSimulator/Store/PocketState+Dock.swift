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
      accept(after: merged, through: facts.mergedNumber, commit)
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
    if let commit = facts.commit { accept(after: merged, through: facts.number, commit) }
    merged = facts.number
    branch += facts.commits
    if let lostAfter {
      // The PC now holds what it had lost; of what is staged the common part counts.
      keepStaged(through: lostAfter)
    } else {
      extendChain()
    }
  }

  /// Applies all that is staged, at once.
  mutating func take(_ end: DownEnd) {
    if let common = lostAfter {
      chain.removeAll { $0.sequence > common }
      images.clamp(to: common)
      for index in changes.indices { changes[index].seen = min(changes[index].seen, common) }
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
    changes = []
    dropped = last.number > 0 ? last : nil
    (schema, images, chain) = (nil, Images(), [])
    dropStaged()
    (cursor, appliedCursor) = (.start, .start)
  }

  private mutating func dropStaged() {
    staged = []
    stagedMerged = []
  }

  /// Drops staged rows of later commits; the feed goes on behind what is left.
  private mutating func keepStaged(through common: UInt64) {
    let kept = zip(staged, stagedMerged).compactMap { batch, merged in
      batch.kept(through: common).map { ($0, merged) }
    }
    (staged, stagedMerged) = (kept.map(\.0), kept.map(\.1))
    cursor = min(cursor, FeedCursor(after: common))
  }

  private mutating func extendChain() {
    let newest = chain.last?.sequence ?? 0
    chain += branch.filter { $0.sequence > newest }
    branch = []
  }

  /// Gives every change kept a new number from 1 and a new nonce, in a new log.
  private mutating func renumber(_ incarnation: UInt64, nonces: [UInt64]) {
    precondition(nonces.count == changes.count, "\(nonces.count) nonces")
    let shown = changes.count { $0.number <= reflected }
    stagedMerged = stagedMerged.map { merged in
      UInt64(changes.count { $0.number <= merged })
    }
    for index in changes.indices {
      changes[index].number = UInt64(index) + 1
      changes[index].nonce = nonces[index]
    }
    self.incarnation = incarnation
    last = DotCheck(number: UInt64(changes.count), nonce: nonces.last ?? 0)
    dropped = nil
    merged = 0
    safe = 0
    prunable = 0
    reflected = UInt64(shown)
  }

  private mutating func accept(after: UInt64, through: UInt64, _ commit: CommitStamp) {
    for index in changes.indices {
      let number = changes[index].number
      if number > after && number <= through { changes[index].accepted = commit }
    }
  }

  /// The PC does not send back what it took as it was: such rows show the pocket's own changes.
  private mutating func keepOwn() {
    guard let schema else { return }
    var sentBack: [RowPlace: UInt64] = [:]
    for (batch, merged) in zip(staged, stagedMerged) {
      for place in batch.rowPlaces { sentBack[place] = max(merged, sentBack[place] ?? 0) }
    }
    for change in changes where change.number > reflected && change.number <= merged {
      guard let table = change.table.index, let commit = change.accepted,
        change.number > sentBack[RowPlace(table: table, row: change.row)] ?? 0
      else { continue }
      let width = schema.tables[table].columns.count
      let image = images[table, change.row]
      let after = change.applied(
        to: image.flatMap { $0.isDeleted ? nil : $0.values }, width: width)
      images[table, change.row] = Image(
        values: after ?? Array(repeating: .null, count: width),
        sequence: max(image?.sequence ?? 0, commit.sequence), isDeleted: after == nil)
    }
  }

  /// Drops changes that no copy lacks which the PC could go back to, once the images show them.
  private mutating func prune() {
    let limit = min(prunable, reflected)
    let count = changes.prefix { $0.number <= limit }.count
    guard count > 0 else { return }
    dropped = DotCheck(number: changes[count - 1].number, nonce: changes[count - 1].nonce)
    changes.removeFirst(count)
  }

  private mutating func adopt(_ new: SyncSchema) {
    let old = schema ?? SyncSchema(tables: [])
    images.adapt(from: old, to: new)
    changes = changes.map { $0.moved(from: old, to: new) }
    let moved = zip(staged, stagedMerged).compactMap { batch, merged in
      batch.moved(from: old, to: new).map { ($0, merged) }
    }
    (staged, stagedMerged) = (moved.map(\.0), moved.map(\.1))
    schema = new
  }
}

/// A row of one table.
private struct RowPlace: Hashable {
  let table: Int
  let row: RowID
}

extension DownBatch {
  /// The same rows in the places of another schema; nil where that one lacks their table.
  fileprivate func moved(from old: SyncSchema, to new: SyncSchema) -> DownBatch? {
    let former = old.tables[rows.table]
    guard let index = new.tables.firstIndex(where: { $0.name == former.name }) else { return nil }
    let places = new.tables[index].columns.map { column in
      former.columns.firstIndex { $0.name == column.name }
    }
    var batch = RowBatch(table: index, columnCount: places.count)
    for row in 0..<rows.count {
      let values = rows.values(row)
      batch.append(
        row: rows.rows[row], sequence: rows.sequences[row],
        values: rows.isDeleted(row) ? nil : places.map { $0.map { values[$0] } ?? .null })
    }
    return DownBatch(rows: batch, cursor: cursor)
  }

  /// The rows of commits up to `common`; nil where there are none.
  fileprivate func kept(through common: UInt64) -> DownBatch? {
    var batch = RowBatch(table: rows.table, columnCount: rows.columns.count)
    for row in 0..<rows.count where rows.sequences[row] <= common {
      batch.append(
        row: rows.rows[row], sequence: rows.sequences[row],
        values: rows.isDeleted(row) ? nil : rows.values(row))
    }
    guard batch.count > 0 else { return nil }
    return DownBatch(rows: batch, cursor: min(cursor, FeedCursor(after: common)))
  }

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
