import CSQLite
import GRDB
package import Records

extension FarmDatabase {
  /// Gives the connection without any lock, for looks whose result is proven later.
  package func glanced(_ body: (OpaquePointer) throws -> Void) throws {
    try queue.inDatabase { try body($0.sqliteConnection!) }
  }

  /// Holds SQLite's write lock, proves that `commit` is the state, and gives the connection.
  ///
  /// The farm program can read meanwhile and cannot write. Errors of `body` come out as they are.
  package func locked<Result>(
    proving commit: CommitStamp, _ body: (OpaquePointer) throws -> Result
  ) throws -> Result {
    try queue.inDatabase { db in
      var result: Result?
      try db.inTransaction(.immediate) {
        let tail = try CommitChain.tail(db)
        guard tail == commit else {
          throw FarmDatabaseError.moved(expected: commit, found: tail)
        }
        // What the gate proved holds while nobody wrote; else all is compared again.
        if try proven?.stands(at: FileMoment(db)) != true, try uncapturedRows(db) > 0 {
          throw FarmDatabaseError.moved(expected: commit, found: tail)
        }
        result = try body(db.sqliteConnection!)
        return .rollback
      }
      return result!
    }
  }
}
