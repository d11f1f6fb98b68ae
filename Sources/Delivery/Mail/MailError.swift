/// Why a letter was not sent; facts only. What a server said is a line that cannot steer anything.
package enum MailError: Error, Sendable, Hashable {
  /// The description breaks these rules; nothing was made.
  case letter([LetterFault])
  /// With its attachment the letter is longer than the account allows; nothing was made.
  case attachmentTooLarge(bytes: Int, limitBytes: Int)
  /// The server's name is not known.
  case hostNotFound(host: String)
  /// Nobody listens there.
  case connectionRefused(host: String, port: Int)
  /// Nobody can be reached there: no way, or the network is down.
  case notReachable(host: String, port: Int, errno: Int32)
  /// The server said nothing for so long.
  case silent(host: String, seconds: Int)
  /// The server offers no protection, so nothing was said to it.
  case noProtection(host: String)
  /// The certificate is not of that server or of nobody that is known here.
  case certificateRefused(host: String, detail: String)
  /// The protection could not be agreed for another reason.
  case protectionFailed(host: String, detail: String)
  /// The file with the certificates that are believed cannot be read.
  case certificateFileUnreadable(path: String)
  /// User or password is wrong, or may not send.
  case loginRefused(user: String, reply: String)
  /// The server offers no way to log in that is known here.
  case noLogin(host: String)
  /// The sender may not send.
  case senderRefused(address: String, reply: String)
  /// The helpdesk's address is not accepted.
  case recipientRefused(address: String, reply: String)
  /// The server takes no letter as long as this one.
  case tooLargeForServer(bytes: Int, limitBytes: Int?, reply: String)
  /// The server asks to come again later.
  case later(reply: String)
  /// The server refuses for good.
  case refused(reply: String)
  /// The connection broke before the whole letter was there.
  case cut(host: String, detail: String)
  /// The connection broke before the server said that it has the letter: it may have it.
  case unconfirmed(host: String)
  /// Somebody stopped it.
  case interrupted
  /// A file on this PC.
  case file(path: String, errno: Int32)

  /// True where the same letter may be taken at another time; it then has the same identity.
  package var isWorthRetrying: Bool {
    switch self {
    case .hostNotFound, .connectionRefused, .notReachable, .silent, .later, .cut, .unconfirmed,
      .protectionFailed, .interrupted:
      true
    case .letter, .attachmentTooLarge, .noProtection, .certificateRefused,
      .certificateFileUnreadable, .loginRefused, .noLogin, .senderRefused, .recipientRefused,
      .tooLargeForServer, .refused, .file:
      false
    }
  }
}
