import Foundation

/// A program that was started and may still be running; killed with this value.
final class Running {
  private let process = Process()
  private let out: URL
  private let err: URL
  private let feed: URL

  /// `name` is a program of the project or an absolute path.
  init(_ name: String, _ arguments: [String], in folder: URL, input: String = "") throws {
    process.executableURL =
      name.hasPrefix("/") ? URL(filePath: name) : Program.folder.appending(path: name)
    process.arguments = arguments
    process.environment = [
      "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "fr_BE.UTF-8", "HOME": folder.path,
      "POCKET_SYNC_CONFIG": folder.path + "/config.json",
      // A copied yard must not work on the database that the first one's `init` remembered.
      "POCKET_SYNC_DATABASE": folder.path + "/farm.sqlite",
    ]
    // Files, not pipes: a grandchild that keeps one open must not keep the test waiting.
    let mark = UUID().uuidString
    out = folder.appending(path: "out-\(mark)")
    err = folder.appending(path: "err-\(mark)")
    feed = folder.appending(path: "in-\(mark)")
    for file in [out, err] { try Data().write(to: file) }
    try Data(input.utf8).write(to: feed)
    process.standardInput = try FileHandle(forReadingFrom: feed)
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
  }

  var isRunning: Bool { process.isRunning }

  /// What it said so far.
  func words() throws -> String { try String(contentsOf: err, encoding: .utf8) }

  /// Sends a signal, such as SIGKILL.
  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// Waits for the end; the status is negative where a signal ended it.
  func outcome() throws -> Program.Outcome {
    process.waitUntilExit()
    let wasKilled = process.terminationReason == .uncaughtSignal
    return Program.Outcome(
      status: wasKilled ? -process.terminationStatus : process.terminationStatus,
      output: try String(contentsOf: out, encoding: .utf8), words: try words())
  }

  deinit {
    if process.isRunning {
      signal(SIGKILL)
      process.waitUntilExit()
    }
    for file in [out, err, feed] { try? FileManager.default.removeItem(at: file) }
  }
}
