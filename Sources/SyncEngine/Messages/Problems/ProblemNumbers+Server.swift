// A number is given once: a case that goes takes its number with it.

extension ServerLineProblem {
  var number: Int {
    switch self {
    case .nameNotFound: 1
    case .refusedConnection: 2
    case .unreachable: 3
    case .silent: 4
    case .untrusted: 5
    case .noEncryption: 6
    case .trustFile: 7
    case .cut: 8
    }
  }
}

extension ServerProblem {
  var number: Int {
    switch self {
    case .wrongCredentials: 11
    case .forbidden: 12
    case .noSuchBucket: 13
    case .skewedClock: 14
    case .full: 15
    case .unavailable: 16
    case .refused: 17
    case .notUnderstood: 18
    case .wrongRegion: 19
    case .unusableAddress: 20
    case .unusableAccount: 21
    }
  }
}

extension SentCopyProblem {
  var number: Int {
    switch self {
    case .otherContent: 31
    case .notSealed: 32
    case .localFile: 33
    case .missing: 34
    case .damaged: 35
    case .nothingThere: 36
    case .noSuchCopy: 37
    case .versionTooOld: 41
    case .versionUnknown: 42
    case .state: 43
    }
  }
}
