import PocketProtocol
import Records

extension FuzzTarget {
  /// The PC's session: the rim acts as the PC's does, whatever the pocket says.
  static let pcSession = FuzzTarget(
    "pc-session",
    seeds: {
      let all = Talk.toPC
      let usual = [all[0], all[2], all[3], all[4], all[5]]
      return [
        Talk.script(usual, head: [0]), Talk.script([all[0], all[1]] + usual[1...], head: [2]),
        Talk.script([all[0], all[5]], head: [1]),
      ]
    },
    run: { input throws(BrokenPromise) in
      var rim = PCRim(Script(input))
      do throws(ProtocolFault) { try rim.play() } catch {
        _ = PCSession.refusal(of: error)
        try promise(rim.machine.state == .ended, "a fault ends the session")
      }
    })

  /// The pocket's session in the same way.
  static let pocketSession = FuzzTarget(
    "pocket-session", seeds: { [Talk.script(Array(Talk.toPocket.prefix(6)), head: [])] },
    run: { input throws(BrokenPromise) in
      var rim = PocketRim(Script(input))
      do throws(ProtocolFault) { try rim.play() } catch {
        _ = PocketSession.refusal(of: error)
        try promise(rim.machine.state == .ended, "a fault ends the session")
      }
    })
}

/// Answers the PC's machine as a visit does.
private struct PCRim {
  private(set) var machine: PCSession
  private var script: Script
  private var known: WelcomeFacts

  init(_ script: Script) {
    self.script = script
    let choice = self.script.byte()
    machine = PCSession(
      facts: PCFacts(
        session: RowID(high: 1, low: 2), hub: Talk.hub, farmName: "Ferme", program: "p",
        wallMilliseconds: 1, deliverOnly: choice & 1 == 1))
    known = Talk.welcome
    if choice & 2 == 0 { known.commonSequence = 5 }
  }

  mutating func play() throws(ProtocolFault) {
    try act(try machine.start())
    while !script.isOver, machine.state != .ended {
      try act(try machine.receive(script.piece()))
    }
  }

  private mutating func act(_ actions: [PCAction]) throws(ProtocolFault) {
    for action in actions {
      switch action {
      case .introduced(let pocket):
        known.incarnation = pocket.incarnation
        try act(try machine.welcome(known))
      case .merge(let last):
        var merged = Talk.merged
        merged.number = last.number
        try act(try machine.merged(merged))
      case .feed(let cursor):
        let newest = max(cursor, FeedCursor(after: 7))
        try act(try machine.down(Talk.rows, cursor: newest))
        try act(try machine.downEnd(cursor: newest, rows: 2))
      case .send, .probed, .store, .storeLost, .applied, .finished, .refused: break
      }
    }
  }
}

/// Answers the pocket's machine as a pocket with two changes does.
private struct PocketRim {
  private(set) var machine = PocketSession()
  private var script: Script

  init(_ script: Script) { self.script = script }

  mutating func play() throws(ProtocolFault) {
    while !script.isOver, machine.state != .ended {
      try act(try machine.receive(script.piece()))
    }
  }

  private mutating func act(_ actions: [PocketAction]) throws(ProtocolFault) {
    for action in actions {
      switch action {
      case .greeted(let hello):
        var introduction = Talk.introduction
        if hello.hub != Talk.hub { introduction.hub = nil }
        try act(try machine.introduce(introduction))
      case .adopt(let welcome):
        var facts = Talk.adopted
        if let schema = welcome.facts.schema { facts.schema = schema }
        try act(try machine.adopted(facts))
      case .offer(let number, _):
        if number == 0 { try act(try machine.offer(Talk.changes)) }
        if machine.state == .offering { try act(try machine.offerEnd()) }
      case .probe(let probe):
        try act(try machine.answer(probe, framesSent: 3, framesResent: 1))
      case .apply: try act(try machine.applied())
      case .send, .merged, .stage, .finished, .refused: break
      }
    }
  }
}
