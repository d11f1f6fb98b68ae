/// Bytes in order to and from one docked device, by blocking calls with time-outs.
package protocol Transport: AnyObject, Sendable {
  // One thread receives at a time, and one sends; `interrupt` and `close` are for any thread.

  /// At least one byte, at most `maximumBytes`; empty when the time is over.
  func receive(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8]

  /// As `receive`; empty also as soon as the line, which was full, has room for bytes again.
  func receiveOrRoom(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8]

  /// How many of the bytes were taken before the time was over, counted from the first.
  func send(
    _ bytes: ArraySlice<UInt8>, timeoutMilliseconds: Int
  ) throws(TransportError) -> Int

  /// Bytes taken and not yet on the line; 0 where that is not known.
  var backlogBytes: Int { get }

  /// The line's rate; nil when the medium has none.
  var lineBytesPerSecond: Int? { get }

  /// Makes the receive that blocks now, or the next one, throw `interrupted`, once.
  func interrupt()

  /// Ends the transport; calls that block throw `closed`; harmless when repeated.
  func close()
}

/// A look at a full line that cannot say when it has room.
private let fullWaitMilliseconds = 5

extension Transport {
  /// Looks again and again.
  package func receiveOrRoom(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    try receive(
      maximumBytes: maximumBytes,
      timeoutMilliseconds: min(timeoutMilliseconds, fullWaitMilliseconds))
  }

  /// As the slice form.
  package func send(
    _ bytes: [UInt8], timeoutMilliseconds: Int
  ) throws(TransportError) -> Int {
    try send(bytes[...], timeoutMilliseconds: timeoutMilliseconds)
  }
}

/// Runs the body with an open transport and closes it on every way out.
package func withTransport<T: Transport, Result, Failure: Error>(
  _ transport: T, _ body: (T) throws(Failure) -> Result
) throws(Failure) -> Result {
  defer { transport.close() }
  return try body(transport)
}
