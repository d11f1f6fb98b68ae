import GRDB

/// What a look at the whole file needs.
extension Ledger {
  /// What SQLite has against the file; nil where nothing.
  func firstFault() throws(FarmDatabaseError) -> String? {
    do throws(FarmDatabaseError) {
      return try run { db in
        try String.fetchOne(db, sql: "PRAGMA quick_check(1)").flatMap { $0 == "ok" ? nil : $0 }
      }
    } catch {
      guard case .damaged(let detail) = error else { throw error }
      return detail
    }
  }

  /// The newest moment of all sessions and copies: milliseconds since 1970; 0 for none.
  package func newestMilliseconds() throws(FarmDatabaseError) -> UInt64 {
    try run { db in
      let newest = try Int64.fetchOne(
        db,
        sql: """
          SELECT max(
            ifnull((SELECT max(started) FROM session), 0),
            ifnull((SELECT max(finished) FROM session), 0),
            ifnull((SELECT max(made) FROM kept), 0), ifnull((SELECT max(proven) FROM medium), 0))
          """)
      return UInt64(max(0, newest ?? 0))
    }
  }
}
