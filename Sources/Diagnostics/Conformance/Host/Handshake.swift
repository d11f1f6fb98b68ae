import Crypto
import LinkChannel
import SealedChannel
import SecureChannel

/// How a handshake of the judge departs from what is right.
struct Departure {
  /// Sent in the place of message 1.
  var first: [UInt8]?
  var offer: [UInt8] = [0x50, 0x53, 1, 1, 0]
  /// One bit of message 3 is wrong.
  var altersThird = false
  /// As somebody else.
  var own: StaticKey?
  var identity: EndIdentity?
  /// Asks for pairing with this key; nil goes on.
  var psk: SymmetricKey?
  var isPairing = false
  /// Goes no further than this message of its own.
  var stopsBefore = 9
  var stopsAfter = 9
  var provesWrongly = false
  /// So long is message 5.
  var fifthBytes: Int?
  /// Says in message 7 that the digits differ.
  var deniesDigits = false
}

/// What was seen of a handshake.
struct HandshakeSeen {
  /// The message of the pocket that did not come, or was wrong; nil where the channel stands.
  var stoppedAt: Int?
  /// How it was missing.
  var sign = Sign.silence
  /// Versions and identity of message 2.
  var second: [UInt8] = []
  /// Standing and what follows of message 4.
  var fourth: [UInt8] = []
  /// Whether the claim of message 4 continues from the newest secret kept, or the one before.
  var claim: Claim?
  var peer: PublicKey?
  /// The commitment of a pairing was opened truly.
  var opensCommitment: Bool?

  enum Claim: Equatable, Sendable {
    case newest
    case pending
    case neither
  }

  /// The channel where it stands.
  var sealed: SealedTalk?
}

/// The host's side of the handshake, message by message; can be wrong on purpose.
final class Handshake {
  private static let answerMilliseconds = 5_000
  private static let personMilliseconds = 180_000
  private static let claimBytes = 40

  let line: MessageChannel
  let party: HostParty
  let departure: Departure
  var seen = HandshakeSeen()

  init(over line: MessageChannel, as party: HostParty, _ departure: Departure) {
    self.line = line
    self.party = party
    self.departure = departure
  }

  /// Runs as far as it goes.
  func run() throws -> HandshakeSeen {
    do { try shake() } catch is Stopped {}
    return seen
  }

  private struct Stopped: Error {}

  private func shake() throws {
    if let first = departure.first {
      try send(first)
      _ = try taken(2)
      return
    }
    let keys = try party.keys()
    let own = departure.own ?? keys.own
    let identity = departure.identity ?? HostParty.identity(of: keys.own)
    let pattern = departure.psk.map { NoisePattern.xxpsk3($0) } ?? .xx
    let prologue = Array("pocket-sync secure channel".utf8) + departure.offer
    var message = departure.offer
    let waiting: NoiseInitiatorAwaiting
    do {
      waiting = try NoiseInitiator(pattern: pattern, prologue: prologue, own: own)
        .writeFirst(to: &message)
    } catch { throw stopped(2) }
    try send(message)
    let second = try taken(2)
    var payload: [UInt8] = []
    let finishing: NoiseInitiatorFinishing
    do { finishing = try waiting.readSecond(second, payload: &payload) } catch { throw stopped(2) }
    seen.second = payload
    guard let pocket = try? EndIdentity(wire: payload.dropFirst(3)) else { throw stopped(2) }
    try stopBefore(3)
    message = []
    // Whether it is known, a pocket learns from who is asked: message 3 says what the book says.
    let known = try party.keys().book.peers.first { $0.identity.id == pocket.id }
    let standing: UInt8 = (known == nil ? 0 : 1) | (departure.isPairing ? 2 : 0)
    let third =
      [standing] + identity.id + [UInt8(identity.name.utf8.count)] + Array(identity.name.utf8)
    var session: NoiseSession
    do { session = try finishing.writeThird(payload: third, to: &message) } catch {
      throw stopped(2)
    }
    seen.peer = session.peer
    if departure.altersThird { message[message.count / 2] ^= 1 }
    try send(message)
    seen.fourth = try open(try taken(4), &session, 4)
    if departure.isPairing, seen.fourth.first.map({ $0 & 2 != 0 }) ?? false {
      try pair(session, pocket)
    } else {
      try goOn(session, try party.known(session.peer))
    }
  }

  private func goOn(_ session: consuming NoiseSession, _ known: KnownPeer?) throws {
    guard let known, let standing = seen.fourth.first, standing & 1 != 0,
      seen.fourth.count == 1 + Self.claimBytes + 32
    else { throw stopped(4) }
    let hash = session.handshakeHash
    let claimed = Array(seen.fourth[1..<1 + Self.claimBytes])
    let pocketHalf = Array(seen.fourth.suffix(32))
    let last = known.continuity
    var secret = last.secret
    var sessions = last.sessions
    seen.claim = .neither
    if claimed == Self.claim(sessions, secret, hash) {
      seen.claim = .newest
    } else if let pending = last.pending, claimed == Self.claim(sessions + 1, pending, hash) {
      seen.claim = .pending
      (secret, sessions) = (pending, sessions + 1)
    }
    guard seen.claim != .neither else { throw stopped(4) }
    try stopBefore(5)
    let half = LabelledDigest.random()
    let next = LabelledDigest.code(secret, "next session", hash, half, pocketHalf)
    try keep(known, sessions, secret, pending: next)
    var proof = LabelledDigest.code(secret, "goes on, pc", hash)
    if departure.provesWrongly { proof[0] ^= 1 }
    var fifth = proof + half
    if let bytes = departure.fifthBytes {
      fifth += Array(repeating: 0, count: bytes - fifth.count)
    }
    try seal(fifth, &session)
    if departure.stopsAfter == 5 { throw Stopped() }
    guard try open(try taken(6), &session, 6) == [1] else { throw stopped(6) }
    try keep(known, sessions + 1, next, pending: nil)
    seen.sealed = SealedTalk(over: line, session)
  }

  private func pair(_ session: consuming NoiseSession, _ pocket: EndIdentity) throws {
    let hash = session.handshakeHash
    let commitment = Array(seen.fourth.dropFirst())
    let half = LabelledDigest.random()
    try seal(half, &session)
    let theirs = try open(try taken(6), &session, 6)
    seen.opensCommitment =
      LabelledDigest.hash("pairing commitment", hash, theirs) == commitment
    guard seen.opensCommitment == true else { throw stopped(6) }
    var isSame = !departure.deniesDigits
    if departure.psk == nil {
      let digits = LabelledDigest.digits(hash, pc: half, pocket: theirs)
      let ask = party.ask
      isSame = line.keepAlive { ask(digits) } && isSame
    }
    try seal([isSame ? 1 : 0], &session)
    guard try open(try taken(8, Self.personMilliseconds), &session, 8) == [1] else {
      throw stopped(8)
    }
    guard isSame else {
      _ = try taken(9)
      return
    }
    let peer = session.peer
    let talk = SealedTalk(over: line, session)
    guard case .bytes([]) = talk.receive(milliseconds: Self.answerMilliseconds) else {
      throw stopped(9)
    }
    let secret = LabelledDigest.code(half + theirs, "continuity", hash)
    if departure.own == nil {
      try party.keep(
        KnownPeer(key: peer, identity: pocket, continuity: try continuity(0, secret, nil)))
    }
    seen.sealed = talk
  }

  // MARK: Steps

  private static func claim(_ sessions: UInt64, _ secret: [UInt8], _ hash: [UInt8]) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: sessions >> (8 * $0)) }
      + LabelledDigest.code(secret, "goes on, pocket", hash)
  }

  private func keep(
    _ known: KnownPeer, _ sessions: UInt64, _ secret: [UInt8], pending: [UInt8]?
  ) throws {
    var peer = known
    peer.continuity = try continuity(sessions, secret, pending)
    try party.keep(peer)
  }

  private func continuity(
    _ sessions: UInt64, _ secret: [UInt8], _ pending: [UInt8]?
  ) throws -> Continuity {
    do throws(SecureChannelError) {
      return try Continuity(sessions: sessions, secret: secret, pending: pending)
    } catch { preconditionFailure("\(error)") }
  }

  private func stopBefore(_ step: Int) throws {
    if departure.stopsBefore == step { throw Stopped() }
  }

  private func stopped(_ step: Int) -> any Error {
    seen.stoppedAt = step
    seen.sign = .step(step)
    return Stopped()
  }

  private func open(
    _ message: [UInt8], _ session: inout NoiseSession, _ step: Int
  ) throws -> [UInt8] {
    var plain = message
    do throws(SecureChannelError) { try session.opener.open(&plain) } catch {
      throw stopped(step)
    }
    return plain
  }

  private func seal(_ plain: [UInt8], _ session: inout NoiseSession) throws {
    var record = plain
    do throws(SecureChannelError) { try session.sealer.seal(&record) } catch {
      preconditionFailure("\(error)")
    }
    try send(record)
  }

  private func send(_ message: [UInt8]) throws {
    do throws(MessageChannelError) {
      try line.send(message, timeoutMilliseconds: Self.answerMilliseconds)
    } catch {
      // What the pocket says by ending here is judged where its next message is awaited.
    }
  }

  private func taken(
    _ step: Int, _ milliseconds: Int = Handshake.answerMilliseconds
  ) throws -> [UInt8] {
    switch line.heard(milliseconds: milliseconds) {
    case .bytes(let bytes): return bytes
    case .silence: seen.sign = .silence
    case .end: seen.sign = .end
    }
    seen.stoppedAt = step
    throw Stopped()
  }
}

extension EndIdentity {
  /// All of the bytes: identity, length of the name, name.
  init?(wire bytes: ArraySlice<UInt8>) throws(SecureChannelError) {
    let rest = bytes.dropFirst(Self.idBytes)
    guard let length = rest.first, rest.count == 1 + Int(length),
      let name = String(validating: rest.dropFirst(), as: UTF8.self)
    else { return nil }
    try self.init(id: Array(bytes.prefix(Self.idBytes)), name: name)
  }
}
