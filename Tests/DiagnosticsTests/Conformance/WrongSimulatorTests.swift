import Foundation
import Link
import LinkChannel
import PocketSimulator
import SealedChannel
import SecureChannel
import SocketTransport
import Synchronization
import Testing
import Transport

@testable import Diagnostics

/// Keys that are kept in memory; those of a pocket that forgets never learn a new secret.
private final class MemoryKeys: KeyRing, Sendable {
  private let held: Mutex<Keys>
  private let forgets: Bool

  init(forgets: Bool = false) {
    self.forgets = forgets
    held = Mutex(Keys(own: StaticKey(), book: PeerBook()))
  }

  func keys() throws(KeyFileError) -> Keys { held.withLock { $0 } }

  func change(_ body: (inout PeerBook) -> Void) throws(KeyFileError) {
    held.withLock { keys in
      let before = keys.book
      body(&keys.book)
      // The first meeting is kept, what follows from it is not.
      if forgets, !before.peers.isEmpty { keys.book = before }
    }
  }
}

/// A line on which the pocket speaks before anybody spoke to it.
private final class TalkativeLine: Transport {
  private let inner: any Transport

  init(over inner: any Transport) {
    self.inner = inner
    _ = try? inner.send(Array("AT\r\n".utf8), timeoutMilliseconds: 1_000)
  }

  func receive(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    try inner.receive(maximumBytes: maximumBytes, timeoutMilliseconds: timeoutMilliseconds)
  }

  func send(_ bytes: ArraySlice<UInt8>, timeoutMilliseconds: Int) throws(TransportError) -> Int {
    try inner.send(bytes, timeoutMilliseconds: timeoutMilliseconds)
  }

  var backlogBytes: Int { inner.backlogBytes }
  var lineBytesPerSecond: Int? { inner.lineBytesPerSecond }
  func interrupt() { inner.interrupt() }
  func close() { inner.close() }
}

/// The simulated pocket behind a port of this process, with something wrong about it.
private final class Port: Sendable {
  private let listener: SocketListener
  private let isOver = Mutex(false)
  static let printedKey = PrintedKey()

  init(keys: any KeyRing & Sendable, isTalkative: Bool = false) throws {
    listener = try SocketListener(port: 0)
    let folder = NSTemporaryDirectory() + "wrong-" + UUID().uuidString
    Thread.detachNewThread { [self] in
      guard let store = try? PocketStore(folder: folder, label: "Faux") else { return }
      while !isOver.withLock({ $0 }) {
        guard let socket = try? listener.accept(timeoutMilliseconds: 200) else { continue }
        let line: any Transport = isTalkative ? TalkativeLine(over: socket) : socket
        let pocket = DockedPocket(
          store: store, keys: keys, channel: MessageChannel(over: line, role: .pocket, form: .bulk),
          program: "wrong", pairing: PairingWish(face: .printedKey(Self.printedKey)))
        _ = try? pocket.session(waitMilliseconds: 5_000)
        line.close()
      }
      try? FileManager.default.removeItem(atPath: folder)
    }
  }

  func stop() { isOver.withLock { $0 = true } }

  func judge(_ only: Set<String>) throws -> [RuleResult] {
    let port = listener.port
    let party = HostParty(ring: MemoryKeys(), printedKey: Self.printedKey) { _ in false }
    let bench = try Bench(form: .bulk, isUSB: false, isQuick: true, party: party) {
      () throws(TransportError) in
      try SocketTransport(host: "127.0.0.1", port: port, timeoutMilliseconds: 2_000)
    }
    return Conformance(on: bench, only: only) { _ in }.run()
  }
}

@Suite struct WrongSimulatorTests {
  private static let rules: Set<String> = ["L1", "L2", "L8", "C3", "C32", "P3", "P7"]

  private func broken(_ results: [RuleResult]) -> [String] {
    results.compactMap { result in
      if case .violated = result.verdict { result.paragraph.number } else { nil }
    }
  }

  @Test func `a right simulator keeps to them`() throws {
    let port = try Port(keys: MemoryKeys())
    defer { port.stop() }
    let results = try port.judge(Self.rules)
    #expect(results.count == Self.rules.count)
    #expect(results.filter { $0.verdict != .passed } == [])
  }

  @Test func `a simulator that does not keep the new secret breaks C32`() throws {
    let port = try Port(keys: MemoryKeys(forgets: true))
    defer { port.stop() }
    #expect(broken(try port.judge(["C32", "L2"])) == ["C32"])
  }

  @Test func `a simulator that speaks before it was spoken to breaks L1`() throws {
    let port = try Port(keys: MemoryKeys(), isTalkative: true)
    defer { port.stop() }
    #expect(broken(try port.judge(Self.rules)) == ["L1"])
  }
}
