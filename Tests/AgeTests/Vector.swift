import Foundation
import Testing

@testable import Age

/// One file of the published test kit.
struct Vector: CustomTestStringConvertible {
  let name: String
  private var lines: [(key: String, value: String)] = []
  let body: [UInt8]

  var testDescription: String { name }
  var expectation: String { first("expect") ?? "" }
  var payloadHash: String? { first("payload") }
  var isArmored: Bool { first("armored") == "yes" }
  var isCompressed: Bool { first("compressed") == "zlib" }
  /// For a kind of recipient that we do not have.
  var isOfOtherKind: Bool {
    all("identity").contains { $0.hasPrefix("AGE-SECRET-KEY-PQ-") }
  }

  private func first(_ key: String) -> String? { all(key).first }
  func all(_ key: String) -> [String] { lines.filter { $0.key == key }.map(\.value) }

  init(_ file: URL) throws {
    name = file.lastPathComponent
    let bytes = Array(try Data(contentsOf: file))
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")), end > start {
      let line = String(decoding: bytes[start..<end], as: UTF8.self)
      let colon = line.range(of: ": ")!
      lines.append((String(line[..<colon.lowerBound]), String(line[colon.upperBound...])))
      start = end + 1
    }
    body = Array(bytes[(start + 1)...])
  }

  static let all: [Vector] = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appendingPathComponent("fixtures/age/testkit")
    let files = try! FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return try! files.map(Vector.init).sorted { $0.name < $1.name }
  }()

  /// The keys of ours that it names; one that opens nothing where it names none.
  func keys() throws -> [AgeKey] {
    let identities = all("identity").filter { !$0.hasPrefix("AGE-SECRET-KEY-PQ-") }
    let keys =
      try identities.map { AgeKey.identity(try Identity($0)) }
      + all("passphrase").map(AgeKey.passphrase)
    return keys.isEmpty ? [.identity(Identity())] : keys
  }

  /// The age file, inflated by Python where the vector is compressed.
  func file() throws -> [UInt8] {
    guard isCompressed else { return body }
    let code = "import sys,zlib;sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read()))"
    return try run("/usr/bin/python3", ["-c", code], input: body)
  }
}

/// What a program makes of its input.
func run(_ program: String, _ arguments: [String], input: [UInt8]) throws -> [UInt8] {
  let folder = FileManager.default.temporaryDirectory
  let file = folder.appendingPathComponent("age-\(UUID().uuidString)")
  try Data(input).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  process.standardInput = try FileHandle(forReadingFrom: file)
  let output = Pipe()
  process.standardOutput = output
  process.standardError = FileHandle.nullDevice
  try process.run()
  let bytes = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw ProgramFailed(program: program) }
  return Array(bytes)
}

struct ProgramFailed: Error {
  let program: String
}
