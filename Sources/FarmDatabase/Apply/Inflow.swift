import GRDB
package import Records

/// What a pocket's batch holds: rows of a lost branch, changes that the schema knows, and cells
/// that it does not. Lost rows precede the first change.
package enum IncomingChange: Sendable {
  case lost(LostRow)
  case changes(ChangeColumns, numbers: ClosedRange<UInt64>)
  case extra(ExtraCell)
}

/// Takes a dock's changes as they come: what needs no thought goes in place, the rest is staged.
final class Inflow {
  let stager: Stager
  /// The commit of what came; nil where nothing did.
  private(set) var commit: CommitStamp?
  /// What came back of a lost branch; nil where nothing did.
  private(set) var recovery: RecoveryReceipt?
  /// True where something was kept in the commit beside the rows of the farm's tables.
  private(set) var hasKept = false

  private let farm: FarmDatabase
  private let db: Database
  private let request: MergeRequest
  private let history: LostHistory
  /// Nil for a table whose new rows need thought.
  private var fresh: [Int: FreshRows?] = [:]
  /// Nil for a table whose updates need thought.
  private var seen: [Int: SeenRows?] = [:]
  private var isRecovered = false
  /// True once a change came that an earlier ack covered: what it wanted is held against the rows
  /// as they were before this commit.
  private var isOfferedAgain = false

  init(_ farm: FarmDatabase, _ db: Database, _ request: MergeRequest) throws {
    self.farm = farm
    self.db = db
    self.request = request
    stager = try Stager(db, farm.tables)
    history = try LostHistory(farm, db, request)
  }

  func take(_ incoming: IncomingChange) throws {
    if case .lost(let row) = incoming { return try history.add(row) }
    try recover()
    switch incoming {
    case .lost: break
    case .extra(let cell):
      hasKept = true
      _ = try commitOfChanges()
      try cell.store(db, request)
    case .changes(let changes, let numbers):
      let rows = try changes.numbers.indices.filter {
        try numbers.contains(changes.numbers[$0]) && admits(changes, $0)
      }
      guard !rows.isEmpty else { return }
      try announceAgain(changes, rows)
      var left = try freshRows(changes.table)?.place(changes, rows) ?? rows
      if !changes.accepted.isEmpty { isOfferedAgain = true }
      if !left.isEmpty, !isOfferedAgain, let seen = try seenRows(changes.table) {
        left = try seen.place(changes, left, stager)
      }
      try stager.add(changes, left)
    }
  }

  /// Completes the images of the rows that went in place and their indexes, and the review of what
  /// was overtaken.
  func finish() throws {
    try recover()
    for table in fresh.keys.sorted() { try fresh[table]??.fillImage() }
    for table in seen.keys.sorted() { try seen[table]??.finish() }
    recovery = try history.finish {
      hasKept = true
      return try commitOfChanges()
    }
  }

  /// Rows of a table that went in place, and the decisions about them that are kept for review.
  struct Placed {
    var rows = 0
    var conflicts = 0
  }

  func placed(_ table: Int) -> Placed {
    Placed(
      rows: (fresh[table]??.count ?? 0) + (seen[table]??.count ?? 0),
      conflicts: seen[table]??.conflicts ?? 0)
  }

  /// Once, after the last lost row and before the first change.
  private func recover() throws {
    if isRecovered { return }
    isRecovered = true
    try history.recover()
  }

  private func admits(_ changes: ChangeColumns, _ row: Int) throws -> Bool {
    guard let accepted = changes.accepted(row) else { return true }
    return try history.admits(
      changes.change(row, incarnation: request.incarnation), accepted: accepted)
  }

  /// A pocket may show something newer in the place of what it offers again: the feed brings it.
  private func announceAgain(_ changes: ChangeColumns, _ rows: [Int]) throws {
    if changes.accepted.isEmpty { return }
    for row in rows where changes.accepted(row) != nil {
      try News.add(db, changes.table, changes.rows[row])
    }
  }

  private func freshRows(_ table: Int) throws -> FreshRows? {
    let commit = try commitOfChanges()
    if let known = fresh[table] { return known }
    let rows = try FreshRows(
      db, farm.tables[table], commit: commit, origin: Int64(bitPattern: request.incarnation))
    fresh[table] = .some(rows)
    return rows
  }

  private func seenRows(_ table: Int) throws -> SeenRows? {
    if let known = seen[table] { return known }
    let rows = try SeenRows(
      db, farm.tables[table], index: table, commit: try commitOfChanges(), request, farm.guards)
    seen[table] = .some(rows)
    return rows
  }

  private func commitOfChanges() throws -> CommitStamp {
    if let commit { return commit }
    let stamp = try CommitChain.append(db, .merge, for: request, in: farm.surroundings)
    commit = stamp
    return stamp
  }
}
