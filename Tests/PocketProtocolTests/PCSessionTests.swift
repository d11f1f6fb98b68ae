import PocketProtocol
import Records
import Testing

/// A PC's session brought to a state by the way that leads there.
func pcSession(in state: PCSession.State, deliverOnly: Bool = false) throws -> PCSession {
  var session = PCSession(
    facts: PCFacts(
      session: Sample.identity(2), hub: Sample.hub, farmName: "Ferme", program: "test",
      wallMilliseconds: 1, deliverOnly: deliverOnly))
  let steps: [(PCSession.State, (inout PCSession) throws -> Void)] = [
    (.greeted, { _ = try $0.start() }),
    (.introduced, { _ = try $0.receive(ToPC.introduction(Sample.introduction).encoded()) }),
    (.receiving, { _ = try $0.welcome(Sample.welcomeFacts) }),
    (
      .merging,
      {
        _ = try $0.receive(ToPC.upBatch(Sample.changes).encoded())
        _ = try $0.receive(ToPC.upEnd(Sample.introduction.last).encoded())
      }
    ),
    (.feeding, { _ = try $0.merged(Sample.merged) }),
    (.fed, { _ = try $0.downEnd(cursor: Sample.cursor, rows: 0) }),
    (.closing, { _ = try $0.receive(ToPC.downApplied(Sample.cursor).encoded()) }),
    (.ended, { _ = try $0.receive(ToPC.farewell(note: "").encoded()) }),
  ]
  for (reached, step) in steps where session.state != state {
    try step(&session)
    #expect(session.state == reached)
  }
  return session
}

@Suite struct PCSessionTests {
  private func sent(_ actions: [PCAction]) throws -> [ToPocket] {
    try actions.compactMap { action in
      if case .send(let bytes) = action { try ToPocket(decoding: bytes) } else { nil }
    }
  }

  @Test func `a session goes from hello to farewell`() throws {
    var session = try pcSession(in: .idle)
    guard case .hello(let hello) = try sent(session.start()).first else {
      throw ProtocolFault.malformed("Hello")
    }
    #expect(hello.hub == Sample.hub && hello.farmName == "Ferme")
    let introduced = try session.receive(ToPC.introduction(Sample.introduction).encoded())
    #expect(introduced == [.introduced(Sample.introduction)])
    var known = Sample.welcomeFacts
    let welcome = try sent(session.welcome(known))
    known.schema = nil
    #expect(welcome == [.welcome(Welcome(version: 1, facts: known))])
    let batch = try ToPC.upBatch(Sample.changes).encoded()
    #expect(try session.receive(batch) == [.store(Sample.changes, encoded: batch)])
    let end = try session.receive(ToPC.upEnd(Sample.introduction.last).encoded())
    #expect(end == [.merge(through: Sample.introduction.last)])
    let merged = try session.merged(Sample.merged)
    #expect(try sent(merged) == [.merged(Sample.merged)])
    #expect(merged.last == .feed(from: Sample.introduction.cursor))
    let down = try sent(session.down(Sample.rows, cursor: FeedCursor(after: 6)))
    #expect(down == [.downBatch(DownBatch(rows: Sample.rows, cursor: FeedCursor(after: 6)))])
    let downEnd = try sent(session.downEnd(cursor: Sample.cursor, rows: 3))
    #expect(downEnd == [.downEnd(DownEnd(cursor: Sample.cursor, rows: 3))])
    let applied = try session.receive(ToPC.downApplied(Sample.cursor).encoded())
    #expect(applied == [.applied(Sample.cursor)])
    let farewell = try session.receive(ToPC.farewell(note: "").encoded())
    #expect(try sent(farewell) == [.farewell(note: "")])
    #expect(farewell.last == .finished(.synchronised))
  }

  @Test func `a session that only delivers ends after the welcome`() throws {
    var session = try pcSession(in: .introduced, deliverOnly: true)
    guard case .welcome(let welcome) = try sent(session.welcome(Sample.welcomeFacts)).first else {
      throw ProtocolFault.malformed("Welcome")
    }
    #expect(welcome.facts.deliverOnly && welcome.facts.safeNumber == 8)
    #expect(session.state == .closing)
    let actions = try session.receive(ToPC.farewell(note: "").encoded())
    #expect(actions.last == .finished(.delivered))
  }

  @Test func `every message in every state is taken, or ends the session as a wrong state`() throws
  {
    let taken: [String: Set<PCSession.State>] = [
      "Introduction": [.greeted], "LostBatch": [], "UpBatch": [.receiving], "UpEnd": [],
      "DownApplied": [.fed], "Farewell": [.closing],
      "Refusal": [.greeted, .introduced, .receiving, .merging, .feeding, .fed, .closing],
    ]
    // Allowed in this state, but at odds with the facts of the sample.
    let contradicting: [String: PCSession.State] = ["LostBatch": .receiving, "UpEnd": .receiving]
    for state in PCSession.State.allCases {
      for message in Sample.toPC {
        var session = try pcSession(in: state)
        let bytes = try message.encoded()
        do throws(ProtocolFault) {
          _ = try session.receive(bytes)
          #expect(taken[message.name]?.contains(state) == true, "\(message.name) in \(state)")
        } catch {
          #expect(session.state == .ended)
          if contradicting[message.name] == state {
            #expect(error.code == .contradiction)
          } else {
            #expect(error == .wrongState(message: message.name, state: state.rawValue))
            #expect(taken[message.name]?.contains(state) == false, "\(message.name) in \(state)")
          }
        }
      }
    }
  }

  @Test func `a pocket of another version is refused with both its versions`() throws {
    var session = try pcSession(in: .greeted)
    var introduction = Sample.introduction
    (introduction.oldestVersion, introduction.newestVersion) = (2, 5)
    let fault = ProtocolFault.versionMismatch(oldest: 2, newest: 5)
    let bytes = try ToPC.introduction(introduction).encoded()
    #expect(throws: fault) { try session.receive(bytes) }
    let refusal = try ToPocket(decoding: PCSession.refusal(of: fault))
    #expect(refusal == .refusal(Refusal(code: .versionMismatch, detail: "2...5")))
  }

  @Test func `a pocket that brings the commits of another farm is refused`() throws {
    var session = try pcSession(in: .greeted)
    var introduction = Sample.introduction
    introduction.hub = Sample.identity(99)
    let bytes = try ToPC.introduction(introduction).encoded()
    let fault = ProtocolFault.otherFarm(Sample.identity(99))
    #expect(throws: fault) { try session.receive(bytes) }
    #expect(fault.code == .otherFarm)
  }

  @Test func `a newer pocket that still speaks our version is welcome`() throws {
    var session = try pcSession(in: .greeted)
    var introduction = Sample.introduction
    introduction.newestVersion = 9
    _ = try session.receive(ToPC.introduction(introduction).encoded())
    #expect(session.version == 1)
  }

  @Test func `changes must follow without a gap and lie inside the schema`() throws {
    var builder = ChangeBatchBuilder()
    let change = PocketChange(
      number: 12, nonce: 1, kind: .create, table: .index(1), row: Sample.identity(1), seen: 0,
      cells: [.index(0): CellChange(base: .null, new: .null)])
    _ = try builder.add(change)
    let late = try ToPC.upBatch(builder.finish()).encoded()
    var session = try pcSession(in: .receiving)
    #expect(throws: ProtocolFault.contradiction("UpBatch.first_number")) {
      try session.receive(late)
    }
    let outside: [(SchemaPlace, SchemaPlace, String)] = [
      (.index(2), .index(0), "TableChanges.table"), (.index(1), .index(3), "ColumnChanges.column"),
    ]
    for (table, column, field) in outside {
      var wrong = change
      wrong.number = 11
      wrong.table = table
      wrong.cells = [column: CellChange(base: .null, new: .null)]
      var builder = ChangeBatchBuilder()
      _ = try builder.add(wrong)
      let bytes = try ToPC.upBatch(builder.finish()).encoded()
      var session = try pcSession(in: .receiving)
      #expect(throws: ProtocolFault.contradiction(field)) { try session.receive(bytes) }
    }
  }

  @Test func `the end of the changes must name the last one and its nonce`() throws {
    for last in [DotCheck(number: 11, nonce: 0x110C), DotCheck(number: 12, nonce: 5)] {
      var session = try pcSession(in: .receiving)
      _ = try session.receive(ToPC.upBatch(Sample.changes).encoded())
      let bytes = try ToPC.upEnd(last).encoded()
      #expect(throws: ProtocolFault.contradiction("UpEnd.last_number")) {
        try session.receive(bytes)
      }
    }
  }

  @Test func `lost rows are taken where the PC lost commits, and the feed starts before them`()
    throws
  {
    var session = try pcSession(in: .introduced)
    var facts = Sample.welcomeFacts
    facts.commonSequence = 3
    facts.commits = [CommitStamp(sequence: 4, nonce: 444)]
    _ = try session.welcome(facts)
    let bytes = try ToPC.lostBatch(Sample.lost).encoded()
    #expect(try session.receive(bytes) == [.storeLost(Sample.lost, encoded: bytes)])
    _ = try session.receive(ToPC.upBatch(Sample.changes).encoded())
    var late = session
    #expect(throws: ProtocolFault.contradiction("LostBatch")) { try late.receive(bytes) }
    _ = try session.receive(ToPC.upEnd(Sample.introduction.last).encoded())
    #expect(try session.merged(Sample.merged).last == .feed(from: FeedCursor(after: 3)))
  }

  @Test func `the pocket must apply exactly the feed that was sent`() throws {
    var session = try pcSession(in: .fed)
    let bytes = try ToPC.downApplied(FeedCursor(after: 6)).encoded()
    #expect(throws: ProtocolFault.contradiction("DownApplied.cursor")) {
      try session.receive(bytes)
    }
  }

  @Test func `a refusal of the rim's own reaches the pocket with its code`() throws {
    var session = try pcSession(in: .introduced)
    let actions = session.refuse(.notPaired, detail: "0102")
    #expect(try sent(actions) == [.refusal(Refusal(code: .notPaired, detail: "0102"))])
    #expect(session.state == .ended)
  }
}
