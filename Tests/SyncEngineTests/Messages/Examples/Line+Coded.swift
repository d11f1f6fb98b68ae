import Link
import LinkChannel
import PocketProtocol
import Records
import Transport

private let tty = "/dev/ttyACM0"
private let phone = "/dev/bus/usb/001/004"

extension TransportError: CodedExemplary {
  static var first: TransportError { .closed }

  var step: (code: String, next: TransportError?) {
    switch self {
    case .closed: ("POCKET-06", .interrupted)
    case .interrupted: ("STOP-01", .permissionDenied(path: tty))
    case .permissionDenied: ("POCKET-04", .noSuchDevice(path: tty))
    case .noSuchDevice: ("POCKET-03", .busy(path: tty, holder: nil))
    case .busy: ("POCKET-05", .severalDevices(["1-1", "1-2"]))
    case .severalDevices: ("POCKET-02", .badDescriptors(path: phone, fault: "f"))
    case .badDescriptors: ("POCKET-14", .noAccessoryMode(path: phone))
    case .noAccessoryMode:
      ("POCKET-15", .accessoryStayedAway(path: phone, milliseconds: 20_000))
    case .accessoryStayedAway: ("POCKET-16", .noPhoneService("usbmuxd"))
    case .noPhoneService: ("POCKET-17", .noAppListens(device: "R58", port: 47_411))
    case .noAppListens: ("POCKET-18", .phoneServiceFailed(service: "adb", answer: "closed"))
    case .phoneServiceFailed: ("POCKET-19", .notTerminal(path: tty))
    case .notTerminal: ("POCKET-11", .unsupportedBaud(12_345))
    case .unsupportedBaud:
      ("POCKET-12", .connectTimedOut(host: "a", port: 1, milliseconds: 5000))
    case .connectTimedOut: ("POCKET-21", .connectFailed(host: "a", port: 1, errno: 111))
    case .connectFailed: ("POCKET-22", .hostNotFound(host: "a", code: -2))
    case .hostNotFound: ("POCKET-23", .system(call: "read", errno: 5))
    case .system: ("POCKET-13", .notTrace)
    case .notTrace: ("LINE-21", .traceVersion(9))
    case .traceVersion: ("LINE-22", .replayDiverged(sentOffset: 3, expected: 1, actual: 2))
    case .replayDiverged: ("LINE-23", nil)
    }
  }
}

extension MessageChannelError: CodedExemplary {
  static var first: MessageChannelError { .link(.openTimedOut) }

  var step: (code: String, next: MessageChannelError?) {
    switch self {
    case .link: ("LINE-01", .transport(.closed))
    case .transport: ("POCKET-06", .openTimedOut(milliseconds: 12_000))
    case .openTimedOut: ("LINE-01", .messageTooLong(bytes: 2, limitBytes: 1))
    case .messageTooLong: ("LINE-13", .sendTimedOut(queuedBytes: 65_536))
    case .sendTimedOut: ("LINE-04", .flushTimedOut(milliseconds: 5000))
    case .flushTimedOut: ("LINE-05", .reopened)
    case .reopened: ("LINE-08", .closedByPeer)
    case .closedByPeer: ("LINE-07", .notOpen)
    case .notOpen: ("LINE-15", nil)
    }
  }
}

extension LinkError: CodedExemplary {
  static var first: LinkError { .messageTooLong(bytes: 2, limitBytes: 1) }

  var step: (code: String, next: LinkError?) {
    switch self {
    case .messageTooLong: ("LINE-13", .queueFull(queuedBytes: 65_536))
    case .queueFull: ("LINE-04", .notOpen)
    case .notOpen: ("LINE-15", .openTimedOut)
    case .openTimedOut: ("LINE-01", .peerSilent(microseconds: 10_000_000))
    case .peerSilent: ("LINE-02", .triesExhausted(tries: 16))
    case .triesExhausted: ("LINE-03", .resetByPeer)
    case .resetByPeer: ("LINE-06", .impossibleAcknowledgement(sequence: 7))
    case .impossibleAcknowledgement: ("LINE-12", .creditExceeded(limitBytes: 1))
    case .creditExceeded: ("LINE-12", .peerMessageTooLong(limitBytes: 1))
    case .peerMessageTooLong: ("LINE-14", .versionMismatch(peer: 2))
    case .versionMismatch: ("LINE-11", nil)
    }
  }
}

extension ProtocolFault: CodedExemplary {
  static var first: ProtocolFault { .malformed("Introduction.device") }

  var step: (code: String, next: ProtocolFault?) {
    switch self {
    case .malformed: ("PROTO-01", .overLimit(.batchRows, found: 5000))
    case .overLimit: ("PROTO-02", .wrongState(message: "upBatch", state: "feeding"))
    case .wrongState: ("PROTO-03", .versionMismatch(oldest: 7, newest: 9))
    case .versionMismatch: ("PROTO-04", .otherFarm(RowID(high: 1, low: 2)))
    case .otherFarm: ("PROTO-15", .contradiction("upEnd.last"))
    case .contradiction: ("PROTO-05", nil)
    }
  }
}

extension Refusal: CodedExemplary {
  private static let known: [(code: RefusalCode, problem: String)] = [
    (.malformed, "PROTO-11"), (.overLimit, "PROTO-11"), (.wrongState, "PROTO-11"),
    (.versionMismatch, "PROTO-11"), (.contradiction, "PROTO-11"), (.notPaired, "PROTO-12"),
    (.retired, "PROTO-13"), (.busy, "PROTO-14"), (.otherFarm, "PROTO-15"), (.gap, "PROTO-16"),
    (.noRoom, "PROTO-17"), (.stopped, "PROTO-18"), (.ownFault, "PROTO-19"),
    (.schemaNotKept, "PROTO-20"),
  ]

  static var first: Refusal { Refusal(code: RefusalCode.known[0], detail: "detail") }

  /// In the order of the codes that the protocol lists; the last one is none of them.
  var step: (code: String, next: Refusal?) {
    let problem = Self.known.first { $0.code == code }?.problem ?? "PROTO-21"
    guard let index = RefusalCode.known.firstIndex(of: code) else { return (problem, nil) }
    let after = index + 1
    let next =
      after < RefusalCode.known.count ? RefusalCode.known[after] : RefusalCode(rawValue: 9999)
    return (problem, Refusal(code: next, detail: "detail"))
  }
}
