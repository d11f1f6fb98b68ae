/// The PC, which speaks first; each step consumes the one before.
package struct PCHandshake: ~Copyable {
  private let noise: NoiseInitiator
  private let offer: Offer
  private let isPairing: Bool
  private let identity: EndIdentity
  private let book: PeerBook

  /// Pairing is what a person asked for; without it only known pockets come in.
  package init(
    own: StaticKey, identity: EndIdentity, book: PeerBook, pairing way: PairingWay? = nil
  ) throws(SecureChannelError) {
    if way != nil { try book.requireFewAttempts() }
    let pattern = (way ?? .digits).pattern
    offer = Offer(asksPrintedKey: pattern.sharedSecret != nil)
    noise = NoiseInitiator(pattern: pattern, prologue: offer.prologue, own: own)
    isPairing = way != nil
    self.identity = identity
    self.book = book
  }

  /// Message 1.
  package consuming func begin(
    _ message: inout [UInt8]
  ) throws(SecureChannelError) -> PCAwaitingPocket {
    message = offer.encoded
    return PCAwaitingPocket(
      noise: try noise.writeFirst(to: &message), offer: offer, isPairing: isPairing,
      identity: identity, book: book)
  }
}

/// The PC while it waits for message 2.
package struct PCAwaitingPocket: ~Copyable {
  fileprivate let noise: NoiseInitiatorAwaiting
  fileprivate let offer: Offer
  fileprivate let isPairing: Bool
  fileprivate let identity: EndIdentity
  fileprivate let book: PeerBook

  /// Takes message 2 and gives message 3; a pocket that contradicts the book hears no more.
  package consuming func receive(
    _ message: [UInt8], inSession: Set<PublicKey> = [], reply: inout [UInt8]
  ) throws(SecureChannelError) -> PCAwaitingStanding {
    var payload: [UInt8] = []
    let finishing = try noise.readSecond(message, payload: &payload)
    _ = try VersionAnswer(payload[...])
    let pocket = try EndIdentity(payload.dropFirst(VersionAnswer.lengthBytes))
    guard let key = finishing.peer else { throw .malformed }
    let known = try book.judge(
      key: key, identity: pocket, isPairing: isPairing, inSession: inSession)
    let standing = Standing(isKnown: known != nil, isWilling: isPairing)
    reply = []
    let session = try finishing.writeThird(
      payload: [standing.encoded] + identity.encoded, to: &reply)
    return PCAwaitingStanding(
      settling: Settling(
        session: session, identity: pocket, hasPrintedKey: offer.asksPrintedKey, known: known),
      standing: standing)
  }
}

/// The PC while it waits for message 4, the pocket's standing.
package struct PCAwaitingStanding: ~Copyable {
  private var settling: Settling
  private let standing: Standing

  init(settling: consuming Settling, standing: Standing) {
    self.settling = settling
    self.standing = standing
  }

  /// The keys of both directions before their first record.
  package var secrets: ChannelSecrets {
    ChannelSecrets(
      toPocket: settling.session.sealer.secret, toPC: settling.session.opener.secret)
  }

  /// Takes message 4 and gives message 5.
  package consuming func receive(
    _ message: [UInt8], reply: inout [UInt8]
  ) throws(SecureChannelError) -> PCCourse {
    let plain = try settling.receive(message)
    let course = try standing.course(with: try Standing(plain.first))
    switch (course, settling.known) {
    case (.goOn, .some(let peer)):
      return .goingOn(try goOn(with: peer, plain.dropFirst(), reply: &reply))
    case (.goOn, .none): throw .malformed
    case (.pair, _):
      let commitment = Array(plain.dropFirst())
      guard commitment.count == LabelledHash.lengthBytes else { throw .malformed }
      let half = LabelledHash.random()
      try settling.send(half, in: &reply)
      return .pairing(PCPairing(settling: settling, commitment: commitment, half: half))
    }
  }

  private consuming func goOn(
    with peer: KnownPeer, _ bytes: ArraySlice<UInt8>, reply: inout [UInt8]
  ) throws(SecureChannelError) -> PCGoingOn {
    guard bytes.count == Continuity.Claim.lengthBytes + LabelledHash.lengthBytes else {
      throw .malformed
    }
    let claim = Continuity.Claim(bytes.prefix(Continuity.Claim.lengthBytes))
    let hash = settling.hash
    guard let last = peer.continuity.matching(claim, hash: hash) else {
      throw settling.notContinued(here: peer.continuity.sessions, there: claim.sessions)
    }
    let own = LabelledHash.random()
    let next = last.next(pc: own, pocket: Array(bytes.suffix(LabelledHash.lengthBytes)), hash: hash)
    try settling.send(last.proof(by: .pc, hash: hash) + own, in: &reply)
    return PCGoingOn(settling: settling, last: last, next: next)
  }
}

/// How it goes on after both have said how they stand.
package enum PCCourse: ~Copyable {
  /// Both know each other.
  case goingOn(PCGoingOn)
  /// Both want to be paired.
  case pairing(PCPairing)
}

/// The PC with a known pocket, before message 5 is sent.
package struct PCGoingOn: ~Copyable {
  private var settling: Settling
  private let last: Continuity
  private let next: Continuity

  init(settling: consuming Settling, last: Continuity, next: Continuity) {
    self.settling = settling
    self.last = last
    self.next = next
  }

  /// To be stored before message 5 is sent: after a cut the pocket may hold either secret.
  package var peerToKeepFirst: KnownPeer { settling.peer(last.awaiting(next)) }

  /// Takes message 6: the pocket has kept the new secret.
  package consuming func receive(
    _ message: [UInt8]
  ) throws(SecureChannelError) -> OpenChannel {
    guard try settling.receive(message) == [1] else { throw .malformed }
    return settling.open(next)
  }
}

/// The PC in pairing, after message 5.
package struct PCPairing: ~Copyable {
  private var settling: Settling
  private let commitment: [UInt8]
  private let half: [UInt8]

  init(settling: consuming Settling, commitment: [UInt8], half: [UInt8]) {
    self.settling = settling
    self.commitment = commitment
    self.half = half
  }

  /// Takes message 6, in which the pocket opens its commitment.
  package consuming func receive(
    _ message: [UInt8]
  ) throws(SecureChannelError) -> Comparing {
    let pocket = try settling.receive(message, exactBytes: LabelledHash.lengthBytes)
    let opened = PairingDigits.commitment(hash: settling.hash, pocket: pocket)
    guard LabelledHash.isEqual(opened, commitment) else { throw .commitmentBroken }
    return Comparing(settling: settling, pc: half, pocket: pocket)
  }
}
