import Foundation

@testable import Delivery

/// A mail server that says what a test wants, so that every refusal and every silence is met.
///
/// What is not named is answered as a server does that takes everything.
final class PlayedServer {
  /// Where an answer is another one; `body` is what follows the letter's last line.
  enum Moment: String {
    case greeting, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, body, NOOP
  }

  let port: Int
  private let process: ServerProcess

  /// "silent" says nothing, "cut" hangs up, everything else is the answer as it stands.
  init(_ place: Scratch, _ answers: [Moment: String], isProtected: Bool = true) throws {
    if isProtected { try Certificate.make(in: place) }
    port = try freePort()
    let pairs = answers.flatMap { [$0.key.rawValue, $0.value] }
    process = try ServerProcess(
      "/usr/bin/python3",
      ["-u", "-c", Self.script, String(port), place.url.path, isProtected ? "tls" : "plain"]
        + pairs, in: place.url)
    guard process.waits(until: { process.words().contains("ready") }) else {
      throw ProgramFailed(program: process.words(), status: 1)
    }
  }

  /// What the client said, a line each.
  var heard: [String] { process.words().split(separator: "\n").map(String.init) }

  private static let script = """
    import socket, ssl, sys, time
    answers = dict(zip(sys.argv[4::2], sys.argv[5::2]))
    usual = {"greeting": "220 here", "EHLO": "250-here\\n250-AUTH PLAIN\\n250 SIZE 5000000",
             "AUTH": "235 in", "DATA": "354 go on", "body": "250 OK id=1", "QUIT": "221 bye"}

    def say(line, moment):
        answer = answers.get(moment, usual.get(moment, "250 fine"))
        if answer == "silent":
            time.sleep(60)
        if answer == "cut":
            raise EOFError
        line.write((answer.replace("\\n", "\\r\\n") + "\\r\\n").encode())
        line.flush()

    def talk(line):
        say(line, "greeting")
        while True:
            words = line.readline().split()
            if not words:
                return
            verb = words[0].decode().upper()
            print(verb)
            if verb == "AUTH":
                line.write(b"334 \\r\\n")
                line.flush()
                line.readline()
            say(line, verb)
            if verb == "DATA" and answers.get("DATA", "3")[0] == "3":
                while line.readline() not in (b".\\r\\n", b""):
                    pass
                say(line, "body")
            if verb == "QUIT":
                return

    server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if sys.argv[3] == "tls":
        context.load_cert_chain(sys.argv[2] + "/certificate.pem", sys.argv[2] + "/key.pem")
    print("ready")
    while True:
        peer, _ = server.accept()
        try:
            if sys.argv[3] == "tls":
                peer = context.wrap_socket(peer, server_side=True)
            talk(peer.makefile("rwb"))
        except (EOFError, OSError):
            pass
        peer.close()
    """
}
