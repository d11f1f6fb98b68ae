import GRDB
import Records

extension LookAhead {
  /// How many rows that were found ahead are taken under one write lock.
  static let partRows = 2_000

  /// Moves some of the found keys out, for every table an entry; nil where few are left, or where
  /// a table has too many to name.
  mutating func removePart(rows: Int) -> LookAhead? {
    guard case .log = basis, tables.values.reduce(0, { $0 + $1.keys.count }) > rows else {
      return nil
    }
    var part = self
    part.isPart = true
    var room = rows
    for (number, found) in tables {
      let count = min(room, found.keys.count)
      part.tables[number]!.keys = Array(found.keys.prefix(count))
      tables[number]!.keys = Array(found.keys.dropFirst(count))
      room -= count
    }
    return part
  }
}

extension FarmDatabase {
  /// Takes much that was found beside a busy farm program in parts: each a commit of its own, with
  /// all that the log names by then, under a lock that is short.
  func captureInParts(_ db: Database, rows: Int = LookAhead.partRows) throws {
    guard ahead?.tables.count == tables.count else { return }
    var stands = true
    while stands, let part = ahead?.removePart(rows: rows) {
      try db.inTransaction(.immediate) {
        let plan = try CapturePlan(self, db)
        guard case .everything = plan.scope, let log = plan.log, try part.stands(db, plan) else {
          stands = false
          return .commit
        }
        var work = try CaptureWork(self, db, keyless: plan.mark?.keyless ?? [:])
        try work.takeEverything(part, endedIn: log.tables)
        try KeyLog.begin(db, with: log.isWhole ? .taken : .owed)
        ahead!.taken += work.rows
        ahead!.uncounted.formUnion(log.tables)
        ahead!.basis = try .log(first: KeyLog.read(db)!.first, schema: plan.schema)
        return .commit
      }
    }
  }
}
