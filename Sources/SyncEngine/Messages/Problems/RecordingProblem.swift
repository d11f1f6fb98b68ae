package import Diagnostics

/// A recording or a capture cannot be made, read or played.
package enum RecordingProblem: Sendable, Hashable {
  case notRecording(path: String)
  case newerFormat(path: String, version: UInt8)
  case torn(path: String, atByte: Int)
  case damaged(path: String, atByte: Int)
  case tooLong(path: String, atByte: Int)
  /// The session was still going on when the recording ended.
  case unfinished(path: String)
  case notWritten(path: String, call: String, errno: Int32)
  /// A replay went another way; what is compared, and the first that differs.
  case differs(path: String, ReplayDifference.Part, number: Int, detail: String)
  /// Neither form of the link is in the bytes.
  case noFrames(path: String)
  case noTrace(path: String)
  /// The kernel shows nobody what passes on its buses, or not this user.
  case noUSBMonitor(path: String, errno: Int32)
  /// The pocket's line is none on USB.
  case notOnUSB(address: String)

  var number: Int {
    switch self {
    case .notRecording: 1
    case .newerFormat: 2
    case .torn: 3
    case .damaged: 4
    case .tooLong: 5
    case .unfinished: 6
    case .notWritten: 7
    case .differs: 8
    case .noFrames: 9
    case .noTrace: 10
    case .noUSBMonitor: 11
    case .notOnUSB: 12
    }
  }
}

extension RecordingError {
  /// What a person is told.
  package func problem(path: String) -> Problem {
    let problem: RecordingProblem =
      switch self {
      case .notRecording: .notRecording(path: path)
      case .version(let version): .newerFormat(path: path, version: version)
      case .torn(let byte): .torn(path: path, atByte: byte)
      case .damaged(let byte): .damaged(path: path, atByte: byte)
      case .overLimit(let byte): .tooLong(path: path, atByte: byte)
      case .unfinished: .unfinished(path: path)
      case .system(let call, let errno): .notWritten(path: path, call: call, errno: errno)
      }
    return .recording(problem)
  }
}

extension USBMonitorError {
  /// What a person is told.
  package var problem: Problem {
    let problem: RecordingProblem =
      switch self {
      case .monitor(let path, let errno): .noUSBMonitor(path: path, errno: errno)
      case .file(let path, let call, let errno):
        .notWritten(path: path, call: call, errno: errno)
      }
    return .recording(problem)
  }
}
