import SecureChannel

extension FuzzTarget {
  /// The PC's handshake at each of its steps, against a pocket whose every payload is the input's.
  static let pcHandshake = FuzzTarget(
    "pc-handshake", maximumBytes: 2048,
    seeds: {
      [[0, 1], [1, 0]].map { (choice: [UInt8]) in
        var script = ScriptWriter()
        script.add(choice[0], choice[1], 0)
        script.add(piece: [1, 1, 1] + Cast.encoded(Cast.pocket))
        script.add(0)
        let half = Array(repeating: UInt8(5), count: choice[1] == 1 ? 32 : 72)
        script.add(piece: [choice[0] | choice[1] << 1] + half)
        script.add(0)
        script.add(piece: choice[1] == 1 ? half : [1])
        script.add(1, 0)
        script.add(piece: [1])
        return script.bytes
      }
    },
    run: { input throws(BrokenPromise) in
      var script = Script(input)
      // What a hostile pocket is told is an error of the channel; everything else would trap.
      try? meetPC(&script)
    })

  private static func meetPC(_ script: inout Script) throws(SecureChannelError) {
    let book = Cast.book(script.byte(), key: Cast.pocketKey, identity: Cast.pocket)
    let isPairing = script.flag()
    let pc = try PCHandshake(
      own: Cast.pcKey, identity: Cast.pc, book: book, pairing: isPairing ? .digits : nil)
    var message: [UInt8] = []
    let awaiting = try pc.begin(&message)
    let second = HostileStep(&script)
    var ignored: [UInt8] = []
    let replying = try NoiseResponder(
      pattern: .xx, prologue: Cast.prologue + message.prefix(5), own: Cast.pocketKey
    ).readFirst(Array(message.dropFirst(5)), payload: &ignored)
    var reply: [UInt8] = []
    let responder = try replying.writeSecond(payload: second.bytes, to: &reply)
    let standing = try awaiting.receive(
      second.isRaw ? second.bytes : reply, reply: &message)
    var session = try responder.readThird(message, payload: &ignored)
    let fourth = HostileStep(&script)
    let course = try standing.receive(fourth.message(&session.sealer), reply: &message)
    let sixth = HostileStep(&script)
    switch consume course {
    case .goingOn(let going):
      _ = going.peerToKeepFirst
      _ = try going.receive(sixth.message(&session.sealer))
    case .pairing(let pairing):
      let comparing = try pairing.receive(sixth.message(&session.sealer))
      let agreeing = try comparing.answer(isSame: script.flag(), reply: &message)
      let answer = HostileStep(&script)
      _ = try agreeing.receive(answer.message(&session.sealer))
    }
  }
}
