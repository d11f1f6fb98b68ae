package import LinkChannel

/// What a visit needs of the line to a pocket: whole messages in order, or an error.
///
/// The real one is a `MessageChannel`; a simulation gives one that it can cut at any byte.
package protocol PocketLine: AnyObject {
  /// Begins a session with the pocket.
  func begin(timeoutMilliseconds: Int) throws(MessageChannelError)
  /// Puts one message on the line; it may still be lost.
  func pass(_ message: [UInt8]) throws(MessageChannelError)
  /// The next message; nil where none came in time.
  func receive(timeoutMilliseconds: Int) throws(MessageChannelError) -> [UInt8]?
  /// Runs long work that does not touch the line, which lives on meanwhile.
  func keepAlive<Result, Failure: Error>(
    while body: () throws(Failure) -> Result
  ) throws(Failure) -> Result
  /// Ends the session in order where it still stands.
  func finish(timeoutMilliseconds: Int)
}

extension MessageChannel: PocketLine {
  /// See `PocketLine`.
  package func begin(timeoutMilliseconds: Int) throws(MessageChannelError) {
    try open(timeoutMilliseconds: timeoutMilliseconds)
  }

  /// See `PocketLine`.
  package func pass(_ message: [UInt8]) throws(MessageChannelError) { try send(message) }

  /// See `PocketLine`.
  package func finish(timeoutMilliseconds: Int) { close(timeoutMilliseconds: timeoutMilliseconds) }
}
