import Synchronization

/// Pulls the cable after exactly so many bytes.
package final class CuttingTransport: Transport {
  /// Which bytes count.
  package enum Counted: Sendable {
    /// Those that this end sends.
    case sent
    /// Those that this end receives.
    case received
    /// Both.
    case both
  }

  private let inner: any Transport
  private let counted: Counted
  private let left: Mutex<Int?>

  /// Cuts when so many bytes have passed; nil cuts never.
  package init(over inner: any Transport, afterBytes: Int?, counting counted: Counted = .both) {
    self.inner = inner
    self.counted = counted
    left = Mutex(afterBytes)
  }

  /// See `Transport`.
  package func receive(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    let counts = counted != .sent
    let maximum = counts ? try allowed(maximumBytes) : maximumBytes
    let bytes = try inner.receive(
      maximumBytes: maximum, timeoutMilliseconds: timeoutMilliseconds)
    if counts { passed(bytes.count) }
    return bytes
  }

  /// See `Transport`.
  package func send(
    _ bytes: ArraySlice<UInt8>, timeoutMilliseconds: Int
  ) throws(TransportError) -> Int {
    let counts = counted != .received && !bytes.isEmpty
    let part = counts ? bytes.prefix(try allowed(bytes.count)) : bytes
    let taken = try inner.send(part, timeoutMilliseconds: timeoutMilliseconds)
    if counts { passed(taken) }
    return taken
  }

  /// How many bytes may still pass; once none may, the cable is out.
  private func allowed(_ bytes: Int) throws(TransportError) -> Int {
    guard let left = left.withLock({ $0 }) else { return bytes }
    if left <= 0 {
      inner.close()
      throw .closed
    }
    return min(bytes, left)
  }

  private func passed(_ bytes: Int) {
    let isOut = left.withLock { left in
      guard let before = left else { return false }
      left = before - bytes
      return before <= bytes
    }
    if isOut { inner.close() }
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
