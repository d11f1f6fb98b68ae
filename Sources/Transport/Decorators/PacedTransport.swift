import Foundation

/// Makes the inner transport as slow as a line of given rate and delay; by two threads.
package final class PacedTransport: Transport {
  /// Which directions are slow; two wrapped ends pace what each of them sends.
  package struct Directions: OptionSet, Sendable {
    /// One bit for each direction.
    package let rawValue: Int

    /// By bits.
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// What this end sends.
    package static let outgoing = Directions(rawValue: 1)
    /// What this end receives.
    package static let incoming = Directions(rawValue: 2)
  }

  private let inner: any Transport
  private let outgoing: PacedQueue?
  private let incoming: PacedQueue?
  /// The rate of the simulated line.
  package let lineBytesPerSecond: Int?
  /// Bits of one byte on the line: start, eight, stop.
  private static let bitsPerByte = 10
  private static let readBytes = 4096
  private static let drainMilliseconds = 5000

  /// A line of so many baud with 8 data bits, no parity, one stop bit, and a delay each way.
  package init(
    over inner: any Transport, baud: Int, latencyMilliseconds: Int,
    directions: Directions = [.outgoing, .incoming], queueBytes: Int = 4096
  ) {
    let rate = baud / Self.bitsPerByte
    precondition(rate > 0 && latencyMilliseconds >= 0, "\(baud) \(latencyMilliseconds)")
    let queue = {
      PacedQueue(
        bytesPerSecond: rate, latencyMilliseconds: latencyMilliseconds,
        capacityBytes: queueBytes)
    }
    self.inner = inner
    lineBytesPerSecond = rate
    outgoing = directions.contains(.outgoing) ? queue() : nil
    incoming = directions.contains(.incoming) ? queue() : nil
    if let outgoing { Thread.detachNewThread { Self.carry(outgoing, to: inner) } }
    if let incoming { Thread.detachNewThread { Self.carry(inner, to: incoming) } }
  }

  deinit {
    close()
  }

  private static func carry(_ queue: PacedQueue, to inner: any Transport) {
    do throws(TransportError) {
      while true {
        var bytes = try queue.take(maximumBytes: Self.readBytes, deadline: nil)[...]
        while !bytes.isEmpty {
          bytes = bytes.dropFirst(try inner.send(bytes, timeoutMilliseconds: 1000))
        }
      }
    } catch {
      queue.end(error)
      queue.clear()
    }
  }

  private static func carry(_ inner: any Transport, to queue: PacedQueue) {
    do throws(TransportError) {
      while true {
        var bytes = try inner.receive(
          maximumBytes: Self.readBytes, timeoutMilliseconds: 60_000)[...]
        while !bytes.isEmpty {
          bytes = bytes.dropFirst(
            try queue.offer(bytes, deadline: Deadline(milliseconds: 60_000)))
        }
      }
    } catch {
      queue.end(error)
    }
  }

  /// See `Transport`.
  package func receive(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    guard let incoming else {
      return try inner.receive(
        maximumBytes: maximumBytes, timeoutMilliseconds: timeoutMilliseconds)
    }
    return try incoming.take(
      maximumBytes: maximumBytes, deadline: Deadline(milliseconds: timeoutMilliseconds))
  }

  /// See `Transport`.
  package func send(
    _ bytes: ArraySlice<UInt8>, timeoutMilliseconds: Int
  ) throws(TransportError) -> Int {
    guard let outgoing else {
      return try inner.send(bytes, timeoutMilliseconds: timeoutMilliseconds)
    }
    return try outgoing.offer(bytes, deadline: Deadline(milliseconds: timeoutMilliseconds))
  }

  /// See `Transport`.
  package var backlogBytes: Int { outgoing?.backlogBytes ?? inner.backlogBytes }

  /// See `Transport`.
  package func interrupt() {
    if let incoming { incoming.interrupt() } else { inner.interrupt() }
  }

  /// See `Transport`; what was sent still goes out first, as a terminal drains when it is closed.
  package func close() {
    outgoing?.end(.closed)
    outgoing?.drain(Deadline(milliseconds: Self.drainMilliseconds))
    incoming?.end(.closed)
    incoming?.clear()
    inner.close()
  }
}
