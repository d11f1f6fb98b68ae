import FarmDatabase
import Link
import LinkChannel
import Records
import SealedChannel
import SecureChannel

/// The line to a pocket that this PC knows: nothing passes before both ends are proven.
final class SealedLine: PocketLine {
  private let line: MessageChannel
  private let identity: EndIdentity
  private let ring: any KeyRing
  private var channel: SealedChannel?

  init(over line: MessageChannel, of farm: FarmDatabase, with ring: any KeyRing) {
    self.line = line
    do throws(SecureChannelError) {
      identity = try EndIdentity(id: farm.hub.bytes, cutting: farm.farmName)
    } catch { preconditionFailure("\(error)") }
    self.ring = ring
  }

  func begin(timeoutMilliseconds: Int) throws(SealedChannelError) -> RowID? {
    try open(timeoutMilliseconds)
    let channel = try SealedChannel.reach(over: line, as: identity, with: ring)
    self.channel = channel
    return RowID(channel.peer.identity.id)
  }

  /// Meets a pocket that is to be known from now on; the session ends with it.
  func pair(
    _ way: PairingWay, timeoutMilliseconds: Int, ask: AskPerson
  ) throws(SealedChannelError) -> KnownPeer {
    try open(timeoutMilliseconds)
    let channel = try SealedChannel.reach(
      over: line, as: identity, with: ring, pairing: way, ask: ask)
    return channel.peer
  }

  private func open(_ milliseconds: Int) throws(SealedChannelError) {
    do throws(MessageChannelError) { try line.open(timeoutMilliseconds: milliseconds) } catch {
      throw .line(error)
    }
  }

  func pass(_ message: [UInt8]) throws(SealedChannelError) {
    guard let channel else { throw .line(.notOpen) }
    try channel.send(message)
  }

  func receive(timeoutMilliseconds: Int) throws(SealedChannelError) -> [UInt8]? {
    guard let channel else { throw .line(.notOpen) }
    return try channel.receive(timeoutMilliseconds: timeoutMilliseconds)
  }

  func keepAlive<Result, Failure: Error>(
    while body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try line.keepAlive(while: body)
  }

  /// Counts of the link since the session began.
  var statistics: LinkStatistics { line.statistics }

  func finish(timeoutMilliseconds: Int) { line.close(timeoutMilliseconds: timeoutMilliseconds) }
}
