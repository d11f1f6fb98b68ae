package import Link
import LinkChannel
import PocketProtocol
import Records
import SealedChannel
import SecureChannel
package import Transport

/// Where a pocket is judged: how to reach it, who the judge is, what both have said so far.
package final class Bench {
  private static let connectTries = 50
  /// Where nobody was there the last time either.
  private static let laterTries = 5
  private static let connectPauseMilliseconds = 100
  private static let openMilliseconds = 5_000
  /// How long a pocket may take for an answer.
  static let answerMilliseconds = 8_000
  /// Who is to say nothing is listened to so long.
  static let silenceMilliseconds = 500
  /// A session that is to end has so long.
  static let endMilliseconds = 4_000

  private let connect: () throws(TransportError) -> any Transport
  let form: LinkForm
  let isUSB: Bool
  let isQuick: Bool
  let party: HostParty
  var farm: JudgeFarm
  /// Whether the pocket holds a change, as it said last.
  var hasChanges = false
  /// What a pocket that had met no farm before this run offered first.
  var firstOffer: [PocketChange] = []
  /// Rows of changes that no PC had taken before this run.
  var fresh: Set<RowID> = []
  /// The next lines break after so many bytes, both ways counted.
  var cutAfterBytes: Int?
  private var lines: [CuttingTransport] = []
  private var isGone = false

  /// A bench that connects anew for every session.
  package init(
    form: LinkForm, isUSB: Bool, isQuick: Bool, party: HostParty,
    connect: @escaping () throws(TransportError) -> any Transport
  ) throws {
    self.form = form
    self.isUSB = isUSB
    self.isQuick = isQuick
    self.party = party
    self.connect = connect
    let id = HostParty.identity(of: try party.keys().own).id
    guard let hub = RowID(id) else { preconditionFailure("\(id.count) bytes") }
    farm = JudgeFarm(hub: hub)
  }

  /// Why a rule with this need is left out; nil where it is not.
  func omission(_ need: Rule.Need) -> Omission? {
    switch need {
    case .bulk: form == .bulk ? nil : .bulkOnly
    case .serial: form == .serial ? nil : .serialOnly
    case .usb: isUSB ? nil : .usbOnly
    case .changes: hasChanges ? nil : .noChanges
    case .printedKey: party.printedKey == nil ? .noPrintedKey : nil
    case .screen: party.printedKey == nil ? nil : .hasPrintedKey
    case .time: isQuick ? .slow : nil
    }
  }

  /// A fresh line; the one before ends. A pocket may need a moment until it listens again.
  func line() throws -> any Transport {
    hangUp()
    var last = TransportError.closed
    for _ in 0..<(isGone ? Self.laterTries : Self.connectTries) {
      do throws(TransportError) {
        let line = CuttingTransport(over: try connect(), afterBytes: cutAfterBytes)
        lines.append(line)
        isGone = false
        return line
      } catch {
        last = error
        pause(Self.connectPauseMilliseconds)
      }
    }
    isGone = true
    throw Obstacle.line("\(last)")
  }

  /// Cuts the line that there is.
  func hangUp() {
    for line in lines {
      passedBytes = line.passedBytes
      line.close()
    }
    lines = []
  }

  /// What passed on the newest line.
  private(set) var passedBytes = 0

  func raw() throws -> RawHost { RawHost(over: try line(), form: form) }

  /// A session of the link on a fresh line.
  func channel() throws -> MessageChannel {
    let line = try line()
    let channel = MessageChannel(
      over: line, role: .host, form: form,
      configuration: line.lineBytesPerSecond.map { LinkConfiguration(lineBytesPerSecond: $0) }
        ?? LinkConfiguration())
    do throws(MessageChannelError) {
      try channel.open(timeoutMilliseconds: Self.openMilliseconds)
    } catch { throw Obstacle.link("\(error)") }
    return channel
  }

  /// A handshake as the departure has it.
  func shake(_ departure: Departure = Departure()) throws -> (HandshakeSeen, MessageChannel) {
    let channel = try channel()
    return (try Handshake(over: channel, as: party, departure).run(), channel)
  }

  /// A session with a channel that stands.
  func reach() throws -> Conversation {
    let (seen, _) = try shake()
    guard let talk = seen.sealed else { throw Obstacle.handshake(step: seen.stoppedAt ?? 0) }
    return Conversation(talk, bench: self)
  }

  /// Makes both known to each other where they are not.
  func acquaint() throws {
    let (seen, _) = try shake()
    if seen.sealed != nil { return }
    guard seen.stoppedAt == 4 else { throw Obstacle.handshake(step: seen.stoppedAt ?? 0) }
    let (paired, _) = try shake(pairing())
    guard paired.sealed != nil else { throw Obstacle.handshake(step: paired.stoppedAt ?? 0) }
    paired.sealed?.line.close(timeoutMilliseconds: 1_000)
  }

  /// Asks to be paired, the way the pocket can.
  func pairing() -> Departure {
    var departure = Departure()
    departure.isPairing = true
    departure.psk = party.printedKey?.secret
    departure.offer[4] = departure.psk == nil ? 0 : 1
    return departure
  }
}
