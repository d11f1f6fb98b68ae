/// The letter was not made.
package enum MailProblem: Sendable, Hashable {
  case tooLarge(bytes: Int, limitBytes: Int)
  case noHelpdeskKey
  case file(path: String, errno: Int32)
}

/// The mail server was not reached, not believed or lost.
package enum MailServerProblem: Sendable, Hashable {
  case hostNotFound(host: String)
  case connectionRefused(host: String, port: Int)
  case notReachable(host: String, port: Int, errno: Int32)
  case silent(host: String, seconds: Int)
  case noProtection(host: String)
  case certificateRefused(host: String, detail: String)
  case protectionFailed(host: String, detail: String)
  case certificateFile(path: String)
  case cut(host: String, detail: String)
  case unconfirmed(host: String)
}

/// The mail server did not take the letter.
package enum SubmissionProblem: Sendable, Hashable {
  case loginRefused(user: String, reply: String)
  case noLogin(host: String)
  case senderRefused(address: String, reply: String)
  case recipientRefused(address: String, reply: String)
  case tooLargeForServer(bytes: Int, limitBytes: Int?, reply: String)
  case later(reply: String)
  case refused(reply: String)
}

/// The settings of the channels to the outside do not serve.
package enum ChannelProblem: Sendable, Hashable {
  case exposed(path: String, mode: UInt32)
  case notUnderstood(path: String)
  case newerFormat(path: String, format: Int)
  case unknownKey(path: String, key: String)
  case missing(path: String, key: String)
  case invalid(path: String, key: String, expected: String)
  case systemFault(path: String, call: String, errno: Int32)
  case noServer
  case noMail
  case emptySecret
}
