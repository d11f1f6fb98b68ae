import PocketProtocol

/// The device says something that the PC cannot accept.
package enum ConversationProblem: Sendable, Hashable {
  case malformed(field: String, at: String)
  case overLimit(limit: String, found: Int, maximum: Int, at: String)
  case outOfTurn(message: String, state: String, at: String)
  case otherVersion(oldest: UInt32, newest: UInt32, at: String)
  case contradiction(field: String, at: String)

  /// True where only a newer program on the PC could understand the device.
  static func isPCTooOld(oldest: UInt32) -> Bool { oldest > ProtocolVersion.newest }
}

/// The pocket ended the session by itself.
package enum RefusalProblem: Sendable, Hashable {
  case notUnderstood(code: UInt32, detail: String, at: String)
  case notPaired(at: String)
  case retired(at: String)
  case busy(at: String)
  case otherFarm(at: String)
  case gap(at: String)
  case noRoom(at: String)
  case stopped(at: String)
  case ownFault(detail: String, at: String)
  case schemaNotKept(detail: String, at: String)
  case unknown(code: UInt32, detail: String, at: String)
}
