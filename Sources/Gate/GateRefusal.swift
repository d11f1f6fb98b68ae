/// Why no copy may be made now; facts only, the words stand in the message catalogue.
package enum GateRefusal: Error, Sendable, Hashable {
  /// The pocket took part in no session of this run.
  case pocketElsewhere(label: String)
  /// The pocket holds changes that no commit holds.
  case recordsOnPocket(label: String, count: UInt64)
  /// Changes were received and not merged.
  case inboxLeftOver(label: String, count: UInt64)
  /// The pocket's session is older than the limit.
  case sessionTooOld(label: String, minutes: UInt64)
  /// Changes whose content could not be read wait for the helpdesk.
  case quarantine(count: Int)
  /// Rows point to a parent that is not there.
  case brokenForeignKeys(count: Int)
  /// SQLite finds the file damaged.
  case damagedDatabase(firstFault: String)
  /// Somebody wrote to the database since the pockets were read.
  case databaseMoved
  /// A pocket is left out that is not registered.
  case unknownException(label: String)
  /// A pocket is left out without a reason.
  case exceptionWithoutReason(label: String)
}
