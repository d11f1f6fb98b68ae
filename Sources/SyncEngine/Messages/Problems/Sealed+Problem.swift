import SealedChannel
import SecureChannel

extension SealedChannelError {
  func problem(at address: String) -> Problem {
    switch self {
    case .line(let error): error.problem(at: address)
    case .refused(let error): error.problem(at: address)
    case .keys(let error): .keyStore(error.problem)
    case .silent(let milliseconds):
      .key(.noHandshake(at: address, seconds: milliseconds / 1000))
    case .messageTooLong(let limitBytes):
      .link(.foreignMessageTooLong(at: address, limitBytes: limitBytes))
    case .partNotFull(let bytes): .key(.altered(detail: "partNotFull \(bytes)", at: address))
    }
  }
}

extension KeyFileError {
  var problem: KeyStoreProblem {
    switch self {
    case .system(let call, let path, let errno):
      .systemFault(path: path, call: call, errno: errno)
    case .exposed(let path, let mode): .exposed(path: path, mode: mode)
    case .unreadable(let path): .unreadable(path: path)
    }
  }
}

extension SecureChannelError {
  func problem(at address: String) -> Problem {
    switch self {
    case .notPaired(true, false): .key(.forgotten(at: address))
    case .notPaired: .key(.notPaired(at: address))
    case .keyChanged(let name): .key(.keyChanged(name: name, at: address))
    case .identityChanged(let name): .key(.identityChanged(name: name, at: address))
    case .retired(let name): .pocket(.retired(label: name))
    case .alreadyInSession(let name): .key(.alreadyInSession(name: name, at: address))
    case .notContinued(let name, _, _): .key(.notContinued(name: name, at: address))
    case .digitsDiffer(let saidHere): .key(.digitsDiffer(saidHere: saidHere, at: address))
    case .tooManyAttempts: .key(.tooManyAttempts)
    case .versionMismatch, .downgraded, .wayNotKnown: .key(.otherVersion(at: address))
    case .messageTooLong, .messageTooShort, .notAuthentic, .weakKey, .numbersExhausted, .ended,
      .keyLength, .noOffer, .malformed, .nameTooLong, .commitmentBroken:
      .key(.altered(detail: "\(self)", at: address))
    }
  }
}
