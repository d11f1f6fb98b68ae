import Age
import Foundation
import Testing

@testable import Delivery

/// The bundle leaves by the server's way and by mail, locked for the helpdesk on both.
@Suite(
  .enabled(if: SeaweedRig.isThere, "SeaweedFS is not installed: nobody takes our files"),
  .enabled(if: mailJudgesAreInstalled, "exim is not unpacked: nobody receives our mail"))
struct BundleStoryTests {
  private static let letter = "Luc Dubois, ferme 1234567\nLe pocket ne répond plus.\nQue faire ?"

  @Test func `the helpdesk opens what came by either way, and copies are not mixed up with it`()
    throws
  {
    let rig = try SeaweedRig()
    try rig.makeBucket()
    let house = try House()
    try house.useServer(rig)
    try house.makeKey()
    let key = Identity()
    let mail = try MailServer(try Scratch())
    try house.useMail(mail, key: key.recipient.text)
    #expect(try house.copy(["--server"]).status == 0)
    let sent = try house.expect(["bundle", "--yes", "--server", "--mail", Self.letter])
    #expect(sent.output.contains("Le paquet est sur le serveur protégé"), "\(sent.output)")
    #expect(sent.output.contains("L'e-mail est parti"), "\(sent.output)")
    #expect(mail.waits(forLetters: 1))

    let place = try Scratch()
    let message = try ParsedMessage(
      try #require(mail.letters().first), attachmentsTo: place.url.path)
    let attached = try FileManager.default.contentsOfDirectory(atPath: place.url.path)
    let sealed = try #require(attached.first { $0.hasSuffix(".tar.zst.age") })
    let hint = try #require(
      message.parts.compactMap(\.text).joined()
        .firstMatch(of: /open: age -d -i HELPDESK-KEY (.*)/))
    #expect(hint.1.hasSuffix("| zstd -dc | tar -x"))
    try expectBundle(Data(contentsOf: place.url.appending(path: sealed)), key, place)

    let objects = try stored(house)
    let payload = try #require(objects.first { $0.key.hasSuffix(".tar.zst.age") })
    #expect(payload.key.contains("/bundle-"))
    try expectBundle(payload.value, key, place)
    #expect(try house.expect(["verify", "server"]).words.contains("1 copie"))
  }

  private func expectBundle(_ bytes: Data, _ key: Identity, _ place: Scratch) throws {
    #expect(bytes.prefix(21) == Data("age-encryption.org/v1".utf8))
    let sealed = try place.write("sealed", bytes)
    let keyFile = try place.write("key", (key.secretText + "\n").utf8)
    let list = try run(
      "/bin/sh", ["-ec", "age -d -i '\(keyFile)' '\(sealed)' | zstd -dc | tar -t"])
    #expect(String(decoding: list, as: UTF8.self).contains("pocket-sync-bundle/SHA256SUMS"))
  }

  /// All that the server has of this house, by key.
  private func stored(_ house: House) throws -> [String: Data] {
    let settings = try ChannelSettings(file: try house.place.bytes("channels.json"))
    let account = try #require(settings.server)
    let store = try ObjectStore(account, clock: .test)
    var objects: [String: Data] = [:]
    for object in try store.list(ServerPlace(account: account).prefix).objects {
      objects[object.key] = Data(try store.bytes(object.key, limitBytes: 1 << 20) ?? [])
    }
    return objects
  }
}
