import Foundation
import SocketTransport
import TestSupport
import Testing
import Transport

private let adbPath = ["/usr/bin/adb", "/usr/local/bin/adb"].first {
  FileManager.default.isExecutableFile(atPath: $0)
}

/// The client against Debian's own `adb` server, with a phone of ours behind it.
@Suite(.serialized, .enabled(if: adbPath != nil, "adb is not installed"))
struct ADBServerTests {

  /// The server of one test, on a port of its own.
  private final class Server {
    let port: UInt16
    private let process = Process()

    init() throws {
      let listener = try SocketListener()
      port = listener.port
      listener.close()
      process.executableURL = URL(fileURLWithPath: try #require(adbPath))
      process.arguments = ["-P", "\(port)", "server", "nodaemon"]
      process.environment = ["HOME": NSTemporaryDirectory(), "ADB_MDNS": "0"]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      for _ in 0..<200 {
        if (try? client.phones()) != nil { return }
        usleep(50_000)
      }
      stop()
      Issue.record("the adb server did not start")
    }

    /// The server does not end by SIGTERM.
    func stop() {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }

    var client: ADBServer { ADBServer(port: port) }

    /// As `adb connect`, for a phone that listens on a port of this PC.
    func connect(_ phone: UInt16) throws -> String {
      let name = "127.0.0.1:\(phone)"
      let command = Process()
      command.executableURL = process.executableURL
      command.arguments = ["-P", "\(port)", "connect", name]
      command.environment = process.environment
      command.standardOutput = FileHandle.nullDevice
      try command.run()
      command.waitUntilExit()
      for _ in 0..<200 where try !client.phones().contains(name) { usleep(50_000) }
      return name
    }
  }

  @Test func `the server lists no phone where none is, and refuses an unknown one`() throws {
    let server = try Server()
    defer { server.stop() }
    #expect(try server.client.phones().isEmpty)
    #expect(throws: TransportError.noSuchDevice(path: "R58")) {
      try server.client.connect(phone: "R58", port: 47_411)
    }
    #expect(throws: TransportError.noSuchDevice(path: "")) {
      try server.client.connect(only: nil, port: 47_411)
    }
  }

  @Test func `a line through the server carries bytes to the phone's app and back`() throws {
    let server = try Server()
    defer { server.stop() }
    let phone = try DebuggedPhone(appPort: 47_411)
    let name = try server.connect(phone.port)
    #expect(try server.client.phones() == [name])
    var random = SplitMix64(seed: 3)
    let sent = random.bytes(50_000)
    try withTransport(server.client.connect(only: nil, port: 47_411)) { line in
      #expect(try line.send(sent, timeoutMilliseconds: 5000) == sent.count)
      var got: [UInt8] = []
      while got.count < sent.count {
        let part = try line.receive(maximumBytes: 9999, timeoutMilliseconds: 10_000)
        if part.isEmpty { break }
        got += part
      }
      #expect(got == sent)
    }
    #expect(throws: TransportError.noAppListens(device: name, port: 99)) {
      try server.client.connect(phone: name, port: 99)
    }
  }

  @Test func `a server that does not run is named`() throws {
    let listener = try SocketListener()
    let port = listener.port
    listener.close()
    #expect(throws: TransportError.noPhoneService("adb")) {
      try ADBServer(port: port).phones()
    }
  }
}
