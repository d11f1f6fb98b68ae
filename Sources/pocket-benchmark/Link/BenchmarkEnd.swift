import Foundation
import Link
import LinkChannel
import SealedChannel
import SecureChannel
import Transport

/// One end of a measured transfer: a channel, sealed where that is asked for.
final class BenchmarkEnd {
  private static let openMilliseconds = 10_000
  private static let key = PrintedKey()

  private let line: MessageChannel
  private let sealed: SealedChannel?

  /// The receiving end; returns once a session stands.
  init(host transport: any Transport, form: LinkForm, isSealed: Bool) throws {
    line = MessageChannel(over: transport, role: .host, form: form, configuration: transport.times)
    try line.open(timeoutMilliseconds: Self.openMilliseconds)
    sealed =
      isSealed
      ? try SealedChannel.reach(
        over: line, as: EndIdentity(id: [UInt8](repeating: 1, count: 16), name: "PC"),
        with: MemoryKeys(), pairing: .printedKey(Self.key)) : nil
  }

  /// The sending end.
  init(pocket transport: any Transport, form: LinkForm, isSealed: Bool) throws {
    line = MessageChannel(
      over: transport, role: .pocket, form: form, configuration: transport.times)
    try line.accept(timeoutMilliseconds: Self.openMilliseconds)
    sealed =
      isSealed
      ? try SealedChannel.answer(
        over: line, as: EndIdentity(id: [UInt8](repeating: 2, count: 16), name: "Pocket"),
        with: MemoryKeys(), face: .printedKey(Self.key)) : nil
  }

  var statistics: LinkStatistics { line.statistics }

  func send(_ message: [UInt8], timeoutMilliseconds: Int) throws {
    if let sealed {
      try sealed.send(message, timeoutMilliseconds: timeoutMilliseconds)
    } else {
      try line.send(message, timeoutMilliseconds: timeoutMilliseconds)
    }
  }

  func receive(timeoutMilliseconds: Int) throws -> [UInt8] {
    let message =
      try sealed.map { try $0.receive(timeoutMilliseconds: timeoutMilliseconds) }
      ?? line.receive(timeoutMilliseconds: timeoutMilliseconds)
    guard let message else {
      throw MessageChannelError.openTimedOut(milliseconds: timeoutMilliseconds)
    }
    return message
  }

  func flush(timeoutMilliseconds: Int) throws {
    try line.flush(timeoutMilliseconds: timeoutMilliseconds)
  }

  func close() { line.close() }

  /// Waits until the host has ended the session.
  func awaitEnd() throws {
    do throws(MessageChannelError) {
      _ = try line.receive(timeoutMilliseconds: Self.openMilliseconds)
    } catch .closedByPeer {}
  }
}

/// Keys that live as long as a run.
private final class MemoryKeys: KeyRing {
  private var held = Keys(own: StaticKey(), book: PeerBook())

  func keys() -> Keys { held }
  func change(_ body: (inout PeerBook) -> Void) { body(&held.book) }
}

extension Transport {
  fileprivate var times: LinkConfiguration {
    lineBytesPerSecond.map { LinkConfiguration(lineBytesPerSecond: $0) } ?? LinkConfiguration()
  }
}
