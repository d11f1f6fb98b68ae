import Age
import Backup
import CopyFaults
import Foundation
import Testing

@testable import Delivery

@Suite(.enabled(if: mailJudgesAreInstalled, "exim is not unpacked: nobody receives our mail"))
struct CopyAttachmentTests {
  private let place: Scratch
  private let yard: CopyYard
  private let helpdesk = Identity()

  init() throws {
    place = try Scratch()
    yard = CopyYard(folder: place.path("yard"))
    try yard.make(rows: 400)
    try yard.copy()
    try yard.database.change(rows: 20, from: 1)
    try yard.copy()
  }

  private func channel(_ server: MailServer?, limitBytes: Int, hasKey: Bool = true) -> MailChannel {
    let account = MailAccount(
      host: "localhost", port: server?.startTLSPort ?? 1, user: "ferme",
      password: Secret("pré vert"), sender: MailAddress("ferme@example.be")!,
      helpdesk: MailAddress("help@example.org")!, recipient: hasKey ? helpdesk.recipient : nil,
      limitBytes: limitBytes, certificateFile: server?.certificate)
    return MailChannel(account: account, program: "pocket-sync 0.9")
  }

  private let receipt = MailAttachment(name: "receipt.txt", content: .text(["Copie n° 2"]))
  private static let name = "ferme-000002.sqlite.zst.age"

  private func attachment(
    _ channel: MailChannel, report: @escaping ProgressReport = { _ in }
  ) throws -> CopyAttachment {
    try CopyAttachment(
      of: 2, in: try yard.readingStore(), to: place.path(Self.name), beside: Sample.mail(),
      by: channel, receipt: receipt, scratchFolder: place.url.path,
      report: report)
  }

  @Test func `a copy from the medium arrives sealed, and is the database bit for bit`() throws {
    let server = try MailServer(place)
    let channel = channel(server, limitBytes: 3_000_000)
    let made = try attachment(channel)
    #expect(made.reason == nil && made.attachment.name == Self.name)
    try channel.write(Sample.mail([made.attachment]), to: place.path("letter.eml"))
    _ = try channel.submit(place.path("letter.eml"))
    #expect(server.waits(forLetters: 1))
    let arrived = try Scratch()
    let parsed = try ParsedMessage(server.letters()[0], attachmentsTo: arrived.url.path)
    #expect(parsed.defects == [] && parsed.parts.map(\.name) == [nil, Self.name])
    let key = try place.write("key", helpdesk.secretText.utf8)
    let opened = try run("/usr/bin/age", ["-d", "-i", key, arrived.path(Self.name)])
    let database = try run("/usr/bin/zstd", ["-dc"], input: opened)
    #expect(database == (try Data(contentsOf: URL(filePath: yard.folder + "/farm.sqlite"))))
  }

  @Test func `a copy over the limit is not made, its receipt goes`() throws {
    let channel = channel(nil, limitBytes: 100_000)
    let made = try attachment(channel) { _ in Issue.record("the copy is rebuilt") }
    guard case .tooLarge(let bytes, 100_000) = made.reason else {
      Issue.record("\(String(describing: made.reason))")
      return
    }
    #expect(bytes > 100_000 && made.attachment == receipt)
    #expect(!FileManager.default.fileExists(atPath: place.path(Self.name)))
    try channel.write(Sample.mail([made.attachment]), to: place.path("letter.eml"))
    let parsed = try ParsedMessage(place.path("letter.eml"), attachmentsTo: place.url.path)
    #expect(parsed.parts.map(\.name) == [nil, "receipt.txt"])
  }

  @Test func `what turns out too large once it is made is taken away again`() throws {
    // Random rows do not pack: they need all of what they take on the medium, not two thirds.
    let least = try yard.readingStore().imageBytesMinimum(of: 2)
    let wide = channel(nil, limitBytes: 3_000_000)
    guard case .tooLarge(let limit, _) = wide.excess(ofCopy: 3_000_000, beside: Sample.mail())
    else {
      Issue.record("room for everything")
      return
    }
    let fixed = limit - Base64Lines.bytes(of: 3_000_000)
    let tight = channel(nil, limitBytes: fixed + Base64Lines.bytes(of: least) + 100)
    guard case .tooLarge(let bytes, _) = try attachment(tight).reason else {
      Issue.record("taken")
      return
    }
    #expect(bytes > tight.account.limitBytes + 10_000)
    #expect(!FileManager.default.fileExists(atPath: place.path(Self.name)))
  }

  @Test func `without the helpdesk's key no copy leaves, not even a sealed one`() throws {
    let made = try attachment(channel(nil, limitBytes: 3_000_000, hasKey: false))
    #expect(made.reason == .noHelpdeskKey && made.attachment == receipt)
    #expect(!FileManager.default.fileExists(atPath: place.path(Self.name)))
  }
}
