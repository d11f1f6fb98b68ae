import Foundation
import SecureChannel
import Testing

/// The pocket of `docs/kit`, run by the Python that the judges have.
final class KitPocket {
  static let key = PrintedKey().text

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardized
  private static let python = root.path + "/.build/judges/bin/python"
  static let kit = root.appending(path: "docs/kit")
  static let isInstalled =
    FileManager.default.isExecutableFile(atPath: python)
    && (try? Program.run(
      python, ["-c", "import google.protobuf, cryptography"], in: root
    ).status) == 0

  /// As `--pocket` takes it.
  private(set) var address = ""
  private let process = Process()
  private let output = Pipe()

  /// A pocket that keeps itself in `folder`; `kit` is where its text is, changed or not.
  init(_ folder: URL, _ arguments: [String], kit: URL = KitPocket.kit) throws {
    process.executableURL = URL(filePath: Self.python)
    process.arguments =
      [
        "-B", kit.path + "/pocket.py", "--folder", folder.path + "/pocket", "--printed-key",
        Self.key,
      ] + arguments
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var text = Data()
    while let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty {
      guard byte == Data([10]) else {
        text += byte
        continue
      }
      let line = String(decoding: text, as: UTF8.self)
      address = line.hasPrefix("pty ") ? String(line.dropFirst(4)) : "tcp:" + line.dropFirst(4)
      drain()
      return
    }
    throw ProgramFailed(words: String(decoding: text, as: UTF8.self))
  }

  /// What it goes on to say is nobody's, and must not fill the pipe.
  private func drain() { output.fileHandleForReading.readabilityHandler = { _ = $0.availableData } }

  /// Runs it without a line, to its end.
  static func run(_ folder: URL, _ arguments: [String]) throws -> Program.Outcome {
    try Program.run(
      python,
      ["-B", kit.path + "/pocket.py", "--folder", folder.path + "/pocket"] + arguments, in: folder)
  }

  static func selfTest(in folder: URL) throws -> Program.Outcome {
    try Program.run(
      python, ["-B", kit.path + "/selftest.py", root.path + "/fixtures"], in: folder)
  }

  /// A copy of the kit in which each text stands for another one; throws where one is not found.
  static func mutant(_ changes: [Mutant.Change], in folder: URL) throws -> URL {
    let copy = folder.appending(path: "kit")
    try FileManager.default.copyItem(at: kit, to: copy)
    for change in changes {
      let file = copy.appending(path: change.file)
      let text = try String(contentsOf: file, encoding: .utf8)
      guard text.ranges(of: change.old).count == 1 else {
        throw ProgramFailed(words: "\(change.file) does not hold once: \(change.old)")
      }
      try text.replacing(change.old, with: change.new).write(
        to: file, atomically: true, encoding: .utf8)
    }
    return copy
  }

  func stop() {
    output.fileHandleForReading.readabilityHandler = nil
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  deinit { stop() }
}

/// A pocket that breaks one rule, and the number of that rule.
struct Mutant: CustomTestStringConvertible, Sendable {
  struct Change: Sendable {
    let file: String
    let old: String
    let new: String
  }

  let rule: String
  let changes: [Change]
  var testDescription: String { rule }

  init(_ rule: String, _ file: String, _ changes: (String, String)...) {
    self.rule = rule
    self.changes = changes.map { Change(file: file, old: $0.0, new: $0.1) }
  }
}
