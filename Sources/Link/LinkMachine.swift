/// One end of a link without I/O or clock: bytes and times in, bytes, messages and events out.
package protocol LinkMachine: Sendable {
  // Times are microseconds of any clock that never goes back. After each call in, take what there
  // is: bytes for the line, messages, events; then wait for bytes or for `nextDeadline`.

  /// Where the link stands.
  var state: LinkState { get }
  /// Host only: begins a new session; the epoch is random, chosen by the caller.
  mutating func open(epoch: UInt16, now: UInt64)
  /// Puts a message into the queue; refused above the limits and without a session.
  mutating func send(_ message: [UInt8]) throws(LinkError)
  /// The oldest message that arrived whole; the peer is told when there is room again.
  mutating func takeMessage() -> [UInt8]?
  /// The oldest event not yet taken.
  mutating func takeEvent() -> LinkEvent?
  /// Ends the session in order: what is queued goes out first; `closed` follows.
  mutating func close(now: UInt64)
  /// Ends the session at once; the peer is told, without proof that it hears.
  mutating func reset(now: UInt64)
  /// Asks the peer what has arrived, where it does not say so by itself.
  mutating func askForReceipt()
  /// Whether the peer said of everything sent that it arrived.
  var isDrained: Bool { get }
  /// The bytes of messages that wait to be cut into frames.
  var queuedBytes: Int { get }
  /// Counts since the session began.
  var statistics: LinkStatistics { get }
  /// Whether frames wait for room on the line.
  var wantsToSend: Bool { get }
  /// Whole frames for the line, at most `room` bytes of them; what does not fit waits.
  mutating func takeBytes(room: Int, now: UInt64) -> [UInt8]
  /// So many bytes are worth a call where the line has no queue to keep short.
  var batchBytes: Int { get }
  /// Takes bytes from the line, in order, in pieces of any size.
  mutating func receive(_ bytes: [UInt8], now: UInt64)
  /// Does what is due by now: repeats, probes, gives up.
  mutating func timePassed(now: UInt64)
  /// When `timePassed` has to be called at the latest; nil when nothing is awaited.
  var nextDeadline: UInt64? { get }
}

/// How frames stand on the line; both ends must choose alike.
package enum LinkForm: Sendable, Hashable {
  /// For lines that lose and damage bytes: short stuffed frames, repeated where they were lost.
  case serial
  /// For what loses nothing, as sockets and USB: long frames with credits, nothing is repeated.
  case bulk

  /// A link of this form without a session.
  package func link(
    role: LinkRole, configuration: LinkConfiguration = LinkConfiguration()
  ) -> any LinkMachine {
    switch self {
    case .serial: SerialLink(role: role, configuration: configuration)
    case .bulk: BulkLink(role: role, configuration: configuration)
    }
  }
}
