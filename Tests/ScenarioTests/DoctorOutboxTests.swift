import Backup
import Foundation
import Testing

@testable import Delivery

/// The world of the stale outbox: a letter that waited for days, and a mail server that is back.
@Suite struct DoctorOutboxTests {
  @Test func `a letter that waits for days is named, and sent by the mend`() throws {
    let yard = try Yard.healthy()
    let server = try LetterServer(in: yard.folder)
    for (name, text) in [
      ("password", "geheim\n"), ("letter", "Luc, Ferme du Moulin\nle pocket est muet\nhier\n"),
    ] {
      try Data(text.utf8).write(to: yard.folder.appending(path: name))
    }
    try yard.expect(
      0,
      try yard.sync([
        "channels", "mail", "--host", "localhost", "--port", String(server.port), "--protection",
        "tls", "--user", "ferme", "--sender", "luc@example.be", "--helpdesk", "help@example.org",
        "--password-file", yard.folder.path + "/password", "--certificates", server.certificate,
      ]))
    try yard.expect(
      0, try yard.sync(["send", "--mail-file", yard.folder.path + "/letter", "--later"]))
    #expect(try yard.examined().red == [])
    try age(yard, days: 3)

    let answer = try yard.examined()
    #expect(answer.red == ["outbox DOC-45"], "\(answer)")
    let told = try yard.sync(["doctor"])
    #expect(told.output.contains("attend trop longtemps vers le helpdesk"), "\(told.output)")
    let dry = try yard.sync(["doctor", "--mend", "DOC-45"])
    #expect(dry.status == 0 && dry.output.contains("$ pocket-sync send"), "\(dry.output)")
    #expect(try yard.examined().red == ["outbox DOC-45"])
    let done = try yard.sync(["doctor", "--mend", "DOC-45", "--do"])
    #expect(done.status == 0, "\(done.output)\(done.words)")
    #expect(try yard.examined().red == [])
    #expect(server.heard.contains("DATA"))
  }

  @Test func `an outbox that cannot be read is named, in part and as a whole`() throws {
    let yard = try Yard.healthy()
    let hub = try Program.sqlite(
      yard.database, "SELECT lower(hex(hub)) FROM sync_hub", in: yard.folder)
    let outbox = yard.folder.appending(path: "outbox/\(try #require(hub.first))")
    let files = FileManager.default
    try files.createDirectory(
      at: outbox.appending(path: "000001-mail"), withIntermediateDirectories: true)
    #expect(try yard.examined().red == ["outbox SEND-05"])
    // A file in its place is unreadable for root too.
    try files.removeItem(at: outbox)
    try Data().write(to: outbox)
    #expect(try yard.examined().red == ["outbox SEND-01"])
  }

  /// Lays every parcel of the outbox back by so many days.
  private func age(_ yard: Yard, days: UInt64) throws {
    let farms = yard.folder.path + "/outbox"
    let farm = try #require(try FileManager.default.contentsOfDirectory(atPath: farms).first)
    let outbox = Outbox(folder: farms + "/" + farm)
    let entries = try outbox.entries()
    #expect(entries.count == 1)
    for entry in entries {
      try outbox.rewrite(
        OutboxEntry(
          number: entry.number, channel: entry.channel,
          created: entry.created - days * 86_400_000, parcel: entry.parcel))
    }
  }
}

/// A mail server of a few lines that takes everything, over TLS with a certificate of its own.
private final class LetterServer {
  let port: Int
  let certificate: String
  private let process = Process()
  private let log: URL

  init(in folder: URL) throws {
    certificate = folder.path + "/certificate.pem"
    log = folder.appending(path: "mail-log")
    let made = try Program.run(
      "/usr/bin/openssl",
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
        "-addext", "subjectAltName=DNS:localhost", "-keyout", folder.path + "/key.pem", "-out",
        certificate,
      ], in: folder)
    guard made.status == 0 else { throw ProgramFailed(words: made.words) }
    try Data().write(to: log)
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = ["-u", "-c", Self.script, folder.path]
    process.standardOutput = try FileHandle(forWritingTo: log)
    process.standardError = process.standardOutput
    try process.run()
    var found: Int?
    for _ in 0..<600 where found == nil {
      usleep(50_000)
      let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
      found = text.split(separator: "\n").first.flatMap { Int($0) }
    }
    guard let found else { throw ProgramFailed(words: "no mail server") }
    port = found
  }

  var heard: [String] {
    ((try? String(contentsOf: log, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
  }

  deinit {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  private static let script = """
    import socket, ssl, sys
    server = socket.create_server(("127.0.0.1", 0))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1] + "/certificate.pem", sys.argv[1] + "/key.pem")
    print(server.getsockname()[1])
    answers = {"EHLO": "250-here\\r\\n250 AUTH PLAIN", "AUTH": "235 in", "DATA": "354 go on",
               "QUIT": "221 bye"}

    def talk(line):
        def say(text):
            line.write((text + "\\r\\n").encode())
            line.flush()
        say("220 here")
        while words := line.readline().split():
            verb = words[0].decode().upper()
            print(verb)
            if verb == "AUTH" and len(words) < 3:
                say("334 ")
                line.readline()
            say(answers.get(verb, "250 fine"))
            if verb == "DATA":
                while line.readline() not in (b".\\r\\n", b""):
                    pass
                say("250 OK")
            if verb == "QUIT":
                return

    while True:
        peer, _ = server.accept()
        try:
            talk(context.wrap_socket(peer, server_side=True).makefile("rwb"))
        except OSError:
            pass
    """
}
