import GRDB
import Records

/// What a comparison of everything found before the write lock was taken.
struct LookAhead {
  /// Why what was found holds.
  enum Basis: Sendable {
    /// The file has not moved since.
    case moment(FileMoment)
    /// The key log is unbroken from its first row on, and the triggers are the same.
    case log(first: Int64, schema: Int)
  }

  var basis: Basis
  /// Table number → what was found; a table with too many rows has none.
  var tables: [Int: Found] = [:]
  /// True for some of what was found: the rest is not taken yet.
  var isPart = false
  /// Rows of it that are taken already.
  var taken = 0
  /// Tables whose rows the log named while parts were taken: counting them is still owed.
  var uncounted: Set<Int> = []

  struct Found {
    var keys: [Row]
    var keyless: Int
  }

  static let keysMaximum = 100_000

  init(basis: Basis) { self.basis = basis }

  init(_ db: Database, _ farm: [ResolvedTable], moment: FileMoment) throws {
    basis = .moment(moment)
    let touched = TouchedKeys(db: db, tables: farm)
    for table in farm {
      let keyless = try Comparison(db: db, table: table).find()
      if let keys = try touched.fetch(table, limit: Self.keysMaximum) {
        tables[table.number] = Found(keys: keys, keyless: keyless)
      }
    }
  }

  /// True where what was found holds for what the plan saw; the log's rows may have to be added.
  func stands(_ db: Database, _ plan: CapturePlan) throws -> Bool {
    switch basis {
    case .moment(let moment): try moment.stands(at: FileMoment(db))
    case .log(let first, let schema):
      plan.log?.isUnbroken == true && plan.log?.first == first && plan.schema == schema
    }
  }
}

extension FarmDatabase {
  /// How often what was found may be of no use by the time the lock is held.
  private static let uselessLooks = 2

  /// One write transaction after a look ahead; looks again where the farm program, a rebuild of a
  /// table for instance, made what was found useless: else all would be compared under the lock.
  func afterLooking(
    _ db: Database, _ body: () throws -> Database.TransactionCompletion
  ) throws {
    for left in (0...Self.uselessLooks).reversed() {
      try lookAhead(db, again: left < Self.uselessLooks)
      var isUseless = false
      try db.inTransaction(.immediate) {
        isUseless = try left > 0 && holdsNothing(ahead, db)
        return isUseless ? .rollback : try body()
      }
      if !isUseless { return }
    }
  }

  /// True where everything is to be compared and what was found does not hold.
  private func holdsNothing(_ found: LookAhead?, _ db: Database) throws -> Bool {
    let plan = try CapturePlan(self, db)
    guard captures == .triggers, case .everything(let isWish) = plan.scope else { return false }
    return try found.map { try !isWish && !$0.stands(db, plan) } ?? true
  }

  /// Does a long comparison before the write lock is taken, where a guard asks for one; `again`
  /// where a first one came to nothing, for slices hold although somebody writes.
  func lookAhead(_ db: Database, again: Bool = false) throws {
    ahead = nil
    var isNeeded = false
    try db.inTransaction(.deferred) {
      if case .everything = try CapturePlan(self, db).scope { isNeeded = true }
      return .commit
    }
    guard isNeeded else { return }
    if again, let found = try lookInSlices(db) {
      ahead = found
      return try captureInParts(db)
    }
    // Who writes on and on would disturb each reading: slices with the log beside them do not mind.
    let tries = captures == .triggers ? 1 : Self.readingTries
    let look = try unlocked(db, tries: tries) { try LookAhead($0, tables, moment: $1) }
    switch look {
    case .stood(let found, _): ahead = found
    case .moved(let moment):
      ahead = try lookInSlices(db) ?? LookAhead(basis: .moment(moment))
      try captureInParts(db)
    case .impossible: ahead = nil
    }
  }
}
