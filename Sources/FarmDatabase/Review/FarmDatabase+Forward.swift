import GRDB

extension FarmDatabase {
  /// A commit that a person asked for, in one durable transaction; kept where `body` says so.
  ///
  /// A rule of the farm's schema that says no is told as such, and nothing is changed.
  func forward<T>(
    _ body: (Database) throws -> (T, keeps: Bool)
  ) throws(FarmDatabaseError) -> T {
    try read { db in
      do {
        var outcome: (T, keeps: Bool)?
        try afterLooking(db) {
          outcome = try body(db)
          return outcome!.keeps ? .commit : .rollback
        }
        if outcome!.keeps { try settleCapture(db) } else { pendingMark = nil }
        return outcome!.0
      } catch {
        pendingMark = nil
        guard let fault = error as? DatabaseError, let refusal = RowRefusal(fault) else {
          throw error
        }
        throw ReviewFault.refused(refusal, detail: fault.message ?? "")
      }
    }
  }
}
