import Synchronization
import Transport

/// Does something once, when exactly so many bytes have passed, both ways counted.
final class HittingTransport: Transport {
  private let inner: any Transport
  private let left: Mutex<Int>
  private let hit: @Sendable () -> Void

  init(over inner: any Transport, afterBytes: Int, hit: @escaping @Sendable () -> Void) {
    self.inner = inner
    self.hit = hit
    left = Mutex(max(afterBytes, 1))
  }

  func receive(maximumBytes: Int, timeoutMilliseconds: Int) throws(TransportError) -> [UInt8] {
    let bytes = try inner.receive(
      maximumBytes: min(maximumBytes, room), timeoutMilliseconds: timeoutMilliseconds)
    passed(bytes.count)
    return bytes
  }

  func send(_ bytes: ArraySlice<UInt8>, timeoutMilliseconds: Int) throws(TransportError) -> Int {
    let taken = try inner.send(bytes.prefix(room), timeoutMilliseconds: timeoutMilliseconds)
    passed(taken)
    return taken
  }

  /// Afterwards everything passes.
  private var room: Int {
    let left = left.withLock { $0 }
    return left > 0 ? left : .max
  }

  private func passed(_ bytes: Int) {
    let isNow = left.withLock { left in
      guard left > 0 else { return false }
      left -= bytes
      return left <= 0
    }
    if isNow { hit() }
  }

  var backlogBytes: Int { inner.backlogBytes }
  var lineBytesPerSecond: Int? { inner.lineBytesPerSecond }
  func interrupt() { inner.interrupt() }
  func close() { inner.close() }
}
