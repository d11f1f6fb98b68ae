import Foundation
import Testing

@testable import Delivery

@Suite(
  .enabled(if: ParsedMessage.isInstalled, "python3 is not installed: nobody reads our messages"))
struct MailMessageTests {
  private static let account = MailAccount(
    host: "localhost", user: "ferme", password: Secret("x"),
    sender: MailAddress("ferme@example.be")!, helpdesk: MailAddress("help@example.org")!,
    recipient: nil)

  private func message(
    _ attachments: [MailAttachment] = [], _ change: (inout HelpdeskMail) -> Void = { _ in }
  ) -> MailMessage {
    var mail = Sample.mail(attachments)
    change(&mail)
    return MailChannel(account: Self.account, program: "pocket-sync 0.9").message(mail)
  }

  private func parsed(
    _ message: MailMessage, isDraft: Bool = false, _ desk: Scratch? = nil
  ) throws -> ParsedMessage {
    let desk = try desk ?? Scratch()
    let path = desk.path("message-\(UUID().uuidString).eml")
    try MessageFile.write(message, isDraft: isDraft, to: path)
    let bytes = try Data(contentsOf: URL(filePath: path)).count
    #expect(bytes == message.bytes + (isDraft ? "X-Unsent: 1\r\n".utf8.count : 0))
    let parsed = try ParsedMessage(path, attachmentsTo: desk.url.path)
    #expect(parsed.defects == [])
    #expect(parsed.longest <= 78)
    return parsed
  }

  @Test func `another program reads what the farmer wrote, letter by letter`() throws {
    let parsed = try parsed(message())
    #expect(parsed.headers["subject"] == Sample.words.subject)
    #expect(parsed.headers["from"] == "Ferme du Moulin à Nandrin <ferme@example.be>")
    #expect(parsed.headers["to"] == "help@example.org")
    #expect(parsed.headers["date"] == "Thu, 21 May 2026 18:40:00 +0200")
    #expect(parsed.headers["message-id"] == "<00112233445566778899aabbccddeeff@example.be>")
    #expect(parsed.headers["x-unsent"] == nil)
    #expect(parsed.parts.count == 1)
    let lines = try #require(parsed.parts.first?.text).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    #expect(lines.starts(with: Sample.mail().body))
    #expect(lines.contains("Pouvez-vous regarder ? Merci d'avance. €uro = 3 %"))
    #expect(lines.contains("codes: GATE-02") && lines.contains("copy: 19"))
  }

  @Test func `an attachment comes out bit for bit, at every length around a line`() throws {
    let desk = try Scratch()
    for count in [0, 1, 2, 3, 56, 57, 58, 114, Base64Lines.chunkBytes + 1] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + $0 >> 8) }
      let path = try desk.write("bytes", bytes)
      let name = "copy-\(count).sqlite.zst.age"
      let parsed = try parsed(
        message([MailAttachment(name: name, content: .file(path: path, bytes: count))]), desk)
      #expect(parsed.parts.map(\.name) == [nil, name])
      #expect(parsed.parts[1].disposition == "attachment")
      #expect(try Data(contentsOf: URL(filePath: desk.path(name))) == Data(bytes))
      #expect(parsed.parts[0].text?.contains("attachment: \(name) \(count)") == true)
    }
  }

  @Test func `a receipt is a text of its own`() throws {
    let lines = ["Copie n° 19", "", ".", "From là", "fin "]
    let parsed = try parsed(message([MailAttachment(name: "reçu 19.txt", content: .text(lines))]))
    #expect(parsed.parts[1].name == "re-u-19.txt")
    #expect(parsed.parts[1].text == lines.joined(separator: "\n") + "\n")
  }

  @Test func `nothing that a person types begins a header or a part`() throws {
    let attack = "x\r\nBcc: all@example.com\r\n\r\n--=_pocket-sync_\(Sample.identity.text)\r\n"
    let letter = try HelpdeskLetter(
      LetterDraft(who: "Luc \(attack)", problem: "\(attack)\r\n.\r\nQUIT", purpose: attack))
    let parsed = try parsed(
      message { mail in
        mail.letter = letter
        mail.words = LetterWords(
          language: "fr\r\nCc: a@b.c", subject: attack, headings: [:], attachment: attack,
          facts: attack)
        mail.facts.farm = "Ferme\r\nReply-To: x@example.com <y@example.com>"
      })
    #expect(
      Set(parsed.headers.keys) == [
        "date", "message-id", "from", "to", "subject", "user-agent", "content-language",
        "mime-version", "content-type",
      ])
    #expect(parsed.headers["from"]?.hasSuffix("<ferme@example.be>") == true)
    #expect(parsed.parts.count == 1)
    #expect(parsed.parts[0].text?.contains("\n.\nQUIT\n") == true)
  }

  @Test func `a draft is told from a letter by one line`() throws {
    let parsed = try parsed(message(), isDraft: true)
    #expect(parsed.headers["x-unsent"] == "1")
    #expect(parsed.headers["message-id"] == Sample.identity.messageID(of: Self.account.sender))
  }

  @Test func `the same letter is the same bytes each time`() throws {
    let desk = try Scratch()
    for name in ["a", "b"] { try MessageFile.write(message(), to: desk.path(name)) }
    let bytes = try ["a", "b"].map { try Data(contentsOf: URL(filePath: desk.path($0))) }
    #expect(bytes[0] == bytes[1])
  }

  @Test func `a file that grew since it was measured is not sent`() throws {
    let desk = try Scratch()
    let path = try desk.write("bytes", [1, 2, 3])
    let message = message([MailAttachment(name: "a", content: .file(path: path, bytes: 2))])
    #expect(throws: MailError.file(path: path, errno: EIO)) {
      try MessageFile.write(message, to: desk.path("m"))
    }
    #expect(!FileManager.default.fileExists(atPath: desk.path("m")))
  }

  @Test(arguments: [1, 30, 60, 75, 76, 77, 200, 900])
  func `a subject of any length comes back whole`(count: Int) throws {
    for unit in ["a", "é", "€", "👩‍🌾", "a b ", "=?utf-8?B?", "é a"] {
      let subject = String(String(repeating: unit, count: count).prefix(count))
        .trimmingCharacters(in: .whitespaces)
      let parsed = try parsed(
        message { mail in
          mail.words = LetterWords(
            language: "fr", subject: subject, headings: [:], attachment: "", facts: "")
        })
      #expect(parsed.headers["subject"] == subject)
    }
  }
}
