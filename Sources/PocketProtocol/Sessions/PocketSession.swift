package import Records

/// What a pocket holds once it has adopted the PC's welcome.
package struct AdoptedFacts: Hashable, Sendable {
  /// The oldest change still kept; one more than the newest where none is kept.
  package var firstNumber: UInt64
  /// The newest change; number 0 for none.
  package var last: DotCheck
  /// The nonce of change `Welcome.received_number` on the pocket; nil where it is not kept.
  package var receivedNonce: UInt64?
  /// The schema in force.
  package var schema: SyncSchema

  /// Takes everything as it stands.
  package init(
    firstNumber: UInt64, last: DotCheck, receivedNonce: UInt64?, schema: SyncSchema
  ) {
    self.firstNumber = firstNumber
    self.last = last
    self.receivedNonce = receivedNonce
    self.schema = schema
  }
}

/// The pocket's end of a session: bytes in, actions out; the states stand in PROTOCOL.md.
package struct PocketSession: Sendable {
  /// Where the session stands.
  package enum State: String, Sendable, CaseIterable {
    /// Silent until Hello comes.
    case waiting
    /// The rim gathers what the introduction says.
    case greeted
    /// The introduction is out.
    case introduced
    /// The rim keeps the welcome.
    case adopting
    /// The rim sends changes.
    case offering
    /// UpEnd is out.
    case offered
    /// Rows come in.
    case staging
    /// The rim applies what is staged.
    case applying
    /// Farewell is out.
    case closing
    /// Nothing is accepted any more.
    case ended
  }

  /// Where the session stands.
  package private(set) var state = State.waiting

  private var introduction: PocketIntroduction?
  private var welcome: Welcome?
  private var schema = SyncSchema(tables: [])
  private var offered: UInt64 = 0
  private var offeredNonce: UInt64?
  private var last = DotCheck(number: 0, nonce: 0)
  private var newest: UInt64 = 0
  private var cursor: FeedCursor?

  /// A session that waits for Hello.
  package init() {}

  /// Takes one message of the PC; a fault ends the session, `refusal(of:)` tells the PC why.
  package mutating func receive(_ bytes: [UInt8]) throws(ProtocolFault) -> [PocketAction] {
    do {
      return try take(try ToPocket(decoding: bytes), bytes)
    } catch {
      state = .ended
      throw error
    }
  }

  /// Answers `greeted`.
  package mutating func introduce(
    _ introduction: PocketIntroduction
  ) throws(ProtocolFault) -> [PocketAction] {
    expect(.greeted)
    let bytes = try ToPC.introduction(introduction).encoded()
    self.introduction = introduction
    state = .introduced
    return [.send(bytes)]
  }

  /// Answers `probe` with what the link has counted; the session stays where it is.
  package func answer(
    _ probe: Probe, framesSent: UInt64, framesResent: UInt64, framesDoubled: UInt64 = 0
  ) throws(ProtocolFault) -> [PocketAction] {
    expect(.introduced)
    let probed = Probed(
      number: probe.number, paddingBytes: probe.answerBytes, framesSent: framesSent,
      framesResent: framesResent, framesDoubled: framesDoubled)
    return [.send(try ToPC.probed(probed).encoded())]
  }

  /// Answers `adopt`: changes go out next, or farewell where only acks were delivered.
  package mutating func adopted(_ facts: AdoptedFacts) throws(ProtocolFault) -> [PocketAction] {
    expect(.adopting)
    guard let welcome = welcome?.facts else { preconditionFailure("adopted without a welcome") }
    precondition(facts.schema.fingerprint == welcome.fingerprint, "adopted another schema")
    if welcome.deliverOnly {
      state = .closing
      return [.send(try ToPC.farewell(note: "").encoded())]
    }
    guard welcome.receivedNumber <= facts.last.number,
      facts.firstNumber <= welcome.receivedNumber + 1
    else {
      state = .ended
      throw .contradiction("Welcome.received_number")
    }
    if let own = facts.receivedNonce, own != welcome.receivedNonce {
      // The PC's inbox holds what a twin of this pocket sent.
      return refuse(.gap, detail: "Welcome.received_nonce")
    }
    schema = facts.schema
    last = facts.last
    offered = welcome.receivedNumber
    newest = max(welcome.commonSequence, welcome.commits.last?.sequence ?? 0)
    state = .offering
    let lost = (introduction?.commits.last?.sequence ?? 0) > welcome.commonSequence
    return [.offer(after: offered, lostAfter: lost ? welcome.commonSequence : nil)]
  }

  /// Sends rows that the PC lost; before the first change.
  package mutating func lost(_ batch: LostBatch) throws(ProtocolFault) -> [PocketAction] {
    expect(.offering)
    precondition(offeredNonce == nil, "lost rows after a change")
    return [.send(try ToPC.lostBatch(batch).encoded())]
  }

  /// Sends the changes that follow.
  package mutating func offer(_ batch: ChangeBatch) throws(ProtocolFault) -> [PocketAction] {
    expect(.offering)
    precondition(batch.first == offered + 1, "offered \(batch.first) after \(offered)")
    let bytes = try ToPC.upBatch(batch).encoded()
    offered = batch.last
    offeredNonce = batch.lastNonce
    return [.send(bytes)]
  }

  /// Says that the last change is out.
  package mutating func offerEnd() throws(ProtocolFault) -> [PocketAction] {
    expect(.offering)
    precondition(offered >= last.number, "offered \(offered) of \(last.number)")
    let nonce = offeredNonce ?? last.nonce
    let bytes = try ToPC.upEnd(DotCheck(number: offered, nonce: nonce)).encoded()
    state = .offered
    return [.send(bytes)]
  }

  /// Answers `apply`: the PC is told, and farewell follows.
  package mutating func applied() throws(ProtocolFault) -> [PocketAction] {
    expect(.applying)
    let told = try ToPC.downApplied(cursor ?? .start).encoded()
    let farewell = try ToPC.farewell(note: "").encoded()
    state = .closing
    return [.send(told), .send(farewell)]
  }

  /// Ends the session with a code of the rim's own.
  package mutating func refuse(_ code: RefusalCode, detail: String) -> [PocketAction] {
    state = .ended
    return [.send(Self.refusal(Refusal(code: code, detail: detail)))]
  }

  /// The message that tells the PC of a fault.
  package static func refusal(of fault: ProtocolFault) -> [UInt8] {
    refusal(Refusal(code: fault.code, detail: fault.detail))
  }

  private static func refusal(_ refusal: Refusal) -> [UInt8] {
    guard let bytes = try? ToPC.refusal(refusal).encoded() else {
      preconditionFailure("a refusal that passes a limit: \(refusal)")
    }
    return bytes
  }

  private func expect(_ expected: State) {
    precondition(state == expected, "the rim acts for \(expected) in \(state)")
  }
}

extension PocketSession {
  private mutating func take(
    _ message: ToPocket, _ bytes: [UInt8]
  ) throws(ProtocolFault) -> [PocketAction] {
    if case .refusal(let refusal) = message, state != .ended {
      state = .ended
      return [.refused(refusal)]
    }
    switch (message, state) {
    case (.hello(let hello), .waiting):
      state = .greeted
      return [.greeted(hello)]
    case (.probe(let probe), .introduced):
      let limit = introduction?.probeBytes ?? 0
      guard limit > 0 else { break }
      guard probe.paddingBytes <= limit, probe.answerBytes <= limit else {
        throw .overLimit(.probeBytes, found: max(probe.paddingBytes, probe.answerBytes))
      }
      return [.probe(probe)]
    case (.welcome(let welcome), .introduced):
      try check(welcome)
      self.welcome = welcome
      state = .adopting
      return [.adopt(welcome)]
    case (.merged(let merged), .offered):
      guard merged.number == offered else { throw .contradiction("Merged.number") }
      guard merged.commits.first.map({ $0.sequence > newest }) ?? true else {
        throw .contradiction("Merged.commits")
      }
      state = .staging
      return [.merged(merged)]
    case (.downBatch(let batch), .staging):
      try check(batch)
      return [.stage(batch, encoded: bytes)]
    case (.downEnd(let end), .staging):
      guard cursor.map({ end.cursor >= $0 }) ?? true else { throw .contradiction("DownEnd.cursor") }
      cursor = end.cursor
      state = .applying
      return [.apply(end)]
    case (.farewell, .closing):
      state = .ended
      let delivered = welcome?.facts.deliverOnly ?? false
      return [.finished(delivered ? .delivered : .synchronised)]
    default: break
    }
    throw .wrongState(message: message.name, state: state.rawValue)
  }

  private func check(_ welcome: Welcome) throws(ProtocolFault) {
    guard let introduction else { preconditionFailure("a welcome before the introduction") }
    guard welcome.version >= introduction.oldestVersion,
      welcome.version <= introduction.newestVersion
    else { throw .versionMismatch(oldest: welcome.version, newest: welcome.version) }
    let facts = welcome.facts
    guard facts.schema != nil || facts.fingerprint == introduction.schema else {
      throw .contradiction("Welcome.schema")
    }
    if facts.incarnation != introduction.incarnation {
      guard facts.receivedNumber == 0 else { throw .contradiction("Welcome.received_number") }
    } else if facts.receivedNumber > introduction.last.number {
      throw .contradiction("Welcome.received_number")
    }
    guard
      facts.commonSequence == 0
        || introduction.commits.contains(where: { $0.sequence == facts.commonSequence })
    else { throw .contradiction("Welcome.common_sequence") }
  }

  private mutating func check(_ batch: DownBatch) throws(ProtocolFault) {
    guard batch.rows.table < schema.tables.count else {
      throw .contradiction("DownBatch.table")
    }
    guard batch.rows.columns.count == schema.tables[batch.rows.table].columns.count else {
      throw .contradiction("DownBatch.columns")
    }
    guard cursor.map({ batch.cursor >= $0 }) ?? true else {
      throw .contradiction("DownBatch.cursor")
    }
    cursor = batch.cursor
  }
}
