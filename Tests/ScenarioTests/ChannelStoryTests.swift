import Foundation
import Testing

/// The settings of server and mail, as the program keeps, shows and refuses them.
struct ChannelStoryTests {
  private static let mail = [
    "channels", "mail", "--host", "localhost", "--user", "ferme", "--sender", "luc@example.be",
    "--helpdesk", "help@example.org",
  ]
  private static let server = [
    "channels", "server", "--endpoint", "https://s3.example.be", "--bucket", "farms",
    "--key-id", "AK1", "--prefix", "f-1",
  ]

  private func yard() throws -> (yard: Yard, file: String) {
    let yard = try Yard()
    try Data("pré vert\nrest\n".utf8).write(to: yard.folder.appending(path: "password"))
    try Data("s3cret/vert+1=\n".utf8).write(to: yard.folder.appending(path: "secret"))
    return (yard, yard.folder.path + "/channels.json")
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func `secrets come from a file, and are neither shown nor readable to others`() throws {
    let (yard, file) = try yard()
    let secret = yard.folder.path + "/password"
    try yard.expect(0, try yard.sync(Self.mail + ["--password-file", secret]))
    let other = yard.folder.path + "/secret"
    try yard.expect(0, try yard.sync(Self.server + ["--secret-file", other]))
    #expect(try mode(file) == 0o600)
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("\"pré vert\""))
    for arguments in [["channels"], ["channels", "--json"], ["channels", "mail"]] {
      let shown = try yard.sync(arguments)
      #expect(shown.status == 0)
      #expect(!(shown.output + shown.words).contains("vert"))
    }
    let shown = try yard.sync(["channels"])
    for text in ["https://s3.example.be, farms, f-1", "help@example.org", "localhost"] {
      #expect(shown.output.contains(text))
    }
  }

  @Test func `what is not named stays, and another server does not get the old password`() throws {
    let (yard, file) = try yard()
    let secret = yard.folder.path + "/password"
    try yard.expect(0, try yard.sync(Self.mail + ["--password-file", secret]))
    try yard.expect(
      0, try yard.sync(["channels", "mail", "--limit-megabytes", "5", "--protection", "tls"]))
    let text = try String(contentsOfFile: file, encoding: .utf8)
    for part in ["\"limitBytes\" : 5000000", "\"port\" : 465", "\"pré vert\"", "\"ferme\""] {
      #expect(text.contains(part), "\(part)")
    }
    let moved = try Program.run(
      "pocket-sync", ["channels", "mail", "--host", "other.example.be"], in: yard.folder,
      input: "neuf\n")
    #expect(moved.status == 0)
    let after = try String(contentsOfFile: file, encoding: .utf8)
    #expect(after.contains("\"neuf\"") && !after.contains("vert"))
    try yard.expect(0, try yard.sync(["channels", "mail", "--remove"]))
    #expect(try !String(contentsOfFile: file, encoding: .utf8).contains("mail"))
  }

  @Test func `a file that others may read is refused, and so is one that is not understood`() throws
  {
    let (yard, file) = try yard()
    try yard.expect(
      0, try yard.sync(Self.mail + ["--password-file", yard.folder.path + "/password"]))
    chmod(file, 0o640)
    let exposed = try yard.sync(["channels"])
    #expect(exposed.status == 16 && exposed.words.contains("[CHAN-01]"))
    #expect(exposed.words.contains("chmod 600"))
    chmod(file, 0o600)
    for (text, code) in [
      ("{", "CHAN-02"), ("{\"format\": 9}", "CHAN-03"),
      ("{\"format\": 1, \"mial\": {}}", "CHAN-04"), ("{\"format\": 1, \"mail\": {}}", "CHAN-05"),
    ] {
      try Data(text.utf8).write(to: URL(filePath: file))
      let refused = try yard.sync(["channels", "--language", "nl"])
      #expect(refused.status == 16 && refused.words.contains("[\(code)]"), "\(refused.words)")
    }
  }

  @Test func `values that do not fit are refused before anything is kept`() throws {
    let (yard, file) = try yard()
    let secret = yard.folder.path + "/password"
    for (option, value) in [
      ("--host", "a b"), ("--sender", "luc"), ("--helpdesk-key", "age1x"), ("--port", "70000"),
      ("--limit-megabytes", "9223372036854775807"),
    ] {
      let refused = try yard.sync(Self.mail + ["--password-file", secret, option, value])
      #expect(refused.status == 16 && refused.words.contains("[CHAN-06]"), "\(option)")
    }
    let plain = try yard.sync(
      Self.server + ["--secret-file", secret, "--endpoint", "http://s3.example.be"])
    #expect(plain.status == 16 && plain.words.contains("[CHAN-06]"))
    #expect(try yard.sync(["channels", "mail", "--host", "x"]).words.contains("[CHAN-05]"))
    try Data("\n".utf8).write(to: URL(filePath: secret))
    #expect(
      try yard.sync(Self.mail + ["--password-file", secret]).words.contains("[CHAN-10]"))
    #expect(!FileManager.default.fileExists(atPath: file))
  }

  @Test func `a check without settings, and one that nobody answers, say so`() throws {
    let (yard, _) = try yard()
    #expect(try yard.sync(["channels", "server", "--check"]).words.contains("[CHAN-08]"))
    #expect(try yard.sync(["channels", "mail", "--check"]).words.contains("[CHAN-09]"))
    let refused = try yard.sync(
      Self.mail + ["--password-file", yard.folder.path + "/password", "--port", "1", "--check"])
    #expect(refused.status == 16 && refused.words.contains("[MAIL-22]"), "\(refused.words)")
    let server = try yard.sync(
      Self.server + [
        "--secret-file", yard.folder.path + "/secret", "--endpoint", "https://localhost:1",
        "--check",
      ])
    #expect(server.status == 16 && server.words.contains("[SERVER-"), "\(server.words)")
  }
}
