@testable import SyncEngine

private let path = "/home/luc/session.pks"

extension RecordingProblem: Exemplary {
  static let first = RecordingProblem.notRecording(path: path)

  var next: RecordingProblem? {
    switch self {
    case .notRecording: .newerFormat(path: path, version: 2)
    case .newerFormat: .torn(path: path, atByte: 4_711)
    case .torn: .damaged(path: path, atByte: 4_711)
    case .damaged: .tooLong(path: path, atByte: 4_711)
    case .tooLong: .unfinished(path: path)
    case .unfinished: .notWritten(path: path, call: "write", errno: 28)
    case .notWritten: .differs(path: path, .message, number: 12, detail: "sent / received")
    case .differs: .noFrames(path: path)
    case .noFrames: .noTrace(path: path)
    case .noTrace: .noUSBMonitor(path: "/dev/usbmon1", errno: 13)
    case .noUSBMonitor: .notOnUSB(address: "tcp:ferme:7000")
    case .notOnUSB: nil
    }
  }

  static var more: [RecordingProblem] {
    ReplayDifference.Part.allCases.map { .differs(path: path, $0, number: 1, detail: "") }
  }
}

extension RecordSentence: Exemplary {
  static let first = RecordSentence.recording(path: path)

  var next: RecordSentence? {
    switch self {
    case .recording: .recorded(path: path, messages: 14)
    case .recorded: .masked
    case .masked: .unmasked(path: path)
    case .unmasked: .proven
    case .proven: .farmLeftOut
    case .farmLeftOut: .notProven
    case .notProven: .cable(path: path)
    case .cable: .keys(path: path)
    case .keys: .replayedPC(messages: 14)
    case .replayedPC: .replayedPocket(messages: 14)
    case .replayedPocket: .replayedSimulator(changes: 99)
    case .replayedSimulator: .simulatorLeftOut
    case .simulatorLeftOut: .replayedFarm(events: 9, tables: 58, rows: 2_345)
    case .replayedFarm: .noFarm
    case .noFarm: .endedWith(code: "LINE-02")
    case .endedWith: .endedWell
    case .endedWell: .replayedCable(path: path, messages: 14)
    case .replayedCable: .exported(path: path, packets: 88)
    case .exported: .exportCut(path: path)
    case .exportCut: .usbCaptured(path: path, packets: 250)
    case .usbCaptured: .usbLost(packets: 3)
    case .usbLost: nil
    }
  }
}
