import Delivery

@testable import SyncEngine

private let host = "smtp.example.be"
private let reply = "550 5.7.1 no"
private let settings = "/home/luc/.config/pocket-sync/channels.json"

extension LetterFault: Exemplary {
  static let first = LetterFault.tooFewLines(found: 2, minimum: 3)

  var next: LetterFault? {
    switch self {
    case .tooFewLines: .noIdentity
    case .noIdentity: .noProblem
    case .noProblem: .noPurpose
    case .noPurpose: .tooManyLines(found: 201, maximum: 200)
    case .tooManyLines: .fieldTooLong(.problem, scalars: 4001, maximum: 4000)
    case .fieldTooLong: nil
    }
  }

  static let more: [LetterFault] = [
    .tooFewLines(found: 0, minimum: 3), .tooFewLines(found: 1, minimum: 3),
    .fieldTooLong(.who, scalars: 4001, maximum: 4000),
    .fieldTooLong(.purpose, scalars: 4001, maximum: 4000),
  ]
}

extension MailProblem: Exemplary {
  static let first = MailProblem.tooLarge(bytes: 31_000_000, limitBytes: 20_000_000)

  var next: MailProblem? {
    switch self {
    case .tooLarge: .noHelpdeskKey
    case .noHelpdeskKey: .file(path: "/home/luc/letter.eml", errno: 28)
    case .file: nil
    }
  }
}

extension MailServerProblem: Exemplary {
  static let first = MailServerProblem.hostNotFound(host: host)

  var next: MailServerProblem? {
    switch self {
    case .hostNotFound: .connectionRefused(host: host, port: 587)
    case .connectionRefused: .notReachable(host: host, port: 587, errno: 101)
    case .notReachable: .silent(host: host, seconds: 60)
    case .silent: .noProtection(host: host)
    case .noProtection: .certificateRefused(host: host, detail: "self-signed certificate")
    case .certificateRefused: .protectionFailed(host: host, detail: "no cipher")
    case .protectionFailed: .certificateFile(path: "/home/luc/ca.pem")
    case .certificateFile: .cut(host: host, detail: "reset")
    case .cut: .unconfirmed(host: host)
    case .unconfirmed: nil
    }
  }
}

extension SubmissionProblem: Exemplary {
  static let first = SubmissionProblem.loginRefused(user: "ferme", reply: reply)

  var next: SubmissionProblem? {
    switch self {
    case .loginRefused: .noLogin(host: host)
    case .noLogin: .senderRefused(address: "luc@example.be", reply: reply)
    case .senderRefused: .recipientRefused(address: "help@example.org", reply: reply)
    case .recipientRefused:
      .tooLargeForServer(bytes: 31_000_000, limitBytes: 25_000_000, reply: "552 too big")
    case .tooLargeForServer: .later(reply: "451 come again")
    case .later: .refused(reply: reply)
    case .refused: nil
    }
  }

  static let more: [SubmissionProblem] = [
    .tooLargeForServer(bytes: 31_000_000, limitBytes: nil, reply: "552 too big")
  ]
}

extension ChannelProblem: Exemplary {
  static let first = ChannelProblem.exposed(path: settings, mode: 0o644)

  var next: ChannelProblem? {
    switch self {
    case .exposed: .notUnderstood(path: settings)
    case .notUnderstood: .newerFormat(path: settings, format: 2)
    case .newerFormat: .unknownKey(path: settings, key: "mail.hots")
    case .unknownKey: .missing(path: settings, key: "mail.host")
    case .missing: .invalid(path: settings, key: "mail.port", expected: "1–65535")
    case .invalid: .systemFault(path: settings, call: "open", errno: 13)
    case .systemFault: .noServer
    case .noServer: .noMail
    case .noMail: .emptySecret
    case .emptySecret: nil
    }
  }
}

extension MailSentence: Exemplary {
  static let first = MailSentence.subject(farm: "Ferme des Tilleuls", code: "GATE-02")

  var next: MailSentence? {
    switch self {
    case .subject: .askWho
    case .askWho: .askProblem
    case .askProblem: .askPurpose
    case .askPurpose: .copyAttached(copy: 19)
    case .copyAttached: .receiptAttached(copy: 19, isOnServer: true)
    case .receiptAttached: .nothingAttached
    case .nothingAttached: .forTechnician
    case .forTechnician: .sent(address: "help@example.org")
    case .sent: .written(path: "/home/luc/letter.eml")
    case .written: .openedInMailProgram
    case .openedInMailProgram: .openYourself
    case .openYourself: nil
    }
  }

  static let more: [MailSentence] = [
    .subject(farm: "Ferme des Tilleuls", code: nil), .receiptAttached(copy: 19, isOnServer: false),
  ]
}

extension ChannelSentence: Exemplary {
  static let first = ChannelSentence.server(
    endpoint: "https://s3.example.be", bucket: "farms", prefix: "f-018f")

  var next: ChannelSentence? {
    switch self {
    case .server: .noServer
    case .noServer: .mail(helpdesk: "help@example.org", sender: "luc@example.be", host: host)
    case .mail: .noMail
    case .noMail: .limit(bytes: 20_000_000)
    case .limit: .noHelpdeskKey
    case .noHelpdeskKey: .saved(path: settings)
    case .saved: .askPassword(user: "ferme")
    case .askPassword: .askSecretKey(id: "AKIA")
    case .askSecretKey: .mailChecked(host: host)
    case .mailChecked: .serverChecked(endpoint: "https://s3.example.be")
    case .serverChecked: nil
    }
  }
}
