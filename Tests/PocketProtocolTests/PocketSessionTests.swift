import PocketProtocol
import Records
import Testing

private let adoptedFacts = AdoptedFacts(
  firstNumber: 9, last: Sample.introduction.last, receivedNonce: 0x110A, schema: Sample.schema)

/// A pocket's session brought to a state by the way that leads there.
func pocketSession(in state: PocketSession.State) throws -> PocketSession {
  var session = PocketSession()
  let steps: [(PocketSession.State, (inout PocketSession) throws -> Void)] = [
    (.greeted, { _ = try $0.receive(ToPocket.hello(Sample.hello).encoded()) }),
    (.introduced, { _ = try $0.introduce(Sample.introduction) }),
    (.adopting, { _ = try $0.receive(ToPocket.welcome(Sample.welcome).encoded()) }),
    (.offering, { _ = try $0.adopted(adoptedFacts) }),
    (
      .offered,
      {
        _ = try $0.offer(Sample.changes)
        _ = try $0.offerEnd()
      }
    ),
    (.staging, { _ = try $0.receive(ToPocket.merged(Sample.merged).encoded()) }),
    (
      .applying,
      {
        let end = ToPocket.downEnd(DownEnd(cursor: Sample.cursor, rows: 0))
        _ = try $0.receive(end.encoded())
      }
    ),
    (.closing, { _ = try $0.applied() }),
    (.ended, { _ = try $0.receive(ToPocket.farewell(note: "").encoded()) }),
  ]
  for (reached, step) in steps where session.state != state {
    try step(&session)
    #expect(session.state == reached)
  }
  return session
}

@Suite struct PocketSessionTests {
  private func sent(_ actions: [PocketAction]) throws -> [ToPC] {
    try actions.compactMap { action in
      if case .send(let bytes) = action { try ToPC(decoding: bytes) } else { nil }
    }
  }

  @Test func `a session goes from hello to farewell`() throws {
    var session = PocketSession()
    let greeted = try session.receive(ToPocket.hello(Sample.hello).encoded())
    #expect(greeted == [.greeted(Sample.hello)])
    #expect(
      try sent(session.introduce(Sample.introduction)) == [.introduction(Sample.introduction)])
    let adopt = try session.receive(ToPocket.welcome(Sample.welcome).encoded())
    #expect(adopt == [.adopt(Sample.welcome)])
    #expect(try session.adopted(adoptedFacts) == [.offer(after: 10, lostAfter: nil)])
    #expect(try sent(session.offer(Sample.changes)) == [.upBatch(Sample.changes)])
    #expect(try sent(session.offerEnd()) == [.upEnd(Sample.introduction.last)])
    let merged = try session.receive(ToPocket.merged(Sample.merged).encoded())
    #expect(merged == [.merged(Sample.merged)])
    let batch = DownBatch(rows: Sample.rows, cursor: Sample.cursor)
    let bytes = try ToPocket.downBatch(batch).encoded()
    #expect(try session.receive(bytes) == [.stage(batch, encoded: bytes)])
    let end = DownEnd(cursor: Sample.cursor, rows: 3)
    #expect(try session.receive(ToPocket.downEnd(end).encoded()) == [.apply(end)])
    #expect(try sent(session.applied()) == [.downApplied(Sample.cursor), .farewell(note: "")])
    let farewell = try session.receive(ToPocket.farewell(note: "").encoded())
    #expect(farewell == [.finished(.synchronised)])
  }

  @Test func `every message in every state is taken, or ends the session as a wrong state`() throws
  {
    let taken: [String: Set<PocketSession.State>] = [
      "Hello": [.waiting], "Welcome": [.introduced], "Merged": [.offered],
      "DownBatch": [.staging], "DownEnd": [.staging], "Farewell": [.closing],
      "Refusal": Set(PocketSession.State.allCases).subtracting([.ended]),
    ]
    for state in PocketSession.State.allCases {
      for message in Sample.toPocket {
        var session = try pocketSession(in: state)
        let bytes = try message.encoded()
        let isTaken = taken[message.name]?.contains(state) ?? false
        do throws(ProtocolFault) {
          _ = try session.receive(bytes)
          #expect(isTaken, "\(message.name) in \(state)")
        } catch {
          #expect(!isTaken, "\(message.name) in \(state)")
          #expect(error == .wrongState(message: message.name, state: state.rawValue))
          #expect(session.state == .ended)
        }
      }
    }
  }

  @Test func `a welcome that contradicts the introduction is refused`() throws {
    var cases: [(String, (inout WelcomeFacts) -> Void)] = []
    cases.append(("Welcome.received_number", { $0.receivedNumber = 13 }))
    cases.append(("Welcome.received_number", { $0.incarnation += 1 }))
    cases.append(("Welcome.common_sequence", { $0.commonSequence = 4 }))
    for (field, change) in cases {
      var facts = Sample.welcomeFacts
      change(&facts)
      var session = try pocketSession(in: .introduced)
      let bytes = try ToPocket.welcome(Welcome(version: 1, facts: facts)).encoded()
      #expect(throws: ProtocolFault.contradiction(field)) { try session.receive(bytes) }
      #expect(session.state == .ended)
    }
  }

  @Test func `a version that the pocket does not speak is refused`() throws {
    var session = try pocketSession(in: .introduced)
    let bytes = try ToPocket.welcome(Welcome(version: 2, facts: Sample.welcomeFacts)).encoded()
    #expect(throws: ProtocolFault.versionMismatch(oldest: 2, newest: 2)) {
      try session.receive(bytes)
    }
  }

  @Test func `a PC that asks for changes that are gone is refused`() throws {
    var session = try pocketSession(in: .adopting)
    let later = AdoptedFacts(
      firstNumber: 12, last: Sample.introduction.last, receivedNonce: nil, schema: Sample.schema)
    #expect(throws: ProtocolFault.contradiction("Welcome.received_number")) {
      try session.adopted(later)
    }
  }

  @Test func `an inbox that holds a twin's changes is refused`() throws {
    var session = try pocketSession(in: .adopting)
    var facts = adoptedFacts
    facts.receivedNonce = 0xBAD
    let refusal = Refusal(code: .gap, detail: "Welcome.received_nonce")
    #expect(try sent(session.adopted(facts)) == [.refusal(refusal)])
    #expect(session.state == .ended)
  }

  @Test func `a new incarnation starts again at number one`() throws {
    var facts = Sample.welcomeFacts
    facts.incarnation += 1
    (facts.mergedNumber, facts.receivedNumber, facts.safeNumber) = (0, 0, 0)
    (facts.pruneNumber, facts.receivedNonce) = (0, 0)
    facts.mergedCommit = nil
    var session = try pocketSession(in: .introduced)
    _ = try session.receive(ToPocket.welcome(Welcome(version: 1, facts: facts)).encoded())
    let renumbered = AdoptedFacts(
      firstNumber: 1, last: DotCheck(number: 4, nonce: 8), receivedNonce: nil, schema: Sample.schema
    )
    #expect(try session.adopted(renumbered) == [.offer(after: 0, lostAfter: nil)])
  }

  @Test func `a pocket that knows commits the PC lost is asked for their rows`() throws {
    var facts = Sample.welcomeFacts
    facts.commonSequence = 3
    facts.commits = [CommitStamp(sequence: 4, nonce: 444)]
    var session = try pocketSession(in: .introduced)
    _ = try session.receive(ToPocket.welcome(Welcome(version: 1, facts: facts)).encoded())
    #expect(try session.adopted(adoptedFacts) == [.offer(after: 10, lostAfter: 3)])
    #expect(try sent(session.lost(Sample.lost)) == [.lostBatch(Sample.lost)])
  }

  @Test func `an acknowledgement of something else than was offered is refused`() throws {
    var merged = Sample.merged
    merged.number = 11
    var session = try pocketSession(in: .offered)
    let bytes = try ToPocket.merged(merged).encoded()
    #expect(throws: ProtocolFault.contradiction("Merged.number")) { try session.receive(bytes) }
  }

  @Test func `rows outside the schema and cursors that go back are refused`() throws {
    var session = try pocketSession(in: .staging)
    let outside = RowBatch.one(table: 2, columns: 3)
    let narrow = RowBatch.one(table: 1, columns: 2)
    for (rows, field) in [(outside, "DownBatch.table"), (narrow, "DownBatch.columns")] {
      var fresh = session
      let bytes = try ToPocket.downBatch(DownBatch(rows: rows, cursor: Sample.cursor)).encoded()
      #expect(throws: ProtocolFault.contradiction(field)) { try fresh.receive(bytes) }
    }
    _ = try session.receive(
      ToPocket.downBatch(DownBatch(rows: Sample.rows, cursor: Sample.cursor)).encoded())
    let back = DownBatch(rows: Sample.rows, cursor: FeedCursor(after: 6))
    let bytes = try ToPocket.downBatch(back).encoded()
    #expect(throws: ProtocolFault.contradiction("DownBatch.cursor")) { try session.receive(bytes) }
  }
}

extension RowBatch {
  fileprivate static func one(table: Int, columns: Int) -> RowBatch {
    var batch = RowBatch(table: table, columnCount: columns)
    batch.append(
      row: Sample.identity(1), sequence: 1, values: Array(repeating: .null, count: columns))
    return batch
  }
}
