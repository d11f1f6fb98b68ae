import Foundation
import Testing

/// One behaviour of the command line, as `fixtures/commands/README.md` describes the file.
struct CommandFile: Sendable, CustomTestStringConvertible {
  /// What stands in the folder before the program runs.
  enum Given: String, Sendable {
    case nothing
    case database
    case prepared
    case copied
    case settled
    case apart
  }

  let name: String
  var given = Given.nothing
  var arguments: [String] = []
  var status: Int32 = 0
  /// Fragments of standard output and of standard error.
  var output: [String] = []
  var words: [String] = []
  /// True where that side must stay empty.
  var isOutputEmpty = false
  var areWordsEmpty = false
  /// Every key of the JSON on standard output, at any depth.
  var keys: Set<String>?

  var testDescription: String { name }

  static let project = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let folder = project.appending(path: "fixtures/commands")

  static func all() throws -> [CommandFile] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasSuffix(".txt") }
      .map { name in
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        return try CommandFile(name: name, text: text)
      }
  }

  init(name: String, text: String) throws {
    self.name = name
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      try take(parts[0], parts.count > 1 ? parts[1] : "", line: String(line))
    }
  }

  private mutating func take(_ key: String, _ value: String, line: String) throws {
    switch (key, value) {
    case ("given", _):
      guard let given = Given(rawValue: value) else { throw UnknownLine(file: name, line: line) }
      self.given = given
    case ("args", _): arguments += value.split(separator: " ").map(String.init)
    case ("arg", _): arguments.append(value)
    case ("status", _):
      guard let status = Int32(value) else { throw UnknownLine(file: name, line: line) }
      self.status = status
    case ("output", ""): isOutputEmpty = true
    case ("output", _): output.append(value)
    case ("words", ""): areWordsEmpty = true
    case ("words", _): words.append(value)
    case ("keys", _): keys = Set(value.split(separator: " ").map(String.init))
    default: throw UnknownLine(file: name, line: line)
    }
  }

  struct UnknownLine: Error {
    let file: String
    let line: String
  }
}
