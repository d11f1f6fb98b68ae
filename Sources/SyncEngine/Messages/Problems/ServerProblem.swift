/// The protected server was not reached, not believed or lost.
package enum ServerLineProblem: Sendable, Hashable {
  case nameNotFound(host: String)
  case refusedConnection(host: String)
  case unreachable(host: String, errno: Int32)
  case silent(host: String)
  case untrusted(host: String, detail: String)
  case noEncryption(host: String, detail: String)
  case trustFile(path: String)
  case cut(host: String)
}

/// The protected server does not take the account, or cannot serve it.
package enum ServerProblem: Sendable, Hashable {
  case wrongCredentials(host: String)
  case forbidden(host: String, code: String)
  case noSuchBucket(String)
  case skewedClock(aheadSeconds: Int)
  case full(host: String, code: String)
  case unavailable(host: String, status: Int, code: String)
  case refused(host: String, status: Int, code: String)
  case notUnderstood(host: String, detail: String)
  case wrongRegion(expected: String)
  case unusableAddress(String)
  case unusableAccount(field: String)
}

/// A copy does not go to the protected server, or is not on it as it was sent.
package enum SentCopyProblem: Sendable, Hashable {
  case otherContent(file: String)
  case notSealed(file: String)
  case localFile(file: String)
  case missing(file: String)
  case damaged(file: String)
  case nothingThere
  case noSuchCopy(Int)
  case versionTooOld(String)
  case versionUnknown(String)
  case state(path: String, errno: Int32)
}
