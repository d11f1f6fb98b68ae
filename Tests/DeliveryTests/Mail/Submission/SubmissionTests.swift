import Age
import Foundation
import Testing

@testable import Delivery

/// What of Debian's receives and reads mail; without one of them nobody would judge.
let mailJudgesAreInstalled =
  MailServer.isInstalled
  && ["age", "zstd", "python3", "openssl"].allSatisfy {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
  }

@Suite(.enabled(if: mailJudgesAreInstalled, "exim is not unpacked: nobody receives our mail"))
struct SubmissionTests {
  private let place: Scratch
  private let server: MailServer

  init() throws {
    place = try Scratch()
    server = try MailServer(place)
  }

  private func channel(_ change: (inout MailAccount) -> Void = { _ in }) -> MailChannel {
    var account = MailAccount(
      host: "localhost", port: server.startTLSPort, user: "ferme", password: Secret("pré vert"),
      sender: MailAddress("ferme@example.be")!, helpdesk: MailAddress("help@example.org")!,
      recipient: nil, certificateFile: server.certificate)
    change(&account)
    return MailChannel(
      account: account, program: "pocket-sync 0.9",
      line: LineSettings(connectSeconds: 5, silenceSeconds: 3))
  }

  private func letter(
    _ channel: MailChannel, _ name: String = "letter.eml", _ attachments: [MailAttachment] = [],
    _ change: (inout HelpdeskMail) -> Void = { _ in }
  ) throws -> String {
    var mail = Sample.mail(attachments)
    change(&mail)
    try channel.write(mail, to: place.path(name))
    return place.path(name)
  }

  private func error(_ body: () throws -> Void) -> MailError? {
    do { try body() } catch { return error as? MailError }
    return nil
  }

  @Test(arguments: MailAccount.Protection.allCases)
  func `a letter arrives over TLS, and what it carries opens`(
    protection: MailAccount.Protection
  ) throws {
    let helpdesk = Identity()
    let database = Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0 * $0 >> 7) })
    let packed = try run("/usr/bin/zstd", ["-qc"], input: database)
    let sealed = Sealer.file(Array(packed), sealer: try Sealer(to: [helpdesk.recipient]))
    let file = try place.write("sealed", sealed)
    let name = "ferme-000019.sqlite.zst.age"
    let channel = channel {
      $0.protection = protection
      $0.port = protection == .tls ? server.tlsPort : server.startTLSPort
    }
    let attachment = MailAttachment(name: name, content: .file(path: file, bytes: sealed.count))
    let receipt = try channel.submit(try letter(channel, "letter.eml", [attachment]))
    #expect(receipt.messageID == "<\(Sample.identity.text)@example.be>")
    #expect(receipt.reply.hasPrefix("250 OK id="))

    #expect(server.waits(forLetters: 1))
    let parsed = try ParsedMessage(server.letters()[0], attachmentsTo: place.url.path)
    #expect(parsed.defects == [])
    #expect(parsed.headers["return-path"] == "<ferme@example.be>")
    #expect(parsed.headers["envelope-to"] == "help@example.org")
    #expect(parsed.headers["subject"] == Sample.words.subject)
    #expect(
      parsed.parts[0].text?.hasPrefix(Sample.mail().body.prefix(10).joined(separator: "\n")) == true
    )
    #expect(server.log.contains("A=plain:ferme") && server.log.contains("X=TLS1."))

    let key = try place.write("key", helpdesk.secretText.utf8)
    let opened = try run("/usr/bin/age", ["-d", "-i", key, place.path(name)])
    #expect(try run("/usr/bin/zstd", ["-dc"], input: opened) == database)
  }

  @Test func `lines that begin with dots arrive as they were written`() throws {
    let channel = channel()
    let path = try letter(channel) { mail in
      mail.letter = try! HelpdeskLetter(
        LetterDraft(who: "Luc", problem: ".\n..\n.x", purpose: "From here\nQUIT"))
    }
    _ = try channel.submit(path)
    #expect(server.waits(forLetters: 1))
    let parsed = try ParsedMessage(server.letters()[0], attachmentsTo: place.url.path)
    #expect(parsed.parts[0].text?.contains("\n.\n..\n.x\n") == true)
    #expect(parsed.parts[0].text?.contains("\nFrom here\nQUIT\n") == true)
  }

  @Test func `who is told to come later comes with the same letter`() throws {
    let channel = channel()
    let path = try letter(channel)
    try server.asksToComeLater(true)
    let refusal = error { _ = try channel.submit(path) }
    #expect(refusal == .later(reply: "451 come again"))
    #expect(refusal?.isWorthRetrying == true)
    try server.asksToComeLater(false)
    let receipt = try channel.submit(path)
    #expect(server.waits(forLetters: 1))
    let parsed = try ParsedMessage(server.letters()[0], attachmentsTo: place.url.path)
    #expect(parsed.headers["message-id"] == receipt.messageID)
    #expect(server.log.contains("deferred \(receipt.messageID)"))
  }

  @Test func `a wrong password is refused before anything else is said`() throws {
    let channel = channel { $0.password = Secret("faux") }
    let path = try letter(channel)
    #expect(
      error { _ = try channel.submit(path) }
        == .loginRefused(user: "ferme", reply: "535 Incorrect authentication data"))
    #expect(error { try channel.verify() }.map { "\($0)" }?.contains("loginRefused") == true)
    #expect(server.letters() == [])
  }

  @Test func `a certificate that nobody here knows, or of another name, gets nothing`() throws {
    let path = try letter(channel())
    for channel in [channel { $0.certificateFile = nil }, channel { $0.host = "127.0.0.1" }] {
      let refusal = error { _ = try channel.submit(path) }
      guard case .certificateRefused = refusal else {
        Issue.record("\(String(describing: refusal))")
        continue
      }
    }
    #expect(!server.log.contains("A=plain"))
  }

  @Test func `sender and recipient are refused by name`() throws {
    let sender = channel { $0.sender = MailAddress("refused@example.be")! }
    let first = try letter(sender, "first.eml")
    #expect(
      error { _ = try sender.submit(first) }
        == .senderRefused(
          address: "refused@example.be", reply: "550 this sender is not welcome"))
    let recipient = channel { $0.helpdesk = MailAddress("unknown@example.org")! }
    let second = try letter(recipient, "second.eml")
    #expect(
      error { _ = try recipient.submit(second) }
        == .recipientRefused(address: "unknown@example.org", reply: "550 no such mailbox"))
  }

  @Test func `content that is not wanted is refused for good`() throws {
    let channel = channel()
    let path = try letter(channel) { mail in
      mail.words = LetterWords(
        language: "en", subject: "unwanted", headings: [:], attachment: "", facts: "")
    }
    let refusal = error { _ = try channel.submit(path) }
    #expect(refusal == .refused(reply: "550 content refused"))
    #expect(refusal?.isWorthRetrying == false)
  }

  @Test func `a letter over the server's size is not even sent`() throws {
    let channel = channel()
    let file = try place.file("large", bytes: 2_400_000)
    let attachment = MailAttachment(name: "a", content: .file(path: file, bytes: 2_400_000))
    let path = try letter(channel, "letter.eml", [attachment])
    guard
      case .tooLargeForServer(let bytes, let limit, let reply) = error({
        _ = try channel.submit(path)
      })
    else {
      Issue.record("taken")
      return
    }
    #expect(bytes > 3_145_728 && limit == 3_145_728 && reply.hasPrefix("552 "))
    #expect(!server.log.contains("Connection timed out"))
  }

  @Test func `a letter over the account's size is not even made`() throws {
    let channel = channel { $0.limitBytes = 100_000 }
    let file = try place.file("large", bytes: 80_000)
    let attachment = MailAttachment(name: "a", content: .file(path: file, bytes: 80_000))
    let size = channel.message(Sample.mail([attachment])).bytes
    #expect(
      error { _ = try letter(channel, "letter.eml", [attachment]) }
        == .attachmentTooLarge(bytes: size, limitBytes: 100_000))
    #expect(!FileManager.default.fileExists(atPath: place.path("letter.eml")))
    #expect(channel.excess(ofCopy: 80_000, beside: Sample.mail()) != nil)
    #expect(channel.excess(ofCopy: 70_000, beside: Sample.mail()) == nil)
  }

  @Test func `a check logs in and sends nothing`() throws {
    try channel().verify()
    #expect(!server.log.contains("<="))
    #expect(server.letters() == [])
  }
}
