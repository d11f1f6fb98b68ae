import SecureChannel

extension FuzzTarget {
  /// The pocket's handshake at each of its steps, against a PC whose every payload is the input's.
  static let pocketHandshake = FuzzTarget(
    "pocket-handshake", maximumBytes: 2048,
    seeds: {
      // Pairing with digits; a known PC; raw bytes at the start.
      [[0, 1], [1, 0]].map { (choice: [UInt8]) in
        var script = ScriptWriter()
        script.add(choice[0], choice[1], 0, 0)
        script.add(piece: [0x50, 0x53, 1, 1, 0])
        script.add(piece: [])
        script.add(0)
        script.add(piece: [choice[0] | choice[1] << 1] + Cast.encoded(Cast.pc))
        script.add(0)
        script.add(piece: Array(repeating: 9, count: choice[1] == 1 ? 32 : 64))
        script.add(1, 0)
        script.add(piece: [1])
        return script.bytes
      }
    },
    run: { input throws(BrokenPromise) in
      var script = Script(input)
      // What a hostile PC is told is an error of the channel; everything else would trap.
      try? meetPocket(&script)
    })

  private static func meetPocket(_ script: inout Script) throws(SecureChannelError) {
    let book = Cast.book(script.byte(), key: Cast.pcKey, identity: Cast.pc)
    let isPairing = script.flag()
    let face: PocketFace = script.flag() ? .printedKey(Cast.printedKey) : .screen
    let first = HostileStep(&script)
    let payload = script.piece()
    let pocket = try PocketHandshake(
      own: Cast.pocketKey, identity: Cast.pocket, book: book, face: face, isPairing: isPairing)
    let isPrinted = first.bytes.count > 4 && first.bytes[4] == 1
    let noise = NoiseInitiator(
      pattern: isPrinted ? .xxpsk3(Cast.printedKey.secret) : .xx,
      prologue: Cast.prologue + first.bytes.prefix(5), own: Cast.pcKey)
    var message = first.bytes
    let hostile = try noise.writeFirst(payload: payload, to: &message)
    var reply: [UInt8] = []
    let awaiting = try pocket.receive(first.isRaw ? first.bytes : message, reply: &reply)
    var ignored: [UInt8] = []
    let finishing = try hostile.readSecond(reply, payload: &ignored)
    let third = HostileStep(&script)
    message = []
    var session = try finishing.writeThird(payload: third.bytes, to: &message)
    let course = try awaiting.receive(third.isRaw ? third.bytes : message, reply: &reply)
    switch consume course {
    case .refused: return
    case .goingOn(let going):
      let step = HostileStep(&script)
      let open = try going.receive(step.message(&session.sealer), reply: &reply)
      try readOn(open, &session, &script)
    case .pairing(let pairing):
      let step = HostileStep(&script)
      let comparing = try pairing.receive(step.message(&session.sealer), reply: &reply)
      let agreeing = try comparing.answer(isSame: script.flag(), reply: &reply)
      let answer = HostileStep(&script)
      try readOn(try agreeing.receive(answer.message(&session.sealer)), &session, &script)
    }
  }

  private static func readOn(
    _ open: consuming OpenChannel, _ session: inout NoiseSession, _ script: inout Script
  ) throws(SecureChannelError) {
    var open = open
    while !script.isOver {
      var record = HostileStep(&script).message(&session.sealer)
      try open.opener.open(&record)
    }
  }
}
