import Foundation
import SecureChannel

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
    try Running(name, arguments, in: folder, input: input).outcome()
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
  private(set) var address = ""
  private let process = Process()
  private let output = Pipe()

  /// The key that is printed on every pocket of these stories.
  static let printedKey = PrintedKey().text

  /// A pocket that the PC of the folder does not know yet is paired first, in a meeting of its own.
  init(_ arguments: [String], in folder: URL) throws {
    let pocket = arguments[arguments.firstIndex(of: "--farm")! + 1]
    if !FileManager.default.fileExists(atPath: pocket + "/keys.json") {
      try Simulator.pair(pocket, arguments, in: folder)
    }
    try start(arguments)
  }

  private init() {}

  /// Pairs a pocket by its printed key; also one that the PC has known otherwise.
  static func pair(_ pocket: String, _ arguments: [String] = [], in folder: URL) throws {
    let simulator = Simulator()
    defer { simulator.stop() }
    let label = arguments.firstIndex(of: "--label").map { ["--label", arguments[$0 + 1]] } ?? []
    try simulator.start(["--farm", pocket, "--tcp", "0", "--printed-key", printedKey] + label)
    let outcome = try Program.run(
      "pocket-sync", ["pair", "--pocket", simulator.address, "--key", printedKey], in: folder)
    guard outcome.status == 0 else { throw ProgramFailed(words: outcome.words) }
  }

  private func start(_ arguments: [String]) throws {
    process.executableURL = Program.folder.appending(path: "pocket-simulator")
    process.arguments = arguments
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

  /// Sends a signal, such as SIGSTOP.
  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// What it printed after its address; waits for its end.
  func rest() throws -> String {
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  deinit { stop() }
}
