import Foundation
import Link
import LinkChannel
import PocketProtocol
import PocketSimulator
import Records
import SealedChannel
import SecureChannel
import SocketTransport
import Transport

extension ToyPC {
  /// Meets a pocket; a stranger is paired by the key that is printed on it.
  private func reach(over line: MessageChannel) throws -> SealedChannel {
    try line.open(timeoutMilliseconds: 10_000)
    let isKnown = !ring.held.book.peers.isEmpty
    return try SealedChannel.reach(
      over: line, as: try EndIdentity(id: hub.bytes, name: "Toy"), with: ring,
      pairing: isKnown ? nil : .printedKey(SimulatorProcess.printedKey))
  }

  /// Makes the two known to each other, and no more.
  func pair(over transport: any Transport) throws {
    let line = MessageChannel(
      over: transport, role: .host, form: transport is SocketTransport ? .bulk : .serial)
    defer { line.close() }
    _ = try reach(over: line)
  }

  /// One session with a pocket on a line; the PC is the host.
  func dock(over transport: any Transport, deliverOnly: Bool = false) throws {
    let line = MessageChannel(
      over: transport, role: .host, form: transport is SocketTransport ? .bulk : .serial)
    defer { line.close() }
    let channel = try reach(over: line)
    var session = ToyDock(pc: self, deliverOnly: deliverOnly)
    for message in try session.start() { try channel.send(message) }
    while session.outcome == nil {
      guard let message = try channel.receive(timeoutMilliseconds: 30_000) else {
        throw ToyFault.cut
      }
      for answer in try session.receive(message) { try channel.send(answer) }
    }
  }
}

/// The keys of a PC that lives as long as its test.
final class ToyRing: KeyRing {
  private(set) var held = Keys(own: StaticKey(), book: PeerBook())

  func keys() -> Keys { held }
  func change(_ body: (inout PeerBook) -> Void) { body(&held.book) }
}

/// The simulator as a process of its own.
final class SimulatorProcess {
  /// What is printed on it.
  static let printedKey = PrintedKey()

  private let process = Process()
  private let output = Pipe()
  private var buffer: [UInt8] = []

  init(_ arguments: [String]) throws {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    process.executableURL = folder.appendingPathComponent("pocket-simulator")
    process.arguments = arguments + ["--printed-key", Self.printedKey.text]
    process.standardOutput = output
    try process.run()
  }

  deinit { kill() }

  /// The next line of standard output; nil at its end.
  func line() -> String? {
    while true {
      if let end = buffer.firstIndex(of: 10) {
        let line = String(decoding: buffer[..<end], as: UTF8.self)
        buffer.removeFirst(end + 1)
        return line
      }
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { return nil }
      buffer += data
    }
  }

  /// What is left of standard output.
  func rest() -> String {
    let data = output.fileHandleForReading.readDataToEndOfFile()
    return String(decoding: buffer + data, as: UTF8.self)
  }

  /// SIGKILL to this process only.
  func kill() {
    if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  func exitCode() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }
}

/// What the pocket in a folder holds, as its own program tells it.
func shown(_ folder: Folder) throws -> PocketSummary {
  let process = try SimulatorProcess(["--farm", folder.path, "--show"])
  let text = process.rest()
  return try JSONDecoder().decode(PocketSummary.self, from: Data(text.utf8))
}
