import Foundation

/// One of the project's programs, run as a process of its own.
struct Program {
  struct Outcome {
    let status: Int32
    let output: String
    let words: String
  }

  /// Where the programs were built: beside the tests.
  static let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()

  /// Runs to the end; `name` is a program of the project or an absolute path.
  static func run(
    _ name: String, _ arguments: [String], in folder: URL, input: String = ""
  ) throws -> Outcome {
    let process = Process()
    process.executableURL =
      name.hasPrefix("/") ? URL(filePath: name) : Self.folder.appending(path: name)
    process.arguments = arguments
    process.environment = [
      "PATH": "/usr/bin:/bin", "LANG": "fr_BE.UTF-8", "HOME": folder.path,
      "POCKET_SYNC_CONFIG": folder.path + "/config.json",
      // A copied yard must not work on the database that the first one's `init` remembered.
      "POCKET_SYNC_DATABASE": folder.path + "/farm.sqlite",
    ]
    // Files, not pipes: a grandchild that keeps one open must not keep the test waiting.
    let mark = UUID().uuidString
    let out = folder.appending(path: "out-\(mark)")
    let err = folder.appending(path: "err-\(mark)")
    let feed = folder.appending(path: "in-\(mark)")
    for file in [out, err] { try Data().write(to: file) }
    try Data(input.utf8).write(to: feed)
    process.standardInput = try FileHandle(forReadingFrom: feed)
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
    process.waitUntilExit()
    defer { for file in [out, err, feed] { try? FileManager.default.removeItem(at: file) } }
    return Outcome(
      status: process.terminationStatus, output: try String(contentsOf: out, encoding: .utf8),
      words: try String(contentsOf: err, encoding: .utf8))
  }

  /// Debian's sqlite3 on a file; the lines that it printed.
  static func sqlite(_ path: String, _ sql: String, in folder: URL) throws -> [String] {
    let outcome = try run("/usr/bin/sqlite3", ["-bail", path], in: folder, input: sql)
    guard outcome.status == 0 else { throw ProgramFailed(words: outcome.words) }
    return outcome.output.split(separator: "\n").map(String.init)
  }
}

struct ProgramFailed: Error { let words: String }

/// `pocket-simulator` waiting for a PC; ends with this value.
final class Simulator {
  /// As `--pocket` takes it.
  let address: String
  private let process = Process()

  init(_ arguments: [String], in folder: URL) throws {
    process.executableURL = Program.folder.appending(path: "pocket-simulator")
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var text = Data()
    // Field work is told before the line that says where the pocket listens.
    while true {
      guard let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty else {
        throw ProgramFailed(words: String(decoding: text, as: UTF8.self))
      }
      guard byte == Data([10]) else {
        text += byte
        continue
      }
      let line = String(decoding: text, as: UTF8.self)
      text = Data()
      if line.hasPrefix("pty ") {
        address = String(line.dropFirst(4))
        return
      }
      if line.hasPrefix("tcp ") {
        address = "tcp:" + line.dropFirst(4)
        return
      }
    }
  }

  func stop() {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  deinit { stop() }
}
