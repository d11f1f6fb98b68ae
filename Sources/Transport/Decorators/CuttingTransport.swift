import Synchronization

/// Counts what passes, and pulls the cable after exactly so many bytes.
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
  private let limit: Int?
  private let passed = Mutex(0)

  /// Cuts when so many bytes have passed; nil cuts never.
  package init(over inner: any Transport, afterBytes: Int?, counting counted: Counted = .both) {
    self.inner = inner
    self.counted = counted
    limit = afterBytes
  }

  /// The bytes that passed so far, of those that count.
  package var passedBytes: Int { passed.withLock { $0 } }

  /// See `Transport`.
  package func receive(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    try counting(maximumBytes) { maximum throws(TransportError) in
      try inner.receive(maximumBytes: maximum, timeoutMilliseconds: timeoutMilliseconds)
    }
  }

  /// See `Transport`.
  package func receiveOrRoom(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    try counting(maximumBytes) { maximum throws(TransportError) in
      try inner.receiveOrRoom(maximumBytes: maximum, timeoutMilliseconds: timeoutMilliseconds)
    }
  }

  private func counting(
    _ maximumBytes: Int, _ receive: (Int) throws(TransportError) -> [UInt8]
  ) throws(TransportError) -> [UInt8] {
    let counts = counted != .sent
    let bytes = try receive(counts ? try allowed(maximumBytes) : maximumBytes)
    if counts { note(bytes.count) }
    return bytes
  }

  /// See `Transport`.
  package func send(
    _ bytes: ArraySlice<UInt8>, timeoutMilliseconds: Int
  ) throws(TransportError) -> Int {
    let counts = counted != .received && !bytes.isEmpty
    let part = counts ? bytes.prefix(try allowed(bytes.count)) : bytes
    let taken = try inner.send(part, timeoutMilliseconds: timeoutMilliseconds)
    if counts { note(taken) }
    return taken
  }

  /// How many bytes may still pass; once none may, the cable is out.
  private func allowed(_ bytes: Int) throws(TransportError) -> Int {
    guard let limit else { return bytes }
    let left = limit - passedBytes
    if left <= 0 {
      inner.close()
      throw .closed
    }
    return min(bytes, left)
  }

  private func note(_ bytes: Int) {
    let total = passed.withLock { passed in
      passed += bytes
      return passed
    }
    if let limit, total >= limit { inner.close() }
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
