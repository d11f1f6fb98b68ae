import LinkChannel
import SealedChannel
import SecureChannel

private let luc = "Pocket de Luc"
private let keyFile = "/home/luc/.local/share/pocket-sync/keys.json"

extension SealedChannelError: CodedExemplary {
  static var first: SealedChannelError { .line(.closedByPeer) }

  var step: (code: String, next: SealedChannelError?) {
    switch self {
    case .line: ("LINE-07", .refused(.notAuthentic))
    case .refused: ("KEY-10", .keys(.unreadable(path: keyFile)))
    case .keys: ("KEY-22", .silent(milliseconds: 12_000))
    case .silent: ("KEY-08", .messageTooLong(limitBytes: 1))
    case .messageTooLong: ("LINE-14", .partNotFull(bytes: 1))
    case .partNotFull: ("KEY-10", nil)
    }
  }
}

extension KeyFileError: CodedExemplary {
  static var first: KeyFileError { .system(call: "open", path: keyFile, errno: 13) }

  var step: (code: String, next: KeyFileError?) {
    switch self {
    case .system: ("KEY-23", .exposed(path: keyFile, mode: 0o644))
    case .exposed: ("KEY-21", .unreadable(path: keyFile))
    case .unreadable: ("KEY-22", nil)
    }
  }
}

extension SecureChannelError: CodedExemplary {
  static var first: SecureChannelError { .messageTooLong(bytes: 2, limitBytes: 1) }

  var step: (code: String, next: SecureChannelError?) {
    switch self {
    case .messageTooLong: ("KEY-10", .messageTooShort(bytes: 1, leastBytes: 2))
    case .messageTooShort: ("KEY-10", .notAuthentic)
    case .notAuthentic: ("KEY-10", .weakKey)
    case .weakKey: ("KEY-10", .numbersExhausted)
    case .numbersExhausted: ("KEY-10", .ended)
    case .ended: ("KEY-10", .keyLength(bytes: 31))
    case .keyLength: ("KEY-10", .noOffer)
    case .noOffer: ("KEY-10", .versionMismatch(lowest: 2, highest: 3))
    case .versionMismatch: ("KEY-09", .downgraded(chosen: 1, possible: 2))
    case .downgraded: ("KEY-09", .wayNotKnown)
    case .wayNotKnown: ("KEY-09", .malformed)
    case .malformed: ("KEY-10", .nameTooLong(bytes: 129, limitBytes: 128))
    case .nameTooLong: ("KEY-10", .notPaired(isKnownHere: false, isKnownThere: false))
    case .notPaired(false, false): ("KEY-01", .notPaired(isKnownHere: false, isKnownThere: true))
    case .notPaired(false, true): ("KEY-01", .notPaired(isKnownHere: true, isKnownThere: false))
    case .notPaired(true, false): ("KEY-02", .notPaired(isKnownHere: true, isKnownThere: true))
    case .notPaired(true, true): ("KEY-01", .keyChanged(name: luc))
    case .keyChanged: ("KEY-03", .identityChanged(name: luc))
    case .identityChanged: ("KEY-04", .retired(name: luc))
    case .retired: ("POCKET-08", .alreadyInSession(name: luc))
    case .alreadyInSession:
      ("KEY-07", .notContinued(name: luc, sessionsHere: 3, sessionsThere: 2))
    case .notContinued: ("KEY-05", .commitmentBroken)
    case .commitmentBroken: ("KEY-10", .digitsDiffer(saidHere: true))
    case .digitsDiffer: ("KEY-11", .tooManyAttempts(count: 3))
    case .tooManyAttempts: ("KEY-12", nil)
    }
  }
}
