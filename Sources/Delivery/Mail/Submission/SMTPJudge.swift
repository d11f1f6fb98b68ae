/// How a submission ended, as the line and the conversation tell it.
struct SMTPOutcome {
  /// Why the line gave up; nil where the server has the letter.
  let fault: TransferFault?
  /// True where the letter's last byte was handed over.
  let isHandedOver: Bool
  /// What was said.
  let conversation: SMTPConversation
}

/// Names what went wrong: the same facts give the same error.
struct SMTPJudge {
  let account: MailAccount
  let messageBytes: Int
  let silenceSeconds: Int

  private var host: String { account.host }

  /// Nil where the letter was taken.
  func error(of outcome: SMTPOutcome) -> MailError? {
    guard let fault = outcome.fault else { return nil }
    let talk = outcome.conversation
    switch fault {
    case .interrupted: return .interrupted
    case .nameNotFound: return .hostNotFound(host: host)
    case .refused: return .connectionRefused(host: host, port: account.port)
    case .unreachable(let errno):
      return .notReachable(host: host, port: account.port, errno: errno)
    case .untrusted(let detail): return .certificateRefused(host: host, detail: detail)
    case .trustFile(let path): return .certificateFileUnreadable(path: path)
    case .file(let errno): return .file(path: "", errno: errno)
    case .noEncryption(let detail):
      if let refusal = refusal(talk) { return refusal }
      return talk.command == "EHLO" && !talk.offers("STARTTLS")
        ? .noProtection(host: host) : .protectionFailed(host: host, detail: detail)
    case .silent:
      return outcome.isHandedOver
        ? .unconfirmed(host: host) : .silent(host: host, seconds: silenceSeconds)
    case .loginDenied:
      return refusal(talk) ?? .noLogin(host: host)
    case .cut(let detail), .other(_, let detail):
      if let refusal = refusal(talk) { return refusal }
      return outcome.isHandedOver ? .unconfirmed(host: host) : .cut(host: host, detail: detail)
    case .tooLong(let limitBytes): return .cut(host: host, detail: "tooLong \(limitBytes)")
    }
  }

  /// A reply of 4xx or 5xx is the reason, whatever the library makes of it.
  private func refusal(_ talk: SMTPConversation) -> MailError? {
    guard talk.code >= 400 else { return nil }
    let reply = talk.reply
    if isAboutSize(talk) {
      return .tooLargeForServer(bytes: messageBytes, limitBytes: talk.sizeLimit, reply: reply)
    }
    if talk.code < 500 { return .later(reply: reply) }
    switch talk.command {
    case "STARTTLS": return .noProtection(host: host)
    case "AUTH": return .loginRefused(user: account.user, reply: reply)
    case "MAIL", "RCPT":
      if talk.code == 530 || wantsLoginWithoutWay(talk) { return .noLogin(host: host) }
      return talk.command == "MAIL"
        ? .senderRefused(address: account.sender.text, reply: reply)
        : .recipientRefused(address: account.helpdesk.text, reply: reply)
    default: return .refused(reply: reply)
    }
  }

  /// 552 to MAIL or to the letter itself, or the status that names size as the reason (RFC 3463).
  private func isAboutSize(_ talk: SMTPConversation) -> Bool {
    guard talk.code >= 500, talk.command == "MAIL" || talk.command == "DATA" else { return false }
    return talk.code == 552 || talk.code == 523 || talk.reply.contains("5.3.4 ")
      || talk.reply.contains("5.2.3 ")
  }

  /// A user was named, the server offered no login, and then refused.
  private func wantsLoginWithoutWay(_ talk: SMTPConversation) -> Bool {
    !account.user.isEmpty && !talk.offers("AUTH")
  }
}
