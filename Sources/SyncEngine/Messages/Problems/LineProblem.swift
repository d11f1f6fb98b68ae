/// The line to a pocket does not carry the session to its end.
package enum LineProblem: Sendable, Hashable {
  case noAnswer(at: String)
  case silent(at: String, seconds: UInt64)
  case tooNoisy(at: String, tries: Int)
  case congested(at: String, bytes: Int)
  case unconfirmed(at: String)
  case reset(at: String)
  case closedEarly(at: String)
  case restarted(at: String)
}

/// What came over the line breaks the link's rules, or a trace of a session cannot be used.
package enum LinkProblem: Sendable, Hashable {
  case otherVersion(at: String, version: UInt8)
  case impossible(at: String)
  case messageTooLong(at: String, bytes: Int, limitBytes: Int)
  case foreignMessageTooLong(at: String, limitBytes: Int)
  case notOpen(at: String)
  case notTrace(at: String)
  case traceVersion(at: String, version: UInt8)
  case replayDiverged(at: String, offset: Int)
}
