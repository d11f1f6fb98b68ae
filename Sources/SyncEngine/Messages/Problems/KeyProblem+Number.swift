extension KeyProblem {
  var number: Int {
    switch self {
    case .notPaired: 1
    case .forgotten: 2
    case .keyChanged: 3
    case .identityChanged: 4
    case .notContinued: 5
    case .otherDevice: 6
    case .alreadyInSession: 7
    case .noHandshake: 8
    case .otherVersion: 9
    case .altered: 10
    case .digitsDiffer: 11
    case .tooManyAttempts: 12
    case .printedKeyRefused: 13
    }
  }
}

extension KeyStoreProblem {
  var number: Int {
    switch self {
    case .exposed: 21
    case .unreadable: 22
    case .systemFault: 23
    }
  }
}
