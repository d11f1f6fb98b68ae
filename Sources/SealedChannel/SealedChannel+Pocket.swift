package import LinkChannel
package import SecureChannel

extension SealedChannel {
  /// Pocket: answers the PC's handshake over a line whose session was accepted.
  package static func answer(
    over line: MessageChannel, as identity: EndIdentity, with ring: any KeyRing,
    face: PocketFace = .screen, isPairing: Bool = false, ask: AskPerson = { _, _ in false }
  ) throws(SealedChannelError) -> SealedChannel {
    try Handshake.run {
      let handshake = Handshake(line: line, ring: ring)
      let keys = try ring.keys()
      var message: [UInt8] = []
      let awaiting = try PocketHandshake(
        own: keys.own, identity: identity, book: keys.book, face: face, isPairing: isPairing
      ).receive(try handshake.receive(), reply: &message)
      try handshake.send(message)
      let course = try awaiting.receive(try handshake.receive(), reply: &message)
      // Also a PC that is refused hears why.
      try handshake.send(message)
      switch consume course {
      case .goingOn(let going): return try handshake.goOn(going)
      case .pairing(let pairing):
        let comparing = try pairing.receive(try handshake.receive(), reply: &message)
        try handshake.send(message)
        return try handshake.keepFirst(try handshake.compare(comparing, ask))
      case .refused(let isKnownHere, let isKnownThere):
        throw SecureChannelError.notPaired(isKnownHere: isKnownHere, isKnownThere: isKnownThere)
      }
    }
  }
}

extension Handshake {
  /// Who says that it has kept the new secret has kept it.
  fileprivate func goOn(_ going: consuming PocketGoingOn) throws -> SealedChannel {
    var message: [UInt8] = []
    let open = try going.receive(try receive(), reply: &message)
    let peer = open.peer
    try ring.change { $0.keep(peer) }
    try send(message)
    return SealedChannel(over: line, open)
  }

  /// Who says that it has kept the PC has kept it.
  fileprivate func keepFirst(_ open: consuming OpenChannel) throws -> SealedChannel {
    let channel = SealedChannel(over: line, open)
    try ring.change { $0.keepPaired(channel.peer) }
    try channel.send([], timeoutMilliseconds: Self.answerMilliseconds)
    return channel
  }
}
