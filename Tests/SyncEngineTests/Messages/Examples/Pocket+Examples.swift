import Transport

@testable import SyncEngine

private let tty = "/dev/ttyACM0"

extension PocketProblem: Exemplary {
  static let first = PocketProblem.none

  var next: PocketProblem? {
    switch self {
    case .none: .several([tty, "/dev/ttyUSB0"])
    case .several: .notFound(path: tty)
    case .notFound: .noPermission(path: tty)
    case .noPermission:
      .held(path: tty, by: DeviceHolder(processID: 4711, program: "ModemManager"))
    case .held: .wentAway(at: tty)
    case .wentAway: .silent(at: tty, seconds: 60)
    case .silent: .retired(label: "Pocket de Luc")
    case .retired: nil
    }
  }

  static let more: [PocketProblem] = [.held(path: tty, by: nil)]
}

private let phone = "/dev/bus/usb/001/004"

extension PortProblem: Exemplary {
  static let first = PortProblem.notTerminal(path: "/etc/hosts")

  var next: PortProblem? {
    switch self {
    case .notTerminal: .unsupportedRate(12_345)
    case .unsupportedRate: .systemFault(at: tty, call: "read", errno: 5)
    case .systemFault: .badDescriptors(path: phone, fault: "truncated(offsetBytes = 27)")
    case .badDescriptors: .noAccessoryMode(path: phone)
    case .noAccessoryMode: .phoneStayedAway(path: phone, seconds: 20)
    case .phoneStayedAway: .noPhoneService("usbmuxd")
    case .noPhoneService: .noAppListens(device: "R58N31", port: 47_411)
    case .noAppListens: .phoneServiceFailed(service: "adb", answer: "closed")
    case .phoneServiceFailed: .networkTimedOut(host: "pocket.local", port: 4711)
    case .networkTimedOut: .networkRefused(host: "pocket.local", port: 4711, errno: 111)
    case .networkRefused: .hostNotFound(host: "pocket.local")
    case .hostNotFound: nil
    }
  }
}

extension LineProblem: Exemplary {
  static let first = LineProblem.noAnswer(at: tty)

  var next: LineProblem? {
    switch self {
    case .noAnswer: .silent(at: tty, seconds: 10)
    case .silent: .tooNoisy(at: tty, tries: 16)
    case .tooNoisy: .congested(at: tty, bytes: 65_536)
    case .congested: .unconfirmed(at: tty)
    case .unconfirmed: .reset(at: tty)
    case .reset: .closedEarly(at: tty)
    case .closedEarly: .restarted(at: tty)
    case .restarted: nil
    }
  }
}

extension LinkProblem: Exemplary {
  static let first = LinkProblem.otherVersion(at: tty, version: 2)

  var next: LinkProblem? {
    switch self {
    case .otherVersion: .impossible(at: tty)
    case .impossible: .messageTooLong(at: tty, bytes: 2_000_000, limitBytes: 1_048_576)
    case .messageTooLong: .foreignMessageTooLong(at: tty, limitBytes: 1_048_576)
    case .foreignMessageTooLong: .notOpen(at: tty)
    case .notOpen: .notTrace(at: "session.trace")
    case .notTrace: .traceVersion(at: "session.trace", version: 9)
    case .traceVersion: .replayDiverged(at: "session.trace", offset: 123_456)
    case .replayDiverged: nil
    }
  }
}

extension ConversationProblem: Exemplary {
  static let first = ConversationProblem.malformed(field: "Introduction.device", at: tty)

  var next: ConversationProblem? {
    switch self {
    case .malformed: .overLimit(limit: "batchRows", found: 5000, maximum: 4096, at: tty)
    case .overLimit: .outOfTurn(message: "upBatch", state: "feeding", at: tty)
    case .outOfTurn: .otherVersion(oldest: 7, newest: 9, at: tty)
    case .otherVersion: .contradiction(field: "upEnd.last", at: tty)
    case .contradiction: nil
    }
  }

  static let more: [ConversationProblem] = [.otherVersion(oldest: 0, newest: 0, at: tty)]
}

extension RefusalProblem: Exemplary {
  static let first = RefusalProblem.notUnderstood(code: 1, detail: "welcome", at: tty)

  var next: RefusalProblem? {
    switch self {
    case .notUnderstood: .notPaired(at: tty)
    case .notPaired: .retired(at: tty)
    case .retired: .busy(at: tty)
    case .busy: .otherFarm(at: tty)
    case .otherFarm: .gap(at: tty)
    case .gap: .noRoom(at: tty)
    case .noRoom: .stopped(at: tty)
    case .stopped: .ownFault(detail: "journal", at: tty)
    case .ownFault: .schemaNotKept(detail: "column 1025", at: tty)
    case .schemaNotKept: .unknown(code: 99, detail: "moon phase", at: tty)
    case .unknown: nil
    }
  }

  static let more: [RefusalProblem] = [.unknown(code: 99, detail: "", at: tty)]
}
