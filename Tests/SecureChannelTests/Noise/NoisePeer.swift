import Foundation

/// Another Noise in another process: PyPI's `noiseprotocol` over `cryptography`; lines of hex.
final class NoisePeer {
  /// `scripts/test` installs it; without PyPI the tests that need it say that they are skipped.
  static let isInstalled =
    FileManager.default.fileExists(atPath: judges + "/installed")
    && FileManager.default.isExecutableFile(atPath: judges + "/bin/python")
  static let absence = "noiseprotocol is not installed: scripts/test does, where PyPI is reached"
  private static let judges =
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../.build/judges")
    .standardizedFileURL.path

  private let process = Process()
  private let toPeer = Pipe()
  private let fromPeer = Pipe()
  private var heard: [UInt8] = []

  init(protocolName: String, isInitiator: Bool, prologue: String, key: String, psk: String) throws {
    process.executableURL = URL(filePath: Self.judges + "/bin/python")
    process.arguments = [
      "-c", Self.script, protocolName, isInitiator ? "initiator" : "responder", prologue, key, psk,
    ]
    process.standardInput = toPeer
    process.standardOutput = fromPeer
    try process.run()
  }

  func say(_ message: [UInt8]) throws {
    let digits = Array("0123456789abcdef".utf8)
    var line: [UInt8] = []
    for byte in message { line += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    line.append(UInt8(ascii: "\n"))
    try toPeer.fileHandleForWriting.write(contentsOf: Data(line))
  }

  /// Its next line; throws when it ended instead.
  func hear() throws -> [UInt8] {
    while !heard.contains(10) {
      let more = fromPeer.fileHandleForReading.availableData
      if more.isEmpty { throw NoisePeerEnded() }
      heard += more
    }
    let line = heard.prefix { $0 != 10 }
    heard.removeFirst(line.count + 1)
    return bytes(String(decoding: line, as: UTF8.self))
  }

  /// Its input ends, so it does.
  func end() throws {
    try toPeer.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  private static let script = """
    import sys
    from noise.connection import Keypair, NoiseConnection

    name, role, prologue, static, psk = sys.argv[1:]
    connection = NoiseConnection.from_name(name.encode())
    if psk:
        connection.set_psks(bytes.fromhex(psk))
    if role == "initiator":
        connection.set_as_initiator()
    else:
        connection.set_as_responder()
    connection.set_prologue(bytes.fromhex(prologue))
    connection.set_keypair_from_private_bytes(Keypair.STATIC, bytes.fromhex(static))
    connection.start_handshake()

    def hear():
        return bytes.fromhex(sys.stdin.readline())

    def say(message):
        print(bytes(message).hex(), flush=True)

    speaks = role == "initiator"
    while not connection.handshake_finished:
        if speaks:
            say(connection.write_message(b"judge"))
        else:
            connection.read_message(hear())
        speaks = not speaks
    say(connection.get_handshake_hash())
    for line in sys.stdin:
        record = connection.decrypt(bytes.fromhex(line))
        say(connection.encrypt(bytes(reversed(record))))
    """
}

/// The peer ended without an answer.
struct NoisePeerEnded: Error {}
