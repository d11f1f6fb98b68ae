import Foundation
import Testing

/// Wrong files, wrong devices, wrong places: a code, a sentence, a remedy, and nothing changed.
@Suite struct BadInputTests {
  private func expect(_ outcome: Program.Outcome, _ status: Int32, _ code: String) {
    #expect(outcome.status == status, "\(outcome.words)")
    #expect(outcome.words.contains("[\(code)]"), "\(outcome.words)")
    #expect(outcome.words.contains("→"), "\(outcome.words)")
  }

  @Test func `a database that is none, is encrypted, is missing or is not prepared`() throws {
    let yard = try Yard()
    let file = URL(filePath: yard.database)
    expect(try yard.sync(["status", "--database", yard.database]), 11, "DATA-01")
    try Data(String(repeating: "Nom;Prénom\n", count: 1000).utf8).write(to: file)
    expect(try yard.sync(["status", "--database", yard.database]), 11, "DATA-02")
    try Data((0..<8192).map { _ in UInt8.random(in: 0...255) }).write(to: file)
    expect(try yard.sync(["status", "--database", yard.database]), 11, "DATA-03")
    try FileManager.default.removeItem(at: file)
    _ = try Program.sqlite(yard.database, "CREATE TABLE t(a)", in: yard.folder)
    #expect(try yard.sync(["status", "--database", yard.database]).status == 11)
  }

  @Test func `a locked database, a newer one, a database prepared twice`() throws {
    let yard = try Yard.settled()
    let profile = yard.folder.path + "/profile.json"
    let twice = try yard.sync(["init", yard.database, "--profile", profile])
    #expect(twice.status == 11, "\(twice.words)")
    _ = try Program.sqlite(yard.database, "UPDATE sync_hub SET format = 99", in: yard.folder)
    let newer = try yard.sync(["status"])
    #expect(newer.status == 11, "\(newer.words)")
    #expect(newer.words.contains("99"))
  }

  @Test func `a device that speaks nonsense and one that says nothing`() throws {
    let yard = try Yard.settled()
    for answer in ["cat /dev/zero", "sleep 1"] {
      let peer = Process()
      peer.executableURL = URL(filePath: "/usr/bin/python3")
      peer.arguments = ["-c", Self.server, answer]
      let output = Pipe()
      peer.standardOutput = output
      try peer.run()
      defer {
        kill(peer.processIdentifier, SIGKILL)
        peer.waitUntilExit()
      }
      let port = String(
        decoding: try output.fileHandleForReading.read(upToCount: 5) ?? Data(), as: UTF8.self)
      let outcome = try yard.sync(["--pocket", "tcp:127.0.0.1:\(port)"])
      #expect(outcome.status == 10, "\(outcome.words)")
      #expect(outcome.words.contains("→"))
    }
  }

  /// Accepts one connection, then sends noise for a while or nothing.
  private static let server = """
    import os, socket, sys, time
    s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(1)
    print('%05d' % s.getsockname()[1], end='', flush=True)
    c, _ = s.accept()
    if 'zero' in sys.argv[1]:
        for _ in range(200):
            c.sendall(os.urandom(4096)); time.sleep(0.01)
    time.sleep(30)
    """

  @Test func `a place on the system's disk, a medium that is full, one that is read-only`() throws {
    let yard = try Yard.settled()
    let system = try yard.dock(.tcp, ["--then-backup", "--to", yard.folder.path])
    #expect(system.status == 13, "\(system.words)")
    #expect(system.words.contains("[MEDIUM-"), "\(system.words)")
  }
}
