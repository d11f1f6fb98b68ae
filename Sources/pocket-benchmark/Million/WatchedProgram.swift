import Foundation
import Glibc
import Synchronization

/// One of the project's programs as a process of its own, its memory looked at while it runs.
final class WatchedProgram: Sendable {
  private static let lookMicroseconds: UInt32 = 5_000

  private let process: Process
  private let output = Pipe()
  private let peak = Mutex(0.0)

  /// Starts the program that stands beside this one; `folder` is its home.
  init(_ name: String, _ arguments: [String], in folder: String) throws {
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: name)
    process.arguments = arguments
    process.environment = [
      "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "en_GB.UTF-8", "HOME": folder,
      "POCKET_SYNC_CONFIG": folder + "/config.json",
      "POCKET_SYNC_DATABASE": folder + "/farm.sqlite",
    ]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let status = "/proc/\(process.processIdentifier)/status"
    Thread.detachNewThread { [self] in
      while let mebibytes = StepFigures.peakMebibytes(status) {
        peak.withLock { $0 = max($0, mebibytes) }
        usleep(Self.lookMicroseconds)
      }
    }
  }

  /// The most memory that it had, as far as it was seen.
  var peakMebibytes: Double { peak.withLock { $0 } }

  var isRunning: Bool { process.isRunning }

  /// Its first line of output that begins with `prefix`; nil where it ended before.
  func line(with prefix: String) throws -> String? {
    var line: [UInt8] = []
    while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first {
      guard byte == 10 else {
        line.append(byte)
        continue
      }
      let text = String(decoding: line, as: UTF8.self)
      if text.hasPrefix(prefix) { return text }
      line = []
    }
    return nil
  }

  /// Waits for the end; what it printed since, and its status, negative for a signal.
  func finish() throws -> (output: String, status: Int32) {
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let status = process.terminationStatus
    return (
      String(decoding: data, as: UTF8.self),
      process.terminationReason == .uncaughtSignal ? -status : status
    )
  }

  func kill() { Glibc.kill(process.processIdentifier, SIGKILL) }
}
