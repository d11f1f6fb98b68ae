@testable import SyncEngine

private let tty = "/dev/ttyACM0"
private let luc = "Pocket de Luc"
private let keyFile = "/home/luc/.local/share/pocket-sync/keys.json"

extension KeyProblem: Exemplary {
  static let first = KeyProblem.notPaired(at: tty)

  var next: KeyProblem? {
    switch self {
    case .notPaired: .forgotten(at: tty)
    case .forgotten: .keyChanged(name: luc, at: tty)
    case .keyChanged: .identityChanged(name: luc, at: tty)
    case .identityChanged: .notContinued(name: luc, at: tty)
    case .notContinued: .otherDevice(at: tty)
    case .otherDevice: .alreadyInSession(name: luc, at: tty)
    case .alreadyInSession: .noHandshake(at: tty, seconds: 12)
    case .noHandshake: .otherVersion(at: tty)
    case .otherVersion: .altered(detail: "notAuthentic", at: tty)
    case .altered: .digitsDiffer(saidHere: true, at: tty)
    case .digitsDiffer: .tooManyAttempts
    case .tooManyAttempts: .printedKeyRefused(at: tty)
    case .printedKeyRefused: nil
    }
  }

  static let more: [KeyProblem] = [
    .digitsDiffer(saidHere: false, at: tty), .noHandshake(at: tty, seconds: 180),
  ]
}

extension KeyStoreProblem: Exemplary {
  static let first = KeyStoreProblem.exposed(path: keyFile, mode: 0o644)

  var next: KeyStoreProblem? {
    switch self {
    case .exposed: .unreadable(path: keyFile)
    case .unreadable: .systemFault(path: keyFile, call: "open", errno: 13)
    case .systemFault: nil
    }
  }
}
