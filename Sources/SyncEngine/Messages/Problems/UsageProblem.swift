/// The command line asks for something that cannot be done.
package enum UsageProblem: Sendable, Hashable {
  case unreadableAddress(String)
  case missingOption(String)
  case optionsExclude(String, String)
  case unknownPocket(name: String)
  case missingReason(name: String)
  case fileMissing(path: String)
  case fileUnreadable(path: String, detail: String)
  case fileUnwritable(path: String, errno: Int32)
  case fileExists(path: String)
  case unreadablePrintedKey(String)
}

/// What a person named is not there, or does not fit.
package enum LookupProblem: Sendable, Hashable {
  case noSuchItem(String)
  case choiceDoesNotFit(String)
  case valueCount(expected: Int, found: Int)
  case noSuchTable(String)
  case noSuchRecord(table: String, key: String)
  case severalRecords(table: String, key: String)
  case noSuchSession(String)
}

/// A fault of this program.
package enum ProgramProblem: Sendable, Hashable {
  case unexpected(detail: String)
  case noReason
  case demo(detail: String)
}
