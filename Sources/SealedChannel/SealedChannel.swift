import LinkChannel
package import SecureChannel

/// Whole messages, sealed record by record, over a message channel whose other end is proven.
///
/// As `fixtures/protocol/CHANNEL.md` states. After an error of it the channel is of no more use.
package final class SealedChannel {
  /// What one record carries of a message; all but the last are full.
  static let partBytes = 16_383
  private static let (last, more): (UInt8, UInt8) = (0, 1)

  /// The line below.
  let line: MessageChannel
  /// Who is at the other end.
  package let peer: KnownPeer
  private var keys: OpenChannel
  private let limitBytes: Int
  /// The parts of a message that is not whole yet.
  private var parts: [UInt8] = []

  init(over line: MessageChannel, _ keys: consuming OpenChannel, limitBytes: Int = 1 << 20) {
    self.line = line
    peer = keys.peer
    self.keys = keys
    self.limitBytes = limitBytes
  }

  /// Seals and queues a message; waits for room, at most so long for each record.
  package func send(
    _ message: [UInt8], timeoutMilliseconds: Int = 30_000
  ) throws(SealedChannelError) {
    var rest = message[...]
    repeat {
      let part = rest.prefix(Self.partBytes)
      rest = rest.dropFirst(Self.partBytes)
      try pass(part, isLast: rest.isEmpty, timeoutMilliseconds)
    } while !rest.isEmpty
  }

  func pass(
    _ part: ArraySlice<UInt8>, isLast: Bool, _ timeoutMilliseconds: Int
  ) throws(SealedChannelError) {
    var record: [UInt8] = []
    record.reserveCapacity(part.count + 1 + SealedRecord.overheadBytes)
    record += part
    record.append(isLast ? Self.last : Self.more)
    do throws(SecureChannelError) { try keys.sealer.seal(&record) } catch {
      throw .refused(error)
    }
    do throws(MessageChannelError) {
      try line.send(record, timeoutMilliseconds: timeoutMilliseconds)
    } catch { throw .line(error) }
  }

  /// The next message; nil when none is whole in time.
  package func receive(timeoutMilliseconds: Int) throws(SealedChannelError) -> [UInt8]? {
    while true {
      guard var record = try line.next(timeoutMilliseconds) else { return nil }
      do throws(SecureChannelError) { try keys.opener.open(&record) } catch {
        throw .refused(error)
      }
      let flag = record.popLast()
      guard parts.count + record.count <= limitBytes else {
        throw .messageTooLong(limitBytes: limitBytes)
      }
      switch flag {
      case Self.last:
        if parts.isEmpty { return record }
        defer { parts = [] }
        return parts + record
      case Self.more:
        guard record.count == Self.partBytes else { throw .partNotFull(bytes: record.count) }
        parts += record
      default: throw .refused(.malformed)
      }
    }
  }

  /// Runs long work that does not touch the channel; the line lives on meanwhile.
  package func keepAlive<Result, Failure: Error>(
    while body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try line.keepAlive(while: body)
  }

  /// Ends the session in order, everything sent first; true when the peer confirmed the end.
  @discardableResult
  package func close(timeoutMilliseconds: Int = 5000) -> Bool {
    line.close(timeoutMilliseconds: timeoutMilliseconds)
  }
}

extension MessageChannel {
  func next(_ milliseconds: Int) throws(SealedChannelError) -> [UInt8]? {
    do throws(MessageChannelError) {
      return try receive(timeoutMilliseconds: milliseconds)
    } catch { throw .line(error) }
  }
}
