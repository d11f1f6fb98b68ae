import Foundation
import SecureChannel
import Testing

@testable import SealedChannel

struct KeyLogTests {
  private let path = NSTemporaryDirectory() + "keys-" + UUID().uuidString

  @Test func `each session's keys are a line in a file that its owner alone may read`() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let ring = KeyFile(path: path + ".ring")
    defer { try? FileManager.default.removeItem(atPath: path + ".ring") }
    let log = try KeyLog(over: ring, to: path)
    let secrets = ChannelSecrets(
      toPocket: Array(repeating: 1, count: 32), toPC: Array(repeating: 0xAB, count: 32))
    let first = [UInt8](repeating: 0, count: 5) + Array(repeating: 0x0F, count: 32) + [7]
    try log.note(secrets, firstMessage: first)
    try log.note(secrets, firstMessage: first)
    let line = ["0f", "01", "ab"].map { Array(repeating: $0, count: 32).joined() }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let expected = "POCKET1 " + line.joined(separator: " ") + "\n"
    #expect(text == expected + expected)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(throws: KeyFileError.self) { try KeyLog(over: ring, to: path) }
  }
}
