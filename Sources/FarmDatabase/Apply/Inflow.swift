import GRDB
package import Records

/// What a pocket's batch holds: changes that the schema knows, and cells that it does not.
///
/// Rows of a lost branch precede the first change.
package enum IncomingChange: Sendable {
  case lost(LostRow)
  case changes(ChangeColumns, numbers: ClosedRange<UInt64>)
  case extra(ExtraCell)
}

/// Takes a dock's changes as they come: new rows go in place, the rest is staged.
final class Inflow {
  private let db: Database
  private let farm: FarmDatabase
  private let request: MergeRequest
  private let history: LostHistory
  private var stager: Stager?
  /// What came back of a lost branch; nil where nothing had to.
  private(set) var recovery: RecoveryReceipt?
  /// The commit of what came; nil where nothing did.
  private(set) var commit: CommitStamp?
  /// True where something was kept beside the rows of the farm's tables.
  private(set) var isNews = false
  /// Nil for a table whose new rows need thought.
  private var fresh: [Int: FreshRows?] = [:]

  init(_ farm: FarmDatabase, _ db: Database, _ request: MergeRequest) throws {
    self.farm = farm
    self.db = db
    self.request = request
    history = try LostHistory(farm, db, request)
  }

  func take(_ incoming: IncomingChange) throws {
    switch incoming {
    case .lost(let row): try history.add(row)
    case .extra(let cell):
      _ = try readyStager()
      _ = try commitOfChanges()
      isNews = true
      try cell.store(db, request)
    case .changes(let changes, let numbers):
      let stager = try readyStager()
      let rows = try changes.numbers.indices.filter {
        try numbers.contains(changes.numbers[$0]) && isAdmitted(changes, $0)
      }
      guard !rows.isEmpty else { return }
      let left = try freshRows(changes.table)?.place(changes, rows) ?? rows
      try stager.add(changes, left)
    }
  }

  /// Completes the images of the rows that went in place; gives what is staged.
  func finish() throws -> Stager {
    for table in fresh.keys.sorted() { try fresh[table]??.fillImage() }
    return try readyStager()
  }

  /// Rows of a table that went in place.
  func placed(_ table: Int) -> Int { fresh[table]??.count ?? 0 }

  /// Before the first change everything that was lost is back; both use the same stage.
  private func readyStager() throws -> Stager {
    if let stager { return stager }
    recovery = try history.recover()
    let stager = try Stager(db, farm.tables)
    self.stager = stager
    return stager
  }

  /// False where an earlier ack covers the change: it is in already, or goes to review.
  private func isAdmitted(_ changes: ChangeColumns, _ row: Int) throws -> Bool {
    guard let accepted = changes.accepted(row) else { return true }
    switch try history.judge(changes, row, accepted: accepted) {
    case .merge: return true
    case .known: return false
    case .overtaken(let conflict):
      let table = farm.tables[changes.table]
      guard let conflict,
        try !farm.isKept(db, conflict, of: changes.rows[row], in: table)
      else { return false }
      let kept = try farm.keepRecovered(
        db, conflict, of: changes.rows[row], in: table, device: request.device,
        try history.commit ?? commitOfChanges())
      if kept { recovery = (recovery ?? RecoveryReceipt()).adding(reviews: 1) }
      isNews = true
      return false
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

  private func commitOfChanges() throws -> CommitStamp {
    if let commit { return commit }
    let stamp = try CommitChain.append(db, .merge, for: request, in: farm.surroundings)
    commit = stamp
    return stamp
  }
}
