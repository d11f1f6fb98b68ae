import Glibc
import Synchronization
package import Transport

/// Ends the process without a word once exactly so many bytes have passed, both ways counted.
package final class DyingTransport: Transport {
  /// What a shell sees of a process that died this way.
  package static let exitCode: Int32 = 137

  private let inner: any Transport
  private let left: Mutex<Int>

  /// Dies after so many bytes; 0 dies at the first attempt to pass one.
  package init(over inner: any Transport, afterBytes: Int) {
    self.inner = inner
    left = Mutex(afterBytes)
  }

  /// See `Transport`.
  package func receive(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    let bytes = try inner.receive(
      maximumBytes: min(maximumBytes, allowed()), timeoutMilliseconds: timeoutMilliseconds)
    passed(bytes.count)
    return bytes
  }

  /// See `Transport`.
  package func send(
    _ bytes: ArraySlice<UInt8>, timeoutMilliseconds: Int
  ) throws(TransportError) -> Int {
    if bytes.isEmpty { return 0 }
    let taken = try inner.send(
      bytes.prefix(allowed()), timeoutMilliseconds: timeoutMilliseconds)
    passed(taken)
    return taken
  }

  private func allowed() -> Int {
    let left = left.withLock { $0 }
    if left <= 0 { _exit(Self.exitCode) }
    return left
  }

  private func passed(_ bytes: Int) {
    let isOver = left.withLock { left in
      left -= bytes
      return left <= 0
    }
    if isOver { _exit(Self.exitCode) }
  }

  /// See `Transport`.
  package var backlogBytes: Int { inner.backlogBytes }

  /// See `Transport`.
  package var lineBytesPerSecond: Int? { inner.lineBytesPerSecond }

  /// See `Transport`.
  package func interrupt() { inner.interrupt() }

  /// See `Transport`.
  package func close() { inner.close() }
}
