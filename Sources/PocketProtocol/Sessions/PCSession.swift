package import Records

/// The facts that a session starts with on the PC.
package struct PCFacts: Hashable, Sendable {
  /// Drawn for this session.
  package var session: RowID
  /// The farm database's identity.
  package var hub: RowID
  /// The farm's name, for people.
  package var farmName: String
  /// Name and version of the program, for people.
  package var program: String
  /// The PC's clock: milliseconds since 1970.
  package var wallMilliseconds: UInt64
  /// True where only acknowledgements are delivered.
  package var deliverOnly: Bool

  /// Takes everything as it stands.
  package init(
    session: RowID, hub: RowID, farmName: String, program: String, wallMilliseconds: UInt64,
    deliverOnly: Bool = false
  ) {
    self.session = session
    self.hub = hub
    self.farmName = farmName
    self.program = program
    self.wallMilliseconds = wallMilliseconds
    self.deliverOnly = deliverOnly
  }
}

/// The PC's end of a session: bytes in, actions out; the states stand in PROTOCOL.md.
package struct PCSession: Sendable {
  /// Where the session stands.
  package enum State: String, Sendable, CaseIterable {
    /// `start` was not called yet.
    case idle
    /// Hello is out.
    case greeted
    /// The rim looks the pocket up.
    case introduced
    /// Changes come in.
    case receiving
    /// The rim merges.
    case merging
    /// The rim sends rows.
    case feeding
    /// DownEnd is out.
    case fed
    /// The pocket has nothing more to wait for but to say farewell.
    case closing
    /// Nothing is accepted any more.
    case ended
  }

  /// Where the session stands.
  package private(set) var state = State.idle
  /// The version that both speak; 0 before it was chosen.
  package private(set) var version: UInt32 = 0

  private let facts: PCFacts
  private var introduction: PocketIntroduction?
  private var schema = SyncSchema(tables: [])
  private var common: UInt64 = 0
  private var received: UInt64 = 0
  private var receivedNonce: UInt64?
  private var cursor = FeedCursor.start

  /// A session that was not started yet.
  package init(facts: PCFacts) { self.facts = facts }

  /// Begins: Hello goes out.
  package mutating func start() throws(ProtocolFault) -> [PCAction] {
    expect(.idle)
    let hello = Hello(
      session: facts.session, hub: facts.hub, farmName: facts.farmName, program: facts.program,
      wallMilliseconds: facts.wallMilliseconds)
    let bytes = try ToPocket.hello(hello).encoded()
    state = .greeted
    return [.send(bytes)]
  }

  /// Takes a message of the pocket; a fault ends the session, `refusal(of:)` tells the pocket why.
  package mutating func receive(_ bytes: [UInt8]) throws(ProtocolFault) -> [PCAction] {
    do {
      return try take(try ToPC(decoding: bytes), bytes)
    } catch {
      state = .ended
      throw error
    }
  }

  /// Answers the introduction; `facts.schema` must be there, it is sent only where it is new.
  package mutating func welcome(_ welcome: WelcomeFacts) throws(ProtocolFault) -> [PCAction] {
    expect(.introduced)
    guard let schema = welcome.schema, welcome.fingerprint == schema.fingerprint,
      welcome.isConsistent
    else { preconditionFailure("a welcome that contradicts itself: \(welcome)") }
    var sent = welcome
    sent.deliverOnly = facts.deliverOnly
    if introduction?.schema == welcome.fingerprint { sent.schema = nil }
    sent.commits = welcome.commits.suffix(ProtocolLimit.commits.maximum)
    let bytes = try ToPocket.welcome(Welcome(version: version, facts: sent)).encoded()
    self.schema = schema
    common = welcome.commonSequence
    received = welcome.receivedNumber
    state = facts.deliverOnly ? .closing : .receiving
    return [.send(bytes)]
  }

  /// Asks for an answer that tests the line; only before `welcome`, and where the pocket offers it.
  package mutating func probe(_ probe: Probe) throws(ProtocolFault) -> [PCAction] {
    expect(.introduced)
    let limit = min(introduction?.probeBytes ?? 0, ProtocolLimit.probeBytes.maximum)
    precondition(
      probe.paddingBytes <= limit && probe.answerBytes <= limit, "\(probe) past \(limit)")
    return [.send(try ToPocket.probe(probe).encoded())]
  }

  /// Answers `merge`: ack 1 goes out and the feed begins.
  package mutating func merged(_ merged: MergedFacts) throws(ProtocolFault) -> [PCAction] {
    expect(.merging)
    precondition(merged.number == received, "merged \(merged.number) of \(received)")
    var sent = merged
    sent.commits = merged.commits.suffix(ProtocolLimit.commits.maximum)
    let bytes = try ToPocket.merged(sent).encoded()
    state = .feeding
    let known = introduction?.cursor ?? .start
    return [.send(bytes), .feed(from: hasLost ? min(known, FeedCursor(after: common)) : known)]
  }

  /// Sends rows of the feed; `cursor` is where it stands after them and never goes back.
  package mutating func down(
    _ rows: RowBatch, cursor: FeedCursor
  ) throws(ProtocolFault) -> [PCAction] {
    expect(.feeding)
    precondition(cursor >= self.cursor, "the feed went back from \(self.cursor) to \(cursor)")
    let bytes = try ToPocket.downBatch(DownBatch(rows: rows, cursor: cursor)).encoded()
    self.cursor = cursor
    return [.send(bytes)]
  }

  /// Ends the feed at `cursor`; `rows` is how many it had in all, for people.
  package mutating func downEnd(
    cursor: FeedCursor, rows: UInt64
  ) throws(ProtocolFault) -> [PCAction] {
    expect(.feeding)
    precondition(cursor >= self.cursor, "the feed went back from \(self.cursor) to \(cursor)")
    let bytes = try ToPocket.downEnd(DownEnd(cursor: cursor, rows: rows)).encoded()
    self.cursor = cursor
    state = .fed
    return [.send(bytes)]
  }

  /// Ends the session with a code of the rim's own.
  package mutating func refuse(_ code: RefusalCode, detail: String) -> [PCAction] {
    state = .ended
    return [.send(Self.refusal(Refusal(code: code, detail: detail)))]
  }

  /// The message that tells the pocket of a fault.
  package static func refusal(of fault: ProtocolFault) -> [UInt8] {
    refusal(Refusal(code: fault.code, detail: fault.detail))
  }

  private static func refusal(_ refusal: Refusal) -> [UInt8] {
    guard let bytes = try? ToPocket.refusal(refusal).encoded() else {
      preconditionFailure("a refusal that passes a limit: \(refusal)")
    }
    return bytes
  }

  private var hasLost: Bool { (introduction?.commits.last?.sequence ?? 0) > common }

  private func expect(_ expected: State) {
    precondition(state == expected, "the rim acts for \(expected) in \(state)")
  }
}

extension PCSession {
  private mutating func take(
    _ message: ToPC, _ bytes: [UInt8]
  ) throws(ProtocolFault) -> [PCAction] {
    switch (message, state) {
    case (.refusal(let refusal), .greeted), (.refusal(let refusal), .receiving),
      (.refusal(let refusal), .introduced), (.refusal(let refusal), .merging),
      (.refusal(let refusal), .feeding), (.refusal(let refusal), .fed),
      (.refusal(let refusal), .closing):
      state = .ended
      return [.refused(refusal)]
    case (.introduction(let introduction), .greeted):
      return try take(introduction)
    case (.lostBatch(let batch), .receiving):
      try check(batch)
      return [.storeLost(batch, encoded: bytes)]
    case (.upBatch(let batch), .receiving):
      try check(batch)
      return [.store(batch, encoded: bytes)]
    case (.upEnd(let last), .receiving):
      guard last.number == received, receivedNonce.map({ $0 == last.nonce }) ?? true else {
        throw .contradiction("UpEnd.last_number")
      }
      state = .merging
      return [.merge(through: last)]
    case (.probed(let probed), .introduced): return [.probed(probed)]
    case (.downApplied(let applied), .fed):
      guard applied == cursor else { throw .contradiction("DownApplied.cursor") }
      state = .closing
      return [.applied(applied)]
    case (.farewell, .closing):
      state = .ended
      let bytes = try ToPocket.farewell(note: "").encoded()
      return [.send(bytes), .finished(facts.deliverOnly ? .delivered : .synchronised)]
    default:
      throw .wrongState(message: message.name, state: state.rawValue)
    }
  }

  private mutating func take(
    _ introduction: PocketIntroduction
  ) throws(ProtocolFault) -> [PCAction] {
    let newest = min(introduction.newestVersion, ProtocolVersion.newest)
    guard newest >= max(introduction.oldestVersion, ProtocolVersion.oldest) else {
      throw .versionMismatch(
        oldest: introduction.oldestVersion, newest: introduction.newestVersion)
    }
    // Its rows would be taken for lost ones of this farm.
    if let hub = introduction.hub, hub != facts.hub { throw .otherFarm(hub) }
    version = newest
    self.introduction = introduction
    state = .introduced
    return [.introduced(introduction)]
  }

  private func check(_ batch: LostBatch) throws(ProtocolFault) {
    guard hasLost, receivedNonce == nil else { throw .contradiction("LostBatch") }
    let rows = batch.rows
    guard rows.table < schema.tables.count else { throw .contradiction("LostBatch.table") }
    guard rows.columns.count == schema.tables[rows.table].columns.count else {
      throw .contradiction("LostBatch.columns")
    }
    guard rows.sequences.allSatisfy({ $0 > common }) else {
      throw .contradiction("LostBatch.sequences")
    }
  }

  private mutating func check(_ batch: ChangeBatch) throws(ProtocolFault) {
    guard batch.first == received + 1 else { throw .contradiction("UpBatch.first_number") }
    for changes in batch.tables {
      guard let table = changes.place.index else { continue }
      guard table < schema.tables.count else { throw .contradiction("TableChanges.table") }
      for column in changes.columns {
        guard let index = column.place.index else { continue }
        guard index < schema.tables[table].columns.count else {
          throw .contradiction("ColumnChanges.column")
        }
      }
    }
    received = batch.last
    receivedNonce = batch.lastNonce
  }
}
