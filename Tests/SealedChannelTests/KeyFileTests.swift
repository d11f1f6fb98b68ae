import Foundation
import SecureChannel
import Testing

@testable import SealedChannel

/// The file that makes an end what it is.
@Suite struct KeyFileTests {
  private let ends: Ends
  private var path: String { ends.pcPath }

  init() throws { ends = try Ends() }

  private func mode(_ path: String) throws -> Int {
    try #require(
      FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test func `the same end each time, and its owner alone can read the file`() throws {
    let first = try KeyFile(path: path).keys()
    #expect(try KeyFile(path: path).keys().own.publicKey == first.own.publicKey)
    #expect(try mode(path) == 0o600)
    #expect(try mode((path as NSString).deletingLastPathComponent) == 0o700)
    try KeyFile(path: path).change { $0.noteAttempt() }
    #expect(try mode(path) == 0o600)
    let again = try KeyFile(path: path).keys()
    #expect(again.own.publicKey == first.own.publicKey && again.book.attempts == 1)
  }

  @Test func `everything that is known comes back as it was kept`() throws {
    try ends.pair()
    let file = KeyFile(path: path)
    let peer = try #require(try file.keys().book.peers.first)
    try file.change { $0.retire(peer.key) }
    let kept = try #require(try KeyFile(path: path).keys().book.peers.first)
    #expect(kept.isRetired && kept.identity == Ends.device && kept.continuity == peer.continuity)
  }

  @Test(arguments: [0o640, 0o604, 0o666])
  func `a file that others can read is refused`(mode: Int) throws {
    let file = KeyFile(path: path)
    _ = try file.keys()
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    #expect(throws: KeyFileError.exposed(path: path, mode: UInt32(mode))) { try file.keys() }
  }

  @Test(arguments: [
    "", "no keys", "{\"format\": 2, \"secret\": \"\", \"attempts\": 0, \"peers\": []}",
    "{\"format\": 1, \"secret\": \"AAAA\", \"attempts\": 0, \"peers\": []}",
  ])
  func `what are no keys is refused and left as it is`(text: String) throws {
    let file = KeyFile(path: path)
    _ = try file.keys()
    try Data(text.utf8).write(to: URL(filePath: path))
    #expect(throws: KeyFileError.unreadable(path: path)) { try file.keys() }
    #expect(throws: KeyFileError.unreadable(path: path)) { try file.change { $0.noteAttempt() } }
    #expect(try Data(contentsOf: URL(filePath: path)) == Data(text.utf8))
  }

  @Test func `a file above the limit is not read`() throws {
    let file = KeyFile(path: path)
    _ = try file.keys()
    let keys = try Data(contentsOf: URL(filePath: path))
    let padding = Data(repeating: UInt8(ascii: " "), count: KeyFile.limitBytes)
    try (keys + padding).write(to: URL(filePath: path))
    #expect(throws: KeyFileError.unreadable(path: path)) { try file.keys() }
  }
}
