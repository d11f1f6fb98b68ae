import Foundation

/// One copy in a process of its own below strace, which hits it where it is told to.
struct TracedCopy {
  let program: String
  let yard: CopyYard

  /// How it ended, and whether it was hit at all.
  struct Fate {
    let isHit: Bool
    let isGood: Bool
  }

  /// What strace shall do at a call.
  enum Hit {
    case kill
    case error(String)
    case errorFromNowOn(String)
    case lie(result: Int)

    func words(at point: CallPoint) -> String {
      switch self {
      case .kill: "\(point.name):signal=SIGKILL:when=\(point.number)"
      case .error(let code): "\(point.name):error=\(code):when=\(point.number)"
      case .errorFromNowOn(let code): "\(point.name):error=\(code):when=\(point.number)+"
      case .lie(let result): "\(point.name):retval=\(result):when=\(point.number)"
      }
    }
  }

  private var log: String { yard.folder + "/calls" }
  private static let limitSeconds = 120

  /// Undisturbed, to learn what calls there are.
  func trace() throws -> CallTrace {
    let status = try run(["-s", "500"])
    guard status == 0 else { throw Violation("an undisturbed copy ended with \(status)") }
    let text = try String(contentsOfFile: log, encoding: .utf8)
    let trace = CallTrace(text: text, medium: yard.medium)
    guard trace.hasBegun else {
      throw Violation("no call of the copy was seen to reach the medium")
    }
    return trace
  }

  func run(_ hit: Hit, at point: CallPoint) throws -> Fate {
    let status = try run([
      "-e", "trace=\(point.name)", "-e", "inject=" + hit.words(at: point),
    ])
    guard status != 124 else { throw Violation("\(hit) at \(point): the copy hangs") }
    let text = try String(contentsOfFile: log, encoding: .utf8)
    let isHit = text.contains("INJECTED") || text.contains("killed by SIGKILL")
    return Fate(isHit: isHit, isGood: status == 0)
  }

  private func run(_ options: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments =
      ["--kill-after=5", "\(Self.limitSeconds)", "strace", "-f", "-o", log] + options
      + [program, "one-copy", yard.folder]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
