import Foundation
import Testing

@testable import Age

private let ageIsInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/age")

/// Debian's age as the judge.
@Suite(.enabled(if: ageIsInstalled, "age is not installed: nobody judges our files"))
struct PeerTests {
  static let lengths = [0, 1, 1_000, 65_535, 65_536, 65_537, 131_072, 200_001]

  private func content(_ length: Int) -> [UInt8] {
    (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
  }

  private func withKeyFile<T>(_ identity: Identity, _ body: (String) throws -> T) throws -> T {
    let path = FileManager.default.temporaryDirectory.path + "/key-\(UUID().uuidString)"
    try Data((identity.secretText + "\n").utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  @Test(arguments: lengths) func `age opens what we sealed`(length: Int) throws {
    let identity = Identity()
    let other = Identity()
    let plain = content(length)
    let file = Sealer.file(
      plain, sealer: try Sealer(to: [other.recipient, identity.recipient]))
    let opened = try withKeyFile(identity) { key in
      try run("/usr/bin/age", ["-d", "-i", key], input: file)
    }
    #expect(opened == plain)
  }

  @Test(arguments: lengths) func `we open what age sealed`(length: Int) throws {
    let identity = Identity()
    let plain = content(length)
    for armored in [[], ["-a"]] {
      var file = try run(
        "/usr/bin/age", ["-r", identity.recipient.text] + armored, input: plain)
      if Armor.isArmored(file) { file = try Armor.decode(file) }
      #expect(try Opener.content(of: file, keys: [.identity(identity)]) == plain)
    }
  }

  @Test func `age-keygen names the same recipient`() throws {
    let identity = Identity()
    let said = try run(
      "/usr/bin/age-keygen", ["-y"], input: Array((identity.secretText + "\n").utf8))
    #expect(String(decoding: said, as: UTF8.self) == identity.recipient.text + "\n")
    let made = String(decoding: try run("/usr/bin/age-keygen", [], input: []), as: UTF8.self)
    let secret = try #require(made.split(separator: "\n").last)
    #expect(try Identity(String(secret)).secretText == String(secret))
  }

  /// age asks for a passphrase at a terminal only; `script` gives it one.
  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"),
      "script is not installed: nobody types the passphrase"))
  func `a passphrase opens both ways`() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/pass-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let plain = content(70_000)
    let ours = Sealer.file(plain, sealer: try Sealer(passphrase: "vache à lait"))
    try Data(ours).write(to: URL(fileURLWithPath: folder + "/ours.age"))
    try Data(plain).write(to: URL(fileURLWithPath: folder + "/plain"))
    try typed("vache à lait", "age -d -o \(folder)/opened \(folder)/ours.age", times: 1)
    #expect(FileManager.default.contents(atPath: folder + "/opened").map(Array.init) == plain)
    try typed("vache à lait", "age -p -o \(folder)/theirs.age \(folder)/plain", times: 2)
    let theirs = try #require(FileManager.default.contents(atPath: folder + "/theirs.age"))
    let keys = [AgeKey.passphrase("vache à lait")]
    #expect(try Opener.content(of: Array(theirs), keys: keys) == plain)
    #expect(throws: AgeError.noMatch) {
      try Opener.content(of: Array(theirs), keys: [.passphrase("vache a lait")])
    }
  }

  private func typed(_ text: String, _ command: String, times: Int) throws {
    let lines = (0..<times).map { _ in "sleep 1; echo '\(text)'" }.joined(separator: "; ")
    _ = try run(
      "/bin/sh", ["-c", "(\(lines); sleep 2) | script -qec '\(command)' /dev/null"], input: [])
  }
}
