package import LinkChannel
package import SecureChannel

extension SealedChannel {
  /// PC: messages 1 to 8 over a line whose session is open; without `way` only known pockets.
  package static func reach(
    over line: MessageChannel, as identity: EndIdentity, with ring: any KeyRing,
    pairing way: PairingWay? = nil, ask: AskPerson = { _, _ in false }
  ) throws(SealedChannelError) -> SealedChannel {
    try Handshake.run {
      let handshake = Handshake(line: line, ring: ring)
      let keys = try ring.keys()
      var message: [UInt8] = []
      let awaiting = try PCHandshake(
        own: keys.own, identity: identity, book: keys.book, pairing: way
      ).begin(&message)
      try handshake.send(message)
      let first = message
      let standing = try awaiting.receive(try handshake.receive(), reply: &message)
      try ring.note(standing.secrets, firstMessage: first)
      try handshake.send(message)
      let course = try standing.receive(try handshake.receive(), reply: &message)
      switch consume course {
      case .goingOn(let going): return try handshake.goOn(going, fifth: message)
      case .pairing(let pairing):
        try handshake.send(message)
        let comparing = try pairing.receive(try handshake.receive())
        return try handshake.keepLast(try handshake.compare(comparing, ask))
      }
    }
  }
}

extension Handshake {
  /// The new secret beside the old one before message 5, alone after message 6.
  fileprivate func goOn(_ going: consuming PCGoingOn, fifth: [UInt8]) throws -> SealedChannel {
    let first = going.peerToKeepFirst
    try ring.change { $0.keep(first) }
    try send(fifth)
    let open = try going.receive(try receive())
    let peer = open.peer
    try ring.change { $0.keep(peer) }
    return SealedChannel(over: line, open)
  }

  /// Keeps a pocket that has kept this PC: whoever hears "paired" has a pocket that knows it.
  fileprivate func keepLast(_ open: consuming OpenChannel) throws -> SealedChannel {
    let channel = SealedChannel(over: line, open)
    guard let kept = try channel.receive(timeoutMilliseconds: Self.answerMilliseconds) else {
      throw SealedChannelError.silent(milliseconds: Self.answerMilliseconds)
    }
    guard kept.isEmpty else { throw SecureChannelError.malformed }
    try ring.change { $0.keepPaired(channel.peer) }
    return channel
  }
}
