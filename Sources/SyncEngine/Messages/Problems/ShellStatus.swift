/// What the program tells the shell; `docs/CODES.md` lists them.
package enum ShellStatus: Int32, Sendable, Hashable, CaseIterable {
  case done = 0
  case programFault = 1
  case pocket = 10
  case database = 11
  case gateClosed = 12
  case copy = 13
  case profile = 14
  case interrupted = 15
  case delivery = 16
  case recording = 17
  /// The doctor saw nothing bad, and could not see everything.
  case notAllSeen = 20
  /// The doctor's worst finding is a warning.
  case foundWarning = 21
  /// The doctor found something broken, or a mend was not done.
  case foundBroken = 22
  /// What the argument parser gives for a wrong command line (`EX_USAGE`).
  case usage = 64
}
