import Foundation
import Testing

@testable import Delivery

private let tools = MailServer.root.appending(path: "usr/bin").path

/// Debian's `xdg-email`, unpacked beside exim, hands the letter to a program that writes it down.
@Suite(
  .enabled(
    if: FileManager.default.isExecutableFile(atPath: tools + "/xdg-email"),
    "xdg-email is not unpacked"))
struct DesktopMailTests {
  private let place = try! Scratch()
  private let helpdesk = MailAddress("help@example.org")!

  /// What `xdg-email` finds on a desktop whose mail program runs this script.
  private func desktop(_ script: String, screen: String = ":9") throws -> DesktopMail {
    let program = try place.write("mailer", "#!/bin/sh\n\(script)\n".utf8)
    chmod(program, 0o755)
    return DesktopMail(environment: [
      "PATH": tools + ":/usr/bin:/bin", "HOME": place.url.path, "DISPLAY": screen,
      "MAILER": program,
    ])
  }

  @Test func `the person's mail program opens with text and attachment`() throws {
    let file = try place.write("copie n° 1.age", [1, 2, 3])
    let desktop = try desktop("printf '%s' \"$1\" > '\(place.path("said"))'")
    #expect(desktop.open(Sample.mail(), to: helpdesk, attaching: [file]))
    let said = String(decoding: try place.bytes("said"), as: UTF8.self)
    let parts = try #require(URLComponents(string: said))
    #expect(parts.scheme == "mailto" && parts.path == "help@example.org")
    func value(_ name: String) -> String? {
      parts.queryItems?.first { $0.name == name }?.value
    }
    #expect(value("subject") == Sample.words.subject)
    #expect(value("attach") == file)
    let body = value("body")?.replacing("\r\n", with: "\n")
    #expect(body == Sample.mail().body.joined(separator: "\n"))
  }

  @Test func `a program that stays open has opened, one that fails has not`() throws {
    let start = ContinuousClock.now
    #expect(try desktop("sleep 8").open(Sample.mail(), to: helpdesk, attaching: []))
    #expect(ContinuousClock.now - start < .seconds(7))
    #expect(try !desktop("exit 4").open(Sample.mail(), to: helpdesk, attaching: []))
  }

  @Test func `without a screen or without xdg-email nothing is started`() throws {
    let desktop = try desktop("touch '\(place.path("started"))'", screen: "")
    #expect(!desktop.open(Sample.mail(), to: helpdesk, attaching: []))
    #expect(!FileManager.default.fileExists(atPath: place.path("started")))
    let bare = DesktopMail(environment: ["PATH": place.url.path, "DISPLAY": ":9"])
    #expect(!bare.open(Sample.mail(), to: helpdesk, attaching: []))
  }
}
