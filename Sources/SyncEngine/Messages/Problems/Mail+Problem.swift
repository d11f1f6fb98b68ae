package import Delivery

extension MailError {
  /// What a person is told.
  package var problem: Problem {
    switch self {
    case .letter(let faults): .letter(faults)
    case .attachmentTooLarge(let bytes, let limitBytes):
      .mail(.tooLarge(bytes: bytes, limitBytes: limitBytes))
    case .file(let path, let errno): .mail(.file(path: path, errno: errno))
    case .interrupted: .interrupted
    case .hostNotFound(let host): .mailServer(.hostNotFound(host: host))
    case .connectionRefused(let host, let port):
      .mailServer(.connectionRefused(host: host, port: port))
    case .notReachable(let host, let port, let errno):
      .mailServer(.notReachable(host: host, port: port, errno: errno))
    case .silent(let host, let seconds): .mailServer(.silent(host: host, seconds: seconds))
    case .noProtection(let host): .mailServer(.noProtection(host: host))
    case .certificateRefused(let host, let detail):
      .mailServer(.certificateRefused(host: host, detail: detail))
    case .protectionFailed(let host, let detail):
      .mailServer(.protectionFailed(host: host, detail: detail))
    case .certificateFileUnreadable(let path): .mailServer(.certificateFile(path: path))
    case .loginRefused(let user, let reply): .submission(.loginRefused(user: user, reply: reply))
    case .noLogin(let host): .submission(.noLogin(host: host))
    case .senderRefused(let address, let reply):
      .submission(.senderRefused(address: address, reply: reply))
    case .recipientRefused(let address, let reply):
      .submission(.recipientRefused(address: address, reply: reply))
    case .tooLargeForServer(let bytes, let limitBytes, let reply):
      .submission(.tooLargeForServer(bytes: bytes, limitBytes: limitBytes, reply: reply))
    case .later(let reply): .submission(.later(reply: reply))
    case .refused(let reply): .submission(.refused(reply: reply))
    case .cut(let host, let detail): .mailServer(.cut(host: host, detail: detail))
    case .unconfirmed(let host): .mailServer(.unconfirmed(host: host))
    }
  }
}

extension CopyAttachment.Reason {
  /// What a person is told where only a receipt goes.
  package var problem: Problem {
    switch self {
    case .noHelpdeskKey: .mail(.noHelpdeskKey)
    case .tooLarge(let bytes, let limitBytes):
      .mail(.tooLarge(bytes: bytes, limitBytes: limitBytes))
    }
  }
}

extension SettingsFault {
  /// What a person is told of the settings in a file.
  package func problem(in path: String) -> ChannelProblem {
    switch self {
    case .notUnderstood: .notUnderstood(path: path)
    case .newerFormat(let format): .newerFormat(path: path, format: format)
    case .unknownKey(let key): .unknownKey(path: path, key: key)
    case .missing(let key): .missing(path: path, key: key)
    case .invalid(let key, let expected): .invalid(path: path, key: key, expected: expected)
    }
  }
}
