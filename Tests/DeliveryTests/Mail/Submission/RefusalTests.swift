import Foundation
import Testing

@testable import Delivery

/// One thing that a server may do, and what a person is told of it.
struct PlayedRefusal: Sendable, CustomTestStringConvertible {
  let answers: [PlayedServer.Moment: String]
  let error: MailError
  /// What the client must not have come to.
  let isUnsaid: String

  init(_ moment: PlayedServer.Moment, _ answer: String, _ error: MailError, unsaid: String = "-") {
    answers = [moment: answer]
    self.error = error
    isUnsaid = unsaid
  }

  var testDescription: String { "\(answers): \(error)" }

  private static let user = "ferme"
  private static let sender = "ferme@example.be"
  private static let helpdesk = "help@example.org"

  static let all: [PlayedRefusal] = [
    PlayedRefusal(.greeting, "421 too busy", .later(reply: "421 too busy"), unsaid: "EHLO"),
    PlayedRefusal(.greeting, "554 no", .refused(reply: "554 no"), unsaid: "EHLO"),
    PlayedRefusal(.greeting, "silent", .silent(host: "localhost", seconds: 2), unsaid: "EHLO"),
    PlayedRefusal(.EHLO, "silent", .silent(host: "localhost", seconds: 2), unsaid: "AUTH"),
    PlayedRefusal(.AUTH, "silent", .silent(host: "localhost", seconds: 2), unsaid: "MAIL"),
    PlayedRefusal(
      .AUTH, "454 4.7.0 down", .later(reply: "454 4.7.0 down"), unsaid: "MAIL"),
    PlayedRefusal(
      .AUTH, "535-5.7.8 wrong\n535 see help",
      .loginRefused(user: user, reply: "535 5.7.8 wrong see help"),
      unsaid: "MAIL"),
    PlayedRefusal(.MAIL, "530 log in", .noLogin(host: "localhost"), unsaid: "RCPT"),
    PlayedRefusal(
      .MAIL, "550 who?", .senderRefused(address: sender, reply: "550 who?"), unsaid: "RCPT"),
    PlayedRefusal(.MAIL, "452 4.3.1 full", .later(reply: "452 4.3.1 full"), unsaid: "RCPT"),
    PlayedRefusal(
      .RCPT, "550 5.1.1 unknown", .recipientRefused(address: helpdesk, reply: "550 5.1.1 unknown"),
      unsaid: "DATA"),
    PlayedRefusal(
      .RCPT, "552 mailbox full", .recipientRefused(address: helpdesk, reply: "552 mailbox full"),
      unsaid: "DATA"),
    PlayedRefusal(.RCPT, "450 greylisted", .later(reply: "450 greylisted"), unsaid: "DATA"),
    PlayedRefusal(.RCPT, "silent", .silent(host: "localhost", seconds: 2), unsaid: "DATA"),
    PlayedRefusal(.DATA, "554 no", .refused(reply: "554 no")),
    PlayedRefusal(.body, "451 later", .later(reply: "451 later")),
    PlayedRefusal(.body, "550 spam", .refused(reply: "550 spam")),
    PlayedRefusal(.body, "cut", .unconfirmed(host: "localhost")),
    PlayedRefusal(.body, "silent", .unconfirmed(host: "localhost")),
    PlayedRefusal(
      .MAIL, "550 \u{1B}[2J\u{202E}x",
      .senderRefused(
        address: sender, reply: "550 \u{FFFD}[2J\u{FFFD}x"), unsaid: "RCPT"),
  ]
}

@Suite(.enabled(if: ParsedMessage.isInstalled, "python3 is not installed: nobody plays the server"))
struct RefusalTests {
  private func channel(
    _ place: Scratch, port: Int, host: String = "localhost",
    _ change: (inout MailAccount) -> Void = { _ in }
  ) -> MailChannel {
    var account = MailAccount(
      host: host, port: port, protection: .tls, user: "ferme", password: Secret("x"),
      sender: MailAddress("ferme@example.be")!, helpdesk: MailAddress("help@example.org")!,
      recipient: nil, certificateFile: place.path("certificate.pem"))
    change(&account)
    return MailChannel(
      account: account, program: "pocket-sync 0.9",
      line: LineSettings(connectSeconds: 2, silenceSeconds: 2))
  }

  private func outcome(_ place: Scratch, _ channel: MailChannel) throws -> MailError? {
    let path = place.path("letter-\(UUID().uuidString).eml")
    try channel.write(Sample.mail(), to: path)
    do throws(MailError) { _ = try channel.submit(path) } catch { return error }
    return nil
  }

  @Test(arguments: PlayedRefusal.all)
  func `each refusal and each silence has its name`(refusal: PlayedRefusal) throws {
    let place = try Scratch()
    let server = try PlayedServer(place, refusal.answers)
    #expect(try outcome(place, channel(place, port: server.port)) == refusal.error)
    #expect(!server.heard.contains(refusal.isUnsaid))
  }

  @Test(arguments: ["552 5.3.4 too big", "523 too big", "550 5.2.3 your letter"])
  func `a letter that is too large is told by every way of saying so`(reply: String) throws {
    for moment in [PlayedServer.Moment.MAIL, .body] {
      let place = try Scratch()
      let server = try PlayedServer(place, [moment: reply])
      guard
        case .tooLargeForServer(_, 5_000_000, reply) = try outcome(
          place, channel(place, port: server.port))
      else {
        Issue.record("\(moment) \(reply)")
        continue
      }
    }
  }

  @Test func `a server that hangs up in the middle has not got the letter`() throws {
    let moments: [PlayedServer.Moment] = [.greeting, .EHLO, .AUTH, .MAIL, .RCPT, .DATA]
    for moment in moments {
      let place = try Scratch()
      let server = try PlayedServer(place, [moment: "cut"])
      guard case .cut("localhost", _) = try outcome(place, channel(place, port: server.port))
      else {
        Issue.record("\(moment)")
        continue
      }
    }
  }

  @Test func `a server without TLS hears neither name nor letter`() throws {
    let place = try Scratch()
    let server = try PlayedServer(place, [:], isProtected: false)
    try Certificate.make(in: place)
    let channel = channel(place, port: server.port) { $0.protection = .startTLS }
    #expect(try outcome(place, channel) == .noProtection(host: "localhost"))
    #expect(!server.heard.contains("AUTH") && !server.heard.contains("MAIL"))
  }

  @Test(arguments: [
    ("502 no", MailError.noProtection(host: "localhost")),
    ("454 not now", .later(reply: "454 not now")), ("cut", nil),
  ])
  func `a server that offers TLS and then does not give it hears nothing`(
    answer: String, expected: MailError?
  ) throws {
    let place = try Scratch()
    let server = try PlayedServer(
      place, [.EHLO: "250-here\n250 STARTTLS", .STARTTLS: answer], isProtected: false)
    try Certificate.make(in: place)
    let channel = channel(place, port: server.port) { $0.protection = .startTLS }
    let error = try outcome(place, channel)
    #expect(error != nil && (expected == nil || error == expected))
    #expect(!server.heard.contains("AUTH") && !server.heard.contains("MAIL"))
  }

  @Test func `a server without a login that then wants one is named`() throws {
    let place = try Scratch()
    let server = try PlayedServer(
      place, [.EHLO: "250 here", .RCPT: "550 relaying denied"])
    #expect(try outcome(place, channel(place, port: server.port)) == .noLogin(host: "localhost"))
  }

  @Test func `a server that asks for no login needs none`() throws {
    let place = try Scratch()
    let server = try PlayedServer(place, [.EHLO: "250 here"])
    #expect(try outcome(place, channel(place, port: server.port) { $0.user = "" }) == nil)
    #expect(server.heard == ["ready", "EHLO", "MAIL", "RCPT", "DATA", "QUIT"])
  }

  @Test func `nobody there, no such name, no such file of certificates`() throws {
    let place = try Scratch()
    try Certificate.make(in: place)
    let port = try freePort()
    #expect(
      try outcome(place, channel(place, port: port))
        == .connectionRefused(host: "localhost", port: port))
    let unknown = channel(place, port: port, host: "mail.invalid")
    #expect(try outcome(place, unknown) == .hostNotFound(host: "mail.invalid"))
    let server = try PlayedServer(place, [:])
    let channel = channel(place, port: server.port) { $0.certificateFile = "/nowhere.pem" }
    #expect(try outcome(place, channel) == .certificateFileUnreadable(path: "/nowhere.pem"))
  }

  @Test(arguments: MailAccount.Protection.allCases)
  func `a socket that takes the connection and says nothing is not waited for long`(
    protection: MailAccount.Protection
  ) throws {
    let place = try Scratch()
    try Certificate.make(in: place)
    let (listener, port) = try SilentListener.open()
    defer { close(listener) }
    let channel = channel(place, port: port) { $0.protection = protection }
    let start = ContinuousClock.now
    #expect(try outcome(place, channel) == .silent(host: "localhost", seconds: 2))
    #expect(ContinuousClock.now - start < .seconds(8))
  }

  @Test func `whoever is waited for can be told to stop`() throws {
    let place = try Scratch()
    try Certificate.make(in: place)
    let (listener, port) = try SilentListener.open()
    defer { close(listener) }
    let end = ContinuousClock.now + .milliseconds(500)
    let account = channel(place, port: port).account
    let channel = MailChannel(
      account: account, program: "p",
      line: LineSettings(isStopped: { ContinuousClock.now > end }))
    #expect(try outcome(place, channel) == .interrupted)
    #expect(ContinuousClock.now - end < .seconds(5))
  }
}

/// A socket whose connections nobody ever takes up.
enum SilentListener {
  static func open() throws -> (descriptor: Int32, port: Int) {
    let port = try freePort()
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0
      }
    }
    guard isBound, listen(descriptor, 8) == 0 else { throw POSIXError(.EADDRINUSE) }
    return (descriptor, port)
  }
}
