package import Records

/// What can be wrong with the PC's database; facts only.
package enum FarmDatabaseError: Error, Sendable, Hashable {
  /// There is no file at this path.
  case missing(path: String)
  /// The file is no SQLite database.
  case notADatabase(path: String)
  /// The file has no SQLite header and looks like random bytes.
  case encrypted(path: String)
  /// Another program holds the lock for longer than the limit.
  case busy(path: String, seconds: Int)
  /// Another run of this program works on it; its process where the lock file tells.
  case inUse(path: String, processID: Int32?)
  /// Another program has the file open.
  case open(path: String, processID: Int32, program: String)
  /// The file, its folder or its disk cannot be written.
  case readOnly(path: String)
  /// SQLite finds the file damaged.
  case damaged(detail: String)
  /// SQLite finds the ledger beside it damaged; the file itself may be sound.
  case ledgerDamaged(path: String, detail: String)
  /// The disk under the database is full.
  case diskFull(path: String)
  /// `init` has not been run on it.
  case notPrepared(path: String)
  /// `init` was run on it before.
  case alreadyPrepared(path: String)
  /// A newer pocket-sync wrote the bookkeeping.
  case newerFormat(found: Int, supported: Int)
  /// An older pocket-sync wrote the bookkeeping, in tables that this one does not read.
  case olderFormat(found: Int, supported: Int)
  /// The profile does not fit the database.
  case profileDoesNotFit([ProfileFinding])
  /// Tables or columns that take part changed since `init`.
  case schemaChanged(table: String)
  /// The database is not in the state that the gate proved.
  case moved(expected: CommitStamp, found: CommitStamp?)
  /// A decision, an undo or a look at the past was refused.
  case review(ReviewFault)
  /// Anything else that SQLite says.
  case sqlite(code: Int32, message: String)
}
