import Foundation
import Testing

@testable import Delivery

/// A farm without pockets on a PC of its own, with `pocket-sync` as a person runs it.
final class House {
  struct Outcome {
    let status: Int32
    let output: String
    let words: String
  }

  static let passphrase = "quatre vaches au pré"
  private static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "pocket-sync").path
  private static let project = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  let place: Scratch
  var database: String { place.path("farm.sqlite") }
  var stick: String { place.path("stick") }

  /// A prepared farm of a version that the server takes.
  init(version: String = "2026.2") throws {
    place = try Scratch()
    try FileManager.default.createDirectory(
      atPath: stick, withIntermediateDirectories: true)
    let fixtures = Self.project.appending(path: "fixtures").path
    try sqlite(".read \(fixtures)/farm/schema.sql")
    try expect(["init", database, "--profile", fixtures + "/profiles/farm.json"])
    try sqlite(
      ".read \(fixtures)/usb-lab/farm.sql\nUPDATE program_version SET version = '\(version)';")
  }

  /// A PC that has nothing but the account: no farm and no key.
  init(accountOf other: House) throws {
    place = try Scratch()
    try FileManager.default.copyItem(
      atPath: other.place.path("channels.json"), toPath: place.path("channels.json"))
  }

  func sqlite(_ sql: String) throws {
    _ = try DeliveryTests.run(
      "/usr/bin/sqlite3", ["-bail", database], input: Data((sql + "\n").utf8))
  }

  func work(_ number: Int) throws {
    try sqlite("UPDATE parcel SET label = label || ' \(number)';")
  }

  func run(_ arguments: [String], input: String = "") throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: Self.program)
    process.arguments = arguments
    process.currentDirectoryURL = place.url
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": place.url.path, "LANG": "fr_BE.UTF-8",
      "POCKET_SYNC_CONFIG": place.path("config.json"),
    ]
    let (given, said, told) = (Pipe(), Pipe(), place.path("words"))
    _ = try place.write("words", [])
    process.standardInput = given
    process.standardOutput = said
    process.standardError = FileHandle(forWritingAtPath: told)
    try process.run()
    try given.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try given.fileHandleForWriting.close()
    let output = said.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
      words: String(decoding: try place.bytes("words"), as: UTF8.self))
  }

  @discardableResult
  func expect(_ arguments: [String], status: Int32 = 0, input: String = "") throws -> Outcome {
    let outcome = try run(arguments, input: input)
    guard outcome.status == status else {
      throw RigFailed(
        name: arguments.joined(separator: " "),
        words: "\(outcome.status): \(outcome.output)\(outcome.words)")
    }
    return outcome
  }

  func useServer(_ rig: any StoreRig, prefix: String = UUID().uuidString.lowercased()) throws {
    let secret = try place.write("secret", rig.owner.secret.utf8)
    try expect([
      "channels", "server", "--endpoint", rig.endpoint, "--bucket", rig.bucket, "--prefix",
      prefix, "--key-id", rig.owner.keyID, "--secret-file", secret,
    ])
  }

  /// Where the sheet is that opens what leaves the farm.
  @discardableResult
  func makeKey() throws -> String {
    let twice = "\(Self.passphrase)\n\(Self.passphrase)\n"
    try expect(["keys", "new", "fiche.html", "--outside"], input: twice)
    return place.path("fiche.html")
  }

  func useMail(_ server: MailServer, key: String, limitMegabytes: Int? = nil) throws {
    let password = try place.write("password", "pré vert".utf8)
    let limit = limitMegabytes.map { ["--limit-megabytes", String($0)] } ?? []
    try expect(
      [
        "channels", "mail", "--host", "localhost", "--port", String(server.startTLSPort),
        "--user", "ferme", "--password-file", password, "--sender", "ferme@example.be",
        "--helpdesk", "help@example.org", "--helpdesk-key", key, "--certificates",
        server.certificate,
      ] + limit)
  }

  /// A copy on the stick, and what goes with it.
  func copy(_ more: [String] = []) throws -> Outcome {
    try run(["--then-backup", "--pretend-external", stick] + more)
  }

  /// How many copies the stick has; every bit of them was read.
  func copies() throws -> Int {
    try expect(["verify", stick])
    let list = try expect(["generations", stick, "--json"]).output
    return try #require(JSONSerialization.jsonObject(with: Data(list.utf8)) as? [Any]).count
  }
}
