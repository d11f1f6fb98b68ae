/// What was measured over time.
package enum MeasureSentence: Sendable, Hashable {
  case nothing
  /// Above the table of the newest sessions.
  case sessions(count: Int)
  /// One block a session, the newest last.
  case repeats(line: String)
  /// Above the table of the newest copies.
  case copies(count: Int)
  /// One block a copy, the newest last.
  case copyTimes(line: String)
  case gate(open: UInt64, closed: UInt64)
  case refusal(code: String, count: UInt64)
  /// In a cell of a table.
  case well
  case stopped(code: String)
  case unchanged
  case written(path: String)
}
