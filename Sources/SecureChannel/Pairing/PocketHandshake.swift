/// What a pocket can do to be paired.
package enum PocketFace: Sendable {
  /// It shows six digits.
  case screen
  /// A key is printed on it.
  case printedKey(PrintedKey)
}

/// The pocket, which is silent until the PC speaks; each step consumes the one before.
package struct PocketHandshake: ~Copyable {
  private let own: StaticKey
  private let identity: EndIdentity
  private let book: PeerBook
  private let face: PocketFace
  private let isPairing: Bool

  /// Pairing is what the pocket's user asked for; a pocket without a screen always allows it.
  package init(
    own: StaticKey, identity: EndIdentity, book: PeerBook, face: PocketFace = .screen,
    isPairing: Bool = false
  ) throws(SecureChannelError) {
    if isPairing { try book.requireFewAttempts() }
    self.own = own
    self.identity = identity
    self.book = book
    self.face = face
    self.isPairing = isPairing
  }

  /// Takes message 1 and gives message 2.
  package consuming func receive(
    _ message: [UInt8], reply: inout [UInt8]
  ) throws(SecureChannelError) -> PocketAwaitingPC {
    try HandshakeState.require(message, atLeastBytes: 0)
    let offer = try Offer(message[...])
    let chosen = try ChannelVersion.choose(lowest: offer.lowest, highest: offer.highest)
    let (pattern, canPair) = try way(offer)
    var payload: [UInt8] = []
    let noise = NoiseResponder(pattern: pattern, prologue: offer.prologue, own: own)
    let replying = try noise.readFirst(
      Array(message.dropFirst(Offer.lengthBytes)), payload: &payload)
    reply = []
    let answer = VersionAnswer(chosen: chosen).encoded + identity.encoded
    return PocketAwaitingPC(
      noise: try replying.writeSecond(payload: answer, to: &reply), book: book,
      hasPrintedKey: offer.asksPrintedKey, isWilling: canPair)
  }

  private func way(_ offer: Offer) throws(SecureChannelError) -> (NoisePattern, Bool) {
    switch (face, offer.asksPrintedKey) {
    case (.screen, false): return (.xx, isPairing)
    case (.screen, true): throw .wayNotKnown
    case (.printedKey(let key), true): return (.xxpsk3(key.secret), true)
    // Whoever it knows already needs no printed key.
    case (.printedKey, false): return (.xx, false)
    }
  }
}

/// The pocket while it waits for message 3.
package struct PocketAwaitingPC: ~Copyable {
  fileprivate let noise: NoiseResponderAwaiting
  fileprivate let book: PeerBook
  fileprivate let hasPrintedKey: Bool
  fileprivate let isWilling: Bool

  /// Takes message 3 and gives message 4; both sides know then how it goes on.
  package consuming func receive(
    _ message: [UInt8], reply: inout [UInt8]
  ) throws(SecureChannelError) -> PocketCourse {
    var payload: [UInt8] = []
    let session = try noise.readThird(message, payload: &payload)
    let theirs = try Standing(payload.first)
    let pc = try EndIdentity(payload.dropFirst())
    let known = try book.judge(key: session.peer, identity: pc, isPairing: isWilling)
    let standing = Standing(isKnown: known != nil, isWilling: isWilling)
    var settling = Settling(
      session: session, identity: pc, hasPrintedKey: hasPrintedKey, known: known)
    // A PC that is refused is to know why: it gets the standing alone.
    guard let course = try? standing.course(with: theirs) else {
      try settling.send([standing.encoded], in: &reply)
      return .refused(isKnownHere: standing.isKnown, isKnownThere: theirs.isKnown)
    }
    let half = LabelledHash.random()
    if course == .goOn, let last = known?.continuity {
      let proof = last.proof(by: .pocket, hash: settling.hash)
      let claim = Continuity.Claim(sessions: last.sessions, proof: proof)
      try settling.send([standing.encoded] + claim.encoded + half, in: &reply)
      return .goingOn(PocketGoingOn(settling: settling, last: last, half: half))
    }
    let commitment = PairingDigits.commitment(hash: settling.hash, pocket: half)
    try settling.send([standing.encoded] + commitment, in: &reply)
    return .pairing(PocketPairing(settling: settling, half: half))
  }
}

/// How it goes on after both have said how they stand; message 4 is to be sent in any case.
package enum PocketCourse: ~Copyable {
  /// Both know each other.
  case goingOn(PocketGoingOn)
  /// Both want to be paired.
  case pairing(PocketPairing)
  /// One does not know the other, and not both are pairing.
  case refused(isKnownHere: Bool, isKnownThere: Bool)
}

/// The pocket with a known PC, while it waits for message 5.
package struct PocketGoingOn: ~Copyable {
  private var settling: Settling
  private let last: Continuity
  private let half: [UInt8]

  init(settling: consuming Settling, last: Continuity, half: [UInt8]) {
    self.settling = settling
    self.last = last
    self.half = half
  }

  /// Takes message 5 and gives message 6, to be sent when the channel's peer is stored.
  package consuming func receive(
    _ message: [UInt8], reply: inout [UInt8]
  ) throws(SecureChannelError) -> OpenChannel {
    let hash = settling.hash
    let plain = try settling.receive(message, exactBytes: 2 * LabelledHash.lengthBytes)
    let proof = Array(plain.prefix(LabelledHash.lengthBytes))
    guard LabelledHash.isEqual(proof, last.proof(by: .pc, hash: hash)) else {
      throw settling.notContinued(here: last.sessions, there: last.sessions)
    }
    let pc = Array(plain.suffix(LabelledHash.lengthBytes))
    let next = last.next(pc: pc, pocket: half, hash: hash)
    try settling.send([1], in: &reply)
    return settling.open(next)
  }
}

/// The pocket in pairing, while it waits for message 5.
package struct PocketPairing: ~Copyable {
  private var settling: Settling
  private let half: [UInt8]

  init(settling: consuming Settling, half: [UInt8]) {
    self.settling = settling
    self.half = half
  }

  /// Takes message 5, the PC's half, and gives message 6, its own.
  package consuming func receive(
    _ message: [UInt8], reply: inout [UInt8]
  ) throws(SecureChannelError) -> Comparing {
    let pc = try settling.receive(message, exactBytes: LabelledHash.lengthBytes)
    try settling.send(half, in: &reply)
    return Comparing(settling: settling, pc: pc, pocket: half)
  }
}
