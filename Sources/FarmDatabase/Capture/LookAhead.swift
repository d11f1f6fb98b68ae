import GRDB
import Records

/// What a comparison of everything found before the write lock was taken.
struct LookAhead {
  /// The file then; what was found holds while it stands.
  let moment: FileMoment
  /// Table number → what was found; a table with too many rows has none.
  var tables: [Int: Found] = [:]

  struct Found {
    var keys: [Row]
    var keyless: Int
  }

  static let keysMaximum = 100_000

  init(moment: FileMoment) { self.moment = moment }

  init(_ db: Database, _ farm: [ResolvedTable], moment: FileMoment) throws {
    self.moment = moment
    let touched = TouchedKeys(db: db, tables: farm)
    for table in farm {
      let keyless = try Comparison(db: db, table: table).find()
      if let keys = try touched.fetch(table, limit: Self.keysMaximum) {
        tables[table.number] = Found(keys: keys, keyless: keyless)
      }
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
    case .moved(let moment): ahead = LookAhead(moment: moment)
    case .impossible: ahead = nil
    }
  }
}
