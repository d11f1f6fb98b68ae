import Link
import Synchronization
import Testing
import Transport

@testable import Diagnostics

/// A line on which bytes come one at a time, or all of them again and again.
private final class ScriptedLine: Transport {
  private let bytes: [UInt8]
  private let isEndless: Bool
  private let place = Mutex(0)

  init(_ bytes: [UInt8] = [], isEndless: Bool = false) {
    self.bytes = bytes
    self.isEndless = isEndless
  }

  func receive(maximumBytes: Int, timeoutMilliseconds: Int) throws(TransportError) -> [UInt8] {
    if isEndless { return bytes }
    return place.withLock { place in
      guard place < bytes.count else { return [] }
      place += 1
      return [bytes[place - 1]]
    }
  }

  func send(_ bytes: ArraySlice<UInt8>, timeoutMilliseconds: Int) throws(TransportError) -> Int {
    bytes.count
  }

  var backlogBytes: Int { 0 }
  var lineBytesPerSecond: Int? { nil }
  func interrupt() {}
  func close() {}
}

@Suite struct RawHostTests {
  /// What another host puts on the line, and what one hears of it byte by byte.
  private func hear(_ form: LinkForm, _ bytes: (RawHost) -> [UInt8]) -> RawHost {
    let said = bytes(RawHost(over: ScriptedLine(), form: form))
    let host = RawHost(over: ScriptedLine(said), form: form)
    host.listen(milliseconds: 100)
    return host
  }

  @Test(arguments: [LinkForm.bulk, .serial])
  func `a frame that comes slowly is a frame, and what is none is counted`(form: LinkForm) {
    let frame = OutFrame.message(RawHost.firstMessage, Epoch.first)
    let whole = hear(form) { $0.bytes(of: frame) + $0.bytes(of: frame) }
    #expect(whole.frames.count == 2)
    #expect(whole.strayBytes == 0)
    let half = hear(form) { $0.bytes(of: frame) + $0.bytes(of: frame).prefix(20) }
    #expect(half.frames.count == 1)
    #expect(half.unfinishedBytes > 0)
    #expect(half.strayBytes == half.unfinishedBytes)
    let garbage = hear(form) { Array("AT\r\n\0".utf8) + $0.bytes(of: frame) }
    #expect(garbage.frames.count == 1)
    #expect(garbage.strayBytes - garbage.unfinishedBytes == (form == .bulk ? 5 : 4))
  }

  @Test(arguments: [LinkForm.bulk, .serial])
  func `who sends without an end is heard so far and no further`(form: LinkForm) {
    let frame = RawHost(over: ScriptedLine(), form: form)
      .bytes(of: OutFrame(.probe, Epoch.first))
    let flood = Array(repeating: frame, count: 4_096).flatMap { $0 }
    let host = RawHost(over: ScriptedLine(flood, isEndless: true), form: form)
    host.listen(milliseconds: 60_000)
    #expect(host.isClosed)
    #expect(host.frames.count * frame.count < 2 << 20)
  }

  @Test func `no session has the epoch of the one before it`() {
    let epochs = (0..<8).map { _ in
      RawHost(over: ScriptedLine(), form: .bulk).bytes(of: OutFrame(.open, Epoch.first))[2...3]
    }
    #expect(Set(epochs).count > 1)
  }
}
