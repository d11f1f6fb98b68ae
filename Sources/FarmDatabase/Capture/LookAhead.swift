import GRDB
import Records

/// What a comparison of everything found before the write lock was taken.
struct LookAhead {
  /// Why what was found holds.
  enum Basis: Sendable {
    /// The file has not moved since.
    case moment(FileMoment)
    /// The key log is whole from its first row on, and the triggers are the same.
    case log(first: Int64, schema: Int)
  }

  var basis: Basis
  /// Table number → what was found; a table with too many rows has none.
  var tables: [Int: Found] = [:]
  /// Rows of it that are taken already.
  var taken = 0

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
      plan.log?.isWhole == true && plan.log?.first == first && plan.schema == schema
    }
  }
}

extension FarmDatabase {
  /// Does a long comparison before the write lock is taken, where a guard asks for one.
  func lookAhead(_ db: Database) throws {
    ahead = nil
    var isNeeded = false
    try db.inTransaction(.deferred) {
      if case .everything = try CapturePlan(self, db).scope { isNeeded = true }
      return .commit
    }
    guard isNeeded else { return }
    switch try unlocked(db, { calm, moment in try LookAhead(calm, tables, moment: moment) }) {
    case .stood(let found, _): ahead = found
    case .moved(let moment):
      ahead = try lookInSlices(db) ?? LookAhead(basis: .moment(moment))
      try captureInParts(db)
    case .impossible: ahead = nil
    }
  }
}
