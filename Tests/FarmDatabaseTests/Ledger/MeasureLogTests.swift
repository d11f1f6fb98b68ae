import Foundation
import GRDB
import Records
import Synchronization
import Testing

@testable import FarmDatabase

/// A folder for one ledger, and the time that its measures are kept at.
private final class LedgerYard: Sendable {
  let folder = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID().uuidString)")
  private let now = Mutex<UInt64>(1_779_381_600_000)

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var path: String { folder.path + "/farm.sqlite" }

  func pass(days: UInt64) { now.withLock { $0 += days * 86_400_000 } }

  func open() throws -> Ledger {
    try Ledger(
      besideDatabase: path,
      surroundings: Surroundings(
        nowMilliseconds: { [self] in now.withLock { $0 } }, random: { 7 }))
  }

  var milliseconds: UInt64 { now.withLock { $0 } }
}

struct MeasureLogTests {
  private func session(at moment: UInt64, code: String? = nil) -> SessionMeasure {
    var session = SessionMeasure(
      milliseconds: moment, device: RowID(high: 1, low: 2), code: code, tookMilliseconds: 4_200)
    (session.changes, session.conflicts, session.quarantined) = (12, 2, 1)
    session.line.sentBytes = 1_000
    session.line.receivedBytes = 14_000
    session.line.framesSent = 40
    session.line.framesResent = 3
    session.line.framesReceived = 90
    session.line.framesHeard = 60
    session.line.framesMissed = 4
    session.line.framesBroken = 5
    session.line.timeouts = 1
    session.line.roundTripMicroseconds = 17_000
    return session
  }

  @Test func `what was kept is read back whole, newest first`() throws {
    let yard = try LedgerYard()
    let ledger = try yard.open()
    let first = session(at: yard.milliseconds)
    var second = session(at: yard.milliseconds + 1, code: "LINE-03")
    second.device = nil
    second.line.roundTripMicroseconds = nil
    try ledger.note(first)
    try ledger.note(second)
    #expect(try ledger.sessionMeasures(limit: 9) == [second, first])
    #expect(try ledger.sessionMeasures(limit: 1) == [second])
    let gates = [
      GateMeasure(milliseconds: yard.milliseconds, codes: [], isPartial: true),
      GateMeasure(
        milliseconds: yard.milliseconds, codes: ["GATE-01", "GATE-05"], isPartial: false),
    ]
    for gate in gates { try ledger.note(gate) }
    #expect(try ledger.gateMeasures(limit: 9) == gates.reversed())
    let copies: [CopyMeasure] = [.written(bytes: 412_000), .unchanged, .failed(code: "COPY-01")]
      .map {
        CopyMeasure(milliseconds: yard.milliseconds, tookMilliseconds: 900, outcome: $0)
      }
    for copy in copies { try ledger.note(copy) }
    #expect(try ledger.copyMeasures(limit: 9) == copies.reversed())
  }

  @Test func `the newest session of each pocket counts whose line can be judged`() throws {
    let yard = try LedgerYard()
    let ledger = try yard.open()
    func measure(_ pocket: UInt64?, _ change: (inout LineMeasure) -> Void) -> SessionMeasure {
      var session = session(at: yard.milliseconds)
      session.device = pocket.map { RowID(high: 0, low: $0) }
      session.line = LineMeasure()
      session.line.framesSent = 40
      change(&session.line)
      return session
    }
    let old = measure(1) { $0.framesHeard = 90 }
    let bad = measure(1) { ($0.framesHeard, $0.framesMissed) = (30, 30) }
    let short = measure(1) { ($0.framesHeard, $0.framesMissed, $0.framesReceived) = (5, 4, 900) }
    let unnumbered = measure(2) { ($0.framesReceived, $0.framesBroken) = (30, 30) }
    let nobody = measure(nil) { $0.framesHeard = 900 }
    for session in [old, bad, short, unnumbered, nobody] { try ledger.note(session) }
    #expect(try ledger.newestSessions(framesMinimum: 49) == [unnumbered, short])
    #expect(try ledger.newestSessions(framesMinimum: 100) == [unnumbered, bad])
    for session in [bad, unnumbered] { #expect(session.line.framesJudged == 100) }
  }

  @Test func `a ledger of an older program takes what it had no columns for`() throws {
    let yard = try LedgerYard()
    let path = Ledger.place(besideDatabase: yard.path)
    let known = session(at: yard.milliseconds)
    try yard.open().note(known)
    try DatabaseQueue(path: path).write { db in
      try db.execute(
        sql: """
          ALTER TABLE session_measure DROP COLUMN frames_heard;
          ALTER TABLE session_measure DROP COLUMN frames_missed;
          CREATE TABLE line(label TEXT); INSERT INTO line VALUES ('Luc');
          """)
    }
    let ledger = try yard.open()
    try ledger.note(known)
    let kept = try ledger.sessionMeasures(limit: 9)
    #expect(kept.first == known)
    #expect(kept.count == 2 && kept[1].line.framesHeard == 0 && kept[1].changes == 12)
    #expect(try ledger.run { try !$0.tableExists("line") })
  }

  @Test func `the direction that lost more counts, in thousandths`() {
    var line = LineMeasure()
    #expect(line.lossPermille == 0)
    (line.framesSent, line.framesReceived) = (100, 100)
    #expect(line.lossPermille == 0)
    line.framesResent = 5
    #expect(line.lossPermille == 50)
    (line.framesReceived, line.framesBroken) = (90, 10)
    #expect(line.lossPermille == 100, "no numbers: what came damaged")
    (line.framesHeard, line.framesMissed) = (97, 3)
    #expect(line.lossPermille == 50, "numbers: the gaps")
  }

  @Test func `sums hold all that was ever kept, and a clock that stood ahead takes nothing`()
    throws
  {
    let yard = try LedgerYard()
    let ledger = try yard.open()
    try ledger.note(session(at: yard.milliseconds))
    try ledger.note(
      GateMeasure(milliseconds: yard.milliseconds, codes: ["GATE-01"], isPartial: false))
    let right = yard.milliseconds
    yard.pass(days: 730)
    try ledger.note(session(at: yard.milliseconds, code: "LINE-01"))
    try ledger.note(session(at: right))
    #expect(try ledger.sessionMeasures(limit: 9).count == 3)
    #expect(try ledger.gateMeasures(limit: 9).count == 1)
    let sums = try ledger.sums()
    #expect(sums[MeasureSum(.sessions, "done")] == 2)
    #expect(sums[MeasureSum(.sessions, "failed")] == 1)
    #expect(sums[MeasureSum(.framesResent)] == 9)
    #expect(sums[MeasureSum(.receivedBytes)] == 42_000)
    #expect(sums[MeasureSum(.verdicts, "closed")] == 1)
    #expect(sums[MeasureSum(.refusals, "GATE-01")] == 1)
  }

  @Test func `the newest of one kind are kept, the oldest leave`() throws {
    let yard = try LedgerYard()
    let ledger = try yard.open()
    let more = 5
    for number in 0..<UInt64(Ledger.measuresMaximum + more) {
      try ledger.note(
        GateMeasure(milliseconds: yard.milliseconds + number, codes: [], isPartial: false))
    }
    let kept = try ledger.gateMeasures(limit: .max >> 1)
    #expect(kept.count == Ledger.measuresMaximum)
    #expect(kept.last?.milliseconds == yard.milliseconds + UInt64(more))
    #expect(try ledger.sums()[MeasureSum(.verdicts, "open")] == UInt64(kept.count + more))
  }

  @Test func `a ledger of an older program gets what it lacks, and keeps what it has`() throws {
    let yard = try LedgerYard()
    let path: String
    do {
      let ledger = try yard.open()
      path = ledger.path
      try ledger.plan(
        CommitStamp(sequence: 3, nonce: 4), on: "m", milliseconds: yard.milliseconds)
    }
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in
      for table in ["session_measure", "gate_measure", "copy_measure", "measure_sum"] {
        try db.execute(sql: "DROP TABLE \(table)")
      }
    }
    try queue.close()
    let ledger = try yard.open()
    #expect(try ledger.sums().isEmpty)
    try ledger.note(session(at: yard.milliseconds))
    #expect(try ledger.sessionMeasures(limit: 9).count == 1)
    let kept = try DatabaseQueue(path: path).read { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM kept")
    }
    #expect(kept == 1)
  }
}
