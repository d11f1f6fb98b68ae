import GRDB
package import Records

/// What a pocket's batch holds: changes that the schema knows, and cells that it does not.
package enum IncomingChange: Sendable {
  case changes(ChangeColumns, numbers: ClosedRange<UInt64>)
  case extra(ExtraCell)
}

/// Takes a dock's changes as they come: new rows go in place, the rest is staged.
final class Inflow {
  let stager: Stager

  private let db: Database
  private let tables: [ResolvedTable]
  private let request: MergeRequest
  private let surroundings: Surroundings
  /// The commit of what came; nil where nothing did.
  private(set) var commit: CommitStamp?
  /// Nil for a table whose new rows need thought.
  private var fresh: [Int: FreshRows?] = [:]

  init(
    _ db: Database, _ tables: [ResolvedTable], _ request: MergeRequest,
    _ surroundings: Surroundings
  ) throws {
    self.surroundings = surroundings
    self.db = db
    self.tables = tables
    self.request = request
    stager = try Stager(db, tables)
  }

  func take(_ incoming: IncomingChange) throws {
    switch incoming {
    case .extra(let cell): try cell.store(db, request)
    case .changes(let changes, let numbers):
      let rows = changes.numbers.indices.filter { numbers.contains(changes.numbers[$0]) }
      guard !rows.isEmpty else { return }
      let left = try freshRows(changes.table)?.place(changes, rows) ?? rows
      try stager.add(changes, left)
    }
  }

  /// Takes one change that a person wants to be tried once more.
  func take(_ change: RowChange) throws {
    _ = try commitOfChanges()
    try stager.add(change)
  }

  /// Completes the images of the rows that went in place.
  func finish() throws {
    for table in fresh.keys.sorted() { try fresh[table]??.fillImage() }
  }

  /// Rows of a table that went in place.
  func placed(_ table: Int) -> Int { fresh[table]??.count ?? 0 }

  private func freshRows(_ table: Int) throws -> FreshRows? {
    let commit = try commitOfChanges()
    if let known = fresh[table] { return known }
    let rows = try FreshRows(
      db, tables[table], commit: commit, origin: Int64(bitPattern: request.incarnation))
    fresh[table] = .some(rows)
    return rows
  }

  private func commitOfChanges() throws -> CommitStamp {
    if let commit { return commit }
    let stamp = try CommitChain.append(db, .merge, for: request, in: surroundings)
    commit = stamp
    return stamp
  }
}
