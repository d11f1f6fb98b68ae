package import Link
package import Records
package import SealedChannel

/// What a visit needs of the line to a pocket: whole messages in order, or an error.
///
/// The real one is a `SealedLine`; a simulation gives one that it can cut at any byte.
package protocol PocketLine: AnyObject {
  /// Begins a session; the device that the pocket's key proves, nil where nothing proves one.
  func begin(timeoutMilliseconds: Int) throws(SealedChannelError) -> RowID?
  /// Puts one message on the line; it may still be lost.
  func pass(_ message: [UInt8]) throws(SealedChannelError)
  /// The next message; nil where none came in time.
  func receive(timeoutMilliseconds: Int) throws(SealedChannelError) -> [UInt8]?
  /// Runs long work that does not touch the line, which lives on meanwhile.
  func keepAlive<Result, Failure: Error>(
    while body: () throws(Failure) -> Result
  ) throws(Failure) -> Result
  /// Ends the session in order where it still stands.
  func finish(timeoutMilliseconds: Int)
  /// Counts since the session began; nil where nothing counts.
  var statistics: LinkStatistics? { get }
}

extension PocketLine {
  /// A line that is only played counts nothing.
  package var statistics: LinkStatistics? { nil }
}
