import SecureChannel

extension FuzzTarget {
  /// Records that do not open, among some that do.
  static let records = FuzzTarget(
    "records", maximumBytes: 70_000,
    seeds: {
      var script = ScriptWriter()
      for text in ["first", "", "third"] {
        script.add(0)
        script.add(piece: Array(text.utf8))
      }
      script.add(1)
      script.add(piece: Array(repeating: 0, count: 40))
      return [script.bytes]
    },
    run: { input throws(BrokenPromise) in
      guard let ends = try? Ends() else { return try promise(false, "no handshake") }
      try exchange(ends, input)
    })

  private static func exchange(_ ends: consuming Ends, _ input: [UInt8]) throws(BrokenPromise) {
    var script = Script(input)
    var hasFailed = false
    while !script.isOver {
      let step = HostileStep(&script)
      let sent = step.message(&ends.pc.sealer)
      var record = sent
      let isOpened = (try? ends.pocket.opener.open(&record)) != nil
      if isOpened {
        try promise(!hasFailed, "a record opened after one that did not")
        try promise(!step.isRaw && record == step.bytes, "a foreign record opened")
      } else {
        try promise(hasFailed || step.isRaw, "a sound record did not open")
        try promise(record == sent, "a record that does not open was changed")
        hasFailed = true
      }
    }
  }

  /// Two ends after a handshake.
  private struct Ends: ~Copyable {
    var pc: NoiseSession
    var pocket: NoiseSession

    init() throws(SecureChannelError) {
      var message: [UInt8] = []
      var reply: [UInt8] = []
      var ignored: [UInt8] = []
      let first = try NoiseInitiator(pattern: .xx, prologue: [], own: Cast.pcKey)
        .writeFirst(to: &message)
      let second = try NoiseResponder(pattern: .xx, prologue: [], own: Cast.pocketKey)
        .readFirst(message, payload: &ignored).writeSecond(to: &reply)
      message = []
      let initiator = try first.readSecond(reply, payload: &ignored).writeThird(to: &message)
      let responder = try second.readThird(message, payload: &ignored)
      pc = initiator
      pocket = responder
    }
  }
}
