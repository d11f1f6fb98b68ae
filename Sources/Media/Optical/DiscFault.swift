/// Why a disc cannot be looked at, burnt or read; facts only.
package enum DiscFault: Error, Sendable, Hashable {
  /// xorriso is not on this PC.
  case programMissing
  /// A name that is no drive: a file that plays one is a plain file.
  case notADrive
  /// The drive cannot be opened; xorriso's own words.
  case driveRefused(detail: String)
  /// No disc is in the drive.
  case noDisc
  /// The disc takes no more sessions.
  case closed
  /// Neither blank nor one that another session can follow; the status in xorriso's words.
  case unusable(status: String)
  /// The copy does not fit behind what the disc has.
  case full(neededBytes: UInt64, freeBytes: UInt64)
  /// Another disc is in the drive than at the beginning, or somebody wrote to it.
  case changed
  /// The burn ended without success; xorriso's own words.
  case burnFailed(detail: String)
  /// What the disc gives back is not what was burnt; the names of the files.
  case burntWrongly(files: [String])
  /// The disc cannot be read; xorriso's own words.
  case unreadable(detail: String)
  /// xorriso said something that this program does not know.
  case notUnderstood(line: String)
  /// Whoever follows the progress asked for the end.
  case interrupted
}
