import Link
import LinkChannel
import Transport

extension TransportError {
  func problem(at address: String) -> Problem {
    switch self {
    case .closed: .pocket(.wentAway(at: address))
    case .interrupted: .interrupted
    case .permissionDenied(let path): .pocket(.noPermission(path: path))
    case .noSuchDevice(let path): .pocket(.notFound(path: path))
    case .busy(let path, let holder): .pocket(.held(path: path, by: holder))
    // In the words in which one of them can be named.
    case .severalDevices(let ports):
      .pocket(.several(ports.map { "\(address.prefix { $0 != ":" }):\($0)" }))
    case .badDescriptors(let path, let fault): .port(.badDescriptors(path: path, fault: fault))
    case .noAccessoryMode(let path): .port(.noAccessoryMode(path: path))
    case .accessoryStayedAway(let path, let milliseconds):
      .port(.phoneStayedAway(path: path, seconds: milliseconds / 1000))
    case .noPhoneService(let service): .port(.noPhoneService(service))
    case .noAppListens(let device, let port): .port(.noAppListens(device: device, port: port))
    case .phoneServiceFailed(let service, let answer):
      .port(.phoneServiceFailed(service: service, answer: answer))
    case .notTerminal(let path): .port(.notTerminal(path: path))
    case .unsupportedBaud(let baud): .port(.unsupportedRate(baud))
    case .connectTimedOut(let host, let port, _):
      .port(.networkTimedOut(host: host, port: port))
    case .connectFailed(let host, let port, let errno):
      .port(.networkRefused(host: host, port: port, errno: errno))
    case .hostNotFound(let host, _): .port(.hostNotFound(host: host))
    case .system(let call, let errno):
      .port(.systemFault(at: address, call: call, errno: errno))
    case .notTrace: .link(.notTrace(at: address))
    case .traceVersion(let version): .link(.traceVersion(at: address, version: version))
    case .replayDiverged(let offset, _, _):
      .link(.replayDiverged(at: address, offset: offset))
    }
  }
}

extension MessageChannelError {
  func problem(at address: String) -> Problem {
    switch self {
    case .link(let error): error.problem(at: address)
    case .transport(let error): error.problem(at: address)
    case .openTimedOut: .line(.noAnswer(at: address))
    case .messageTooLong(let bytes, let limitBytes):
      .link(.messageTooLong(at: address, bytes: bytes, limitBytes: limitBytes))
    case .sendTimedOut(let bytes): .line(.congested(at: address, bytes: bytes))
    case .flushTimedOut: .line(.unconfirmed(at: address))
    case .reopened: .line(.restarted(at: address))
    case .closedByPeer: .line(.closedEarly(at: address))
    case .notOpen: .link(.notOpen(at: address))
    }
  }
}

extension LinkError {
  func problem(at address: String) -> Problem {
    switch self {
    case .messageTooLong(let bytes, let limitBytes):
      .link(.messageTooLong(at: address, bytes: bytes, limitBytes: limitBytes))
    case .queueFull(let bytes): .line(.congested(at: address, bytes: bytes))
    case .notOpen: .link(.notOpen(at: address))
    case .openTimedOut: .line(.noAnswer(at: address))
    case .peerSilent(let microseconds):
      .line(.silent(at: address, seconds: max(1, microseconds / 1_000_000)))
    case .triesExhausted(let tries): .line(.tooNoisy(at: address, tries: tries))
    case .resetByPeer: .line(.reset(at: address))
    case .impossibleAcknowledgement, .creditExceeded: .link(.impossible(at: address))
    case .peerMessageTooLong(let limitBytes):
      .link(.foreignMessageTooLong(at: address, limitBytes: limitBytes))
    case .versionMismatch(let version): .link(.otherVersion(at: address, version: version))
    }
  }
}
