/// The pocket's key, or what was agreed with it, does not fit.
package enum KeyProblem: Sendable, Hashable {
  /// Neither knows the other, or the PC does not know the pocket.
  case notPaired(at: String)
  /// The PC knows the pocket, which does not know the PC any more.
  case forgotten(at: String)
  case keyChanged(name: String, at: String)
  case identityChanged(name: String, at: String)
  /// A clone went on in its place, or one end was set back.
  case notContinued(name: String, at: String)
  /// In the session it says to be another device than its key proves.
  case otherDevice(at: String)
  case alreadyInSession(name: String, at: String)
  /// It speaks, and not the handshake.
  case noHandshake(at: String, seconds: Int)
  case otherVersion(at: String)
  case altered(detail: String, at: String)
  case digitsDiffer(saidHere: Bool, at: String)
  case tooManyAttempts
  case printedKeyRefused(at: String)
}

/// The file with this PC's keys.
package enum KeyStoreProblem: Sendable, Hashable {
  case exposed(path: String, mode: UInt32)
  case unreadable(path: String)
  case systemFault(path: String, call: String, errno: Int32)
}
