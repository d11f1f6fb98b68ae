import Delivery

// A number is given once: a case that goes takes its number with it.

extension LetterFault {
  var number: Int {
    switch self {
    case .tooFewLines: 1
    case .noIdentity: 2
    case .noProblem: 3
    case .noPurpose: 4
    case .tooManyLines: 5
    case .fieldTooLong: 6
    }
  }
}

extension MailProblem {
  var number: Int {
    switch self {
    case .tooLarge: 11
    case .noHelpdeskKey: 12
    case .file: 13
    }
  }
}

extension MailServerProblem {
  var number: Int {
    switch self {
    case .hostNotFound: 21
    case .connectionRefused: 22
    case .notReachable: 23
    case .silent: 24
    case .noProtection: 25
    case .certificateRefused: 26
    case .protectionFailed: 27
    case .certificateFile: 28
    case .cut: 29
    case .unconfirmed: 30
    }
  }
}

extension SubmissionProblem {
  var number: Int {
    switch self {
    case .loginRefused: 31
    case .noLogin: 32
    case .senderRefused: 33
    case .recipientRefused: 34
    case .tooLargeForServer: 35
    case .later: 36
    case .refused: 37
    }
  }
}

extension ChannelProblem {
  var number: Int {
    switch self {
    case .exposed: 1
    case .notUnderstood: 2
    case .newerFormat: 3
    case .unknownKey: 4
    case .missing: 5
    case .invalid: 6
    case .systemFault: 7
    case .noServer: 8
    case .noMail: 9
    case .emptySecret: 10
    }
  }
}
