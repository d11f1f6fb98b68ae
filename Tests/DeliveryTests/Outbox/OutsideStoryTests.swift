import Age
import Foundation
import Testing

@testable import Delivery

/// One command makes the copy and sends it; what cannot go waits, and the copy is never touched.
@Suite(
  .enabled(if: SeaweedRig.isThere, "SeaweedFS is not installed: nobody takes our copies"),
  .enabled(if: mailJudgesAreInstalled, "exim is not unpacked: nobody receives our mail"))
struct OutsideStoryTests {
  private static let letter = """
    Luc Dubois, ferme 1234567
    Les parcelles sont deux fois dans la liste.
    Que faut-il effacer ?
    """

  private func waiting(_ house: House) throws -> [String: Int] {
    struct Line: Decodable {
      struct Channel: Decodable {
        let name: String
        let waiting: Int
      }
      let channels: [Channel]
    }
    let text = try house.expect(["status", "--json"]).output
    let line = try JSONDecoder().decode(Line.self, from: Data(text.utf8))
    return Dictionary(uniqueKeysWithValues: line.channels.map { ($0.name, $0.waiting) })
  }

  @Test func `with the network down the stick is served and the rest goes at the next run`()
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
    rig.kill("s3")
    try mail.asksToComeLater(true)

    let first = try house.copy(["--server", "--mail", Self.letter])
    #expect(first.status == 0, "\(first.words)")
    #expect(first.words.contains("[SERVER-02]") && first.words.contains("[MAIL-36]"))
    #expect(try house.copies() == 1)
    #expect(try waiting(house) == ["server": 1, "mail": 1])

    try house.work(1)
    #expect(try house.copy(["--server"]).status == 0)
    #expect(try waiting(house) == ["server": 2, "mail": 1])
    try rig.start("s3")
    try mail.asksToComeLater(false)
    let sent = try house.expect(["send"])
    #expect(sent.output.contains("copie n° 1") && sent.output.contains("copie n° 2"))
    #expect(try waiting(house) == ["server": 0, "mail": 0])
    #expect(mail.waits(forLetters: 1))
    try house.expect(["send"])
    #expect(mail.letters().count == 1, "nothing is sent twice")
    #expect(try house.expect(["verify", "server"]).words.contains("2 copies"))
    try expectCopy(of: house, inLetter: try #require(mail.letters().first), key)
  }

  /// Debian's age and zstd give the database out of the letter that Python took apart.
  private func expectCopy(of house: House, inLetter path: String, _ key: Identity) throws {
    let place = try Scratch()
    let message = try ParsedMessage(path, attachmentsTo: place.url.path)
    #expect(message.defects.isEmpty)
    #expect(message.parts.contains { $0.text?.contains("deux fois dans la liste") ?? false })
    let keyFile = try place.write("key", (key.secretText + "\n").utf8)
    let sealed = place.path("copy-1.sqlite.zst.age")
    let image = try run(
      "/bin/sh", ["-c", "age -d -i '\(keyFile)' '\(sealed)' | zstd -dc"])
    let restored = place.path("restored.sqlite")
    try house.expect(["restore", house.stick, restored, "--generation", "1"])
    #expect(image == (try Data(contentsOf: URL(filePath: restored))))
  }

  @Test func `a new PC needs the account and the sheet and nothing else`() throws {
    let rig = try StoreRigs.seaweed.rig()
    let house = try House()
    try house.useServer(rig)
    let sheet = try String(contentsOfFile: try house.makeKey(), encoding: .utf8)
    #expect(try house.copy(["--server"]).status == 0)
    try house.work(1)
    #expect(try house.copy(["--server"]).status == 0)
    let secret = try #require(sheet.firstMatch(of: /AGE-SECRET-KEY-[A-Z0-9 ]+/))
    let empty = try House(accountOf: house)
    let none = try empty.run(["restore", "server", "back.sqlite"], input: "\n")
    #expect(none.status == 13 && none.words.contains("[COPY-"), "\(none.words)")
    try empty.expect(["restore", "server", "back.sqlite"], input: secret.output + "\n")
    let back = try empty.place.bytes("back.sqlite")
    #expect(back == (try Data(contentsOf: URL(filePath: house.database))))
  }

  @Test func `another server is not taken to have what the old one has`() throws {
    let rig = try StoreRigs.seaweed.rig()
    let house = try House()
    try house.useServer(rig)
    try house.makeKey()
    #expect(try house.copy(["--server"]).status == 0)
    try house.useServer(rig)
    try house.expect(["send", house.stick, "--server"])
    #expect(try inventory(house).known.map(\.generation) == [1])
    try house.work(1)
    #expect(try house.copy(["--server"]).status == 0)
    #expect(try inventory(house).known.map(\.generation) == [1, 2])
  }

  @Test func `a letter goes with the reason where the copy is refused`() throws {
    let house = try House()
    let mail = try MailServer(try Scratch())
    try house.useMail(mail, key: Identity().recipient.text)
    // A folder of the PC that nobody calls external.
    let refused = try house.run(["--then-backup", "--to", house.stick, "--mail", Self.letter])
    let code = try #require(refused.words.firstMatch(of: /MEDIUM-\d\d/)).output
    #expect(refused.status == 13 && mail.waits(forLetters: 1), "\(refused.words)")
    let message = try ParsedMessage(
      try #require(mail.letters().first), attachmentsTo: try Scratch().url.path)
    #expect(message.parts.contains { $0.text?.contains(code) ?? false })
    #expect(!message.parts.contains { $0.disposition == "attachment" })
  }

  @Test func `a delta is not taken for sent where the payload of its full is gone`() throws {
    let rig = try StoreRigs.seaweed.rig()
    let house = try House()
    let prefix = UUID().uuidString.lowercased()
    try house.useServer(rig, prefix: prefix)
    try house.makeKey()
    #expect(try house.copy(["--server"]).status == 0)
    let owner = try ObjectStore(rig.account(prefix: prefix), clock: .test)
    let full = try #require(
      try owner.list(prefix + "/").objects.first { $0.key.hasSuffix("-full.sqlite.zst.age") })
    _ = try owner.send(ObjectRequest(.delete, key: full.key))
    try house.work(1)
    let lost = try house.copy(["--server"])
    #expect(lost.status == 16 && lost.words.contains("[SERVER-34]"), "\(lost.words)")
    try house.work(2)
    let healed = try house.copy(["--server"])
    #expect(healed.status == 0 && healed.output.contains("copie n° 3"), "\(healed.words)")
    #expect(try waiting(house)["server"] == 0, "copy 2 was overtaken")
    #expect(try house.expect(["verify", "server"]).words.contains("2 copies"))
  }

  @Test func `a neighbour's stick does not go to this farm's server`() throws {
    let (house, neighbour) = (try House(), try House())
    #expect(try neighbour.copy().status == 0)
    try house.useServer(try StoreRigs.seaweed.rig())
    try house.makeKey()
    let outcome = try house.run(["send", neighbour.stick, "--server"])
    #expect(outcome.status == 13 && outcome.words.contains("[COPY-"), "\(outcome.words)")
    #expect(try waiting(house)["server"] == 0)
  }

  @Test func `a copy that is sealed again goes to a place of its own`() throws {
    let house = try House()
    try house.useServer(try StoreRigs.seaweed.rig())
    try house.makeKey()
    #expect(try house.copy(["--server"]).status == 0)
    // Somebody cleaned up: nothing on this PC knows what the server has.
    try FileManager.default.removeItem(atPath: house.place.path("outbox"))
    try house.work(1)
    let again = try house.copy(["--server"])
    #expect(again.status == 0 && again.output.contains("copie n° 2"), "\(again.words)")
    try house.expect(["verify", "server"])
    try house.expect(["restore", "server", "back.sqlite"])
    let back = try house.place.bytes("back.sqlite")
    #expect(back == (try Data(contentsOf: URL(filePath: house.database))))
  }

  @Test func `what cannot go is told with its code and the copy is made all the same`() throws {
    let house = try House(version: "2018.10")
    let noAccount = try house.copy(["--server", "--mail", "Luc\nRien"])
    #expect(noAccount.status == 16)
    #expect(noAccount.words.contains("[CHAN-08]") && noAccount.words.contains("[MAIL-01]"))
    #expect(try house.copies() == 1)
    try house.useServer(try StoreRigs.seaweed.rig())
    try house.work(1)
    let old = try house.copy(["--server"])
    #expect(old.status == 16 && old.words.contains("[SERVER-41]"), "\(old.words)")
    try house.sqlite("UPDATE program_version SET version = '2018.11'")
    let keyless = try house.copy(["--server"])
    #expect(keyless.status == 16 && keyless.words.contains("[SEND-06]"), "\(keyless.words)")
    let nobody = try house.copy(["--mail", "Problème : une panne,\nhier.\nPourquoi : à l'aide !"])
    #expect(nobody.status == 16 && nobody.words.contains("[MAIL-02]"), "\(nobody.words)")
    #expect(try house.copies() == 3)
    #expect(try waiting(house) == ["server": 0, "mail": 0])
  }

  @Test func `a wrong password waits for a person and the copy is there`() throws {
    let house = try House()
    let mail = try MailServer(try Scratch())
    try house.useMail(mail, key: Identity().recipient.text)
    let wrong = try house.place.write("password", "faux".utf8)
    try house.expect(["channels", "mail", "--password-file", wrong])
    let refused = try house.copy(["--mail", Self.letter])
    #expect(refused.status == 16 && refused.words.contains("[MAIL-31]"), "\(refused.words)")
    #expect(try house.copies() == 1)
    #expect(try house.expect(["send", "--due"]).words.isEmpty, "nobody is there to help")
    let right = try house.place.write("password", "pré vert".utf8)
    try house.expect(["channels", "mail", "--password-file", right])
    try house.expect(["send"])
    #expect(mail.waits(forLetters: 1))
  }

  @Test func `a copy that is too large for a mail stays out of it and its receipt goes`() throws {
    let house = try House()
    // Bytes that nothing compresses.
    try house.sqlite("CREATE TABLE ballast (b); INSERT INTO ballast VALUES (randomblob(1500000));")
    let mail = try MailServer(try Scratch())
    try house.useMail(mail, key: Identity().recipient.text, limitMegabytes: 1)
    let outcome = try house.copy(["--mail", Self.letter])
    #expect(outcome.status == 0 && outcome.words.contains("[MAIL-11]"), "\(outcome.words)")
    #expect(mail.waits(forLetters: 1))
    let message = try ParsedMessage(
      try #require(mail.letters().first), attachmentsTo: try Scratch().url.path)
    #expect(message.parts.contains { $0.name == "receipt.txt" })
    #expect(try house.copies() == 1)
  }

  @Test func `a mail server that says nothing or refuses leaves the copy as it is`() throws {
    let house = try House()
    let silent = try PlayedServer(try Scratch(), [.greeting: "silent"])
    let mail = try MailServer(try Scratch())
    try house.useMail(mail, key: Identity().recipient.text)
    try house.expect(["channels", "mail", "--port", String(silent.port)])
    let waits = try house.copy(["--mail", Self.letter])
    #expect(waits.status == 0 && waits.words.contains("[MAIL-24]"), "\(waits.words)")
    #expect(try house.copies() == 1)
    #expect(try waiting(house)["mail"] == 1)
    try house.expect([
      "channels", "mail", "--port", String(mail.startTLSPort), "--sender", "refused@example.be",
    ])
    let refused = try house.run(["send"])
    #expect(refused.status == 16 && refused.words.contains("[MAIL-33]"), "\(refused.words)")
    #expect(try waiting(house)["mail"] == 1)
  }

  @Test func `what the server lost is named and goes there again`() throws {
    let rig = try StoreRigs.seaweed.rig()
    let house = try House()
    let prefix = UUID().uuidString.lowercased()
    try house.useServer(rig, prefix: prefix)
    try house.makeKey()
    #expect(try house.copy(["--server"]).status == 0)
    let all = try house.expect(["channels", "compare"])
    #expect(all.output.contains("une copie entière") && all.output.contains("y est, entier"))
    let before = try inventory(house)
    #expect(before.known.map(\.generation) == [1] && before.lost.isEmpty)
    // What is known to be there does not go again.
    try house.expect(["send", house.stick, "--server"])
    #expect(try inventory(house) == before)

    let owner = try ObjectStore(rig.account(prefix: prefix), clock: .test)
    let full = try #require(
      try owner.list(prefix + "/").objects.first { $0.key.hasSuffix("-full.sqlite.zst.age") })
    _ = try owner.send(ObjectRequest(.delete, key: full.key))
    let lost = try house.run(["channels", "compare"])
    #expect(lost.status == 16 && lost.words.contains("[SEND-08]"), "\(lost.words)")
    #expect(lost.output.contains("la copie n° 1"))
    try house.expect(["send", house.stick, "--server"])
    let after = try inventory(house)
    #expect(after.known.map(\.generation) == [1] && after.broken.map(\.generation) == [1])
    #expect(after.known[0].place != after.broken[0].place)
    try house.expect(["restore", "server", "back.sqlite"])
    let back = try house.place.bytes("back.sqlite")
    #expect(back == (try Data(contentsOf: URL(filePath: house.database))))
  }

  private func inventory(_ house: House) throws -> ServerInventory {
    let text = try house.expect(["channels", "compare", "--json"]).output
    return try JSONDecoder().decode(ServerInventory.self, from: Data(text.utf8))
  }

  @Test func `a draft for the desktop's mail program is written and nothing waits`() throws {
    let house = try House()
    let mail = try MailServer(try Scratch())
    try house.useMail(mail, key: Identity().recipient.text)
    let outcome = try house.copy(["--mail", Self.letter, "--draft", "lettre.eml"])
    #expect(outcome.status == 0 && outcome.output.contains("lettre.eml"), "\(outcome.words)")
    let text = String(decoding: try house.place.bytes("lettre.eml"), as: UTF8.self)
    #expect(text.contains("X-Unsent: 1") && text.contains("copy-1.sqlite.zst.age"))
    #expect(try waiting(house) == ["server": 0, "mail": 0])
  }
}
