import Link
import SecureChannel
import Testing
import Transport

@testable import Diagnostics

/// Two ends of a link in memory, and what passed between them as a trace.
struct CableReadingTests {
  private struct Talk {
    var records: [Trace.Record] = []
    var fromPC: [[UInt8]] = []
    var fromPocket: [[UInt8]] = []

    /// Runs both ends until nothing passes any more; every `lose`th piece of the pocket is lost.
    init(_ form: LinkForm, _ messages: Int, lose: Int = 0) throws {
      var host = form.link(role: .host)
      var pocket = form.link(role: .pocket)
      var now: UInt64 = 0
      host.open(epoch: 77, now: now)
      var pieces = 0
      var waiting = (0..<messages).map { Array(repeating: UInt8($0), count: 700 * $0 + 1) }
      for _ in 0..<4_000 {
        now += 1_000
        if host.state == .open, let next = waiting.first, (try? host.send(next)) != nil {
          fromPC.append(waiting.removeFirst())
        }
        let sent = host.takeBytes(room: 4_096, now: now)
        if !sent.isEmpty {
          records.append(.init(direction: .sent, microseconds: now, bytes: sent))
          pocket.receive(sent, now: now)
        }
        while let heard = pocket.takeMessage() {
          let answer = Array(heard.reversed()) + [1]
          try pocket.send(answer)
          fromPocket.append(answer)
        }
        let answer = pocket.takeBytes(room: 4_096, now: now)
        if !answer.isEmpty {
          pieces += 1
          guard lose == 0 || pieces % lose != 0 else { continue }
          records.append(.init(direction: .received, microseconds: now, bytes: answer))
          host.receive(answer, now: now)
        }
        while host.takeMessage() != nil {}
        host.timePassed(now: now)
        pocket.timePassed(now: now)
      }
    }

    var trace: Trace { Trace(startedMilliseconds: 0, records: records) }
  }

  private func messages(_ reading: CableReading, fromPocket: Bool) -> [[UInt8]] {
    reading.messages.filter { $0.isFromPocket == fromPocket }.map(\.bytes)
  }

  @Test(arguments: [LinkForm.serial, .bulk])
  func `whole messages of both ends are found in the bytes of a line`(form: LinkForm) throws {
    let talk = try Talk(form, 9)
    try #require(talk.fromPocket.count == 9)
    let reading = CableReading(talk.trace, form)
    #expect(messages(reading, fromPocket: false) == talk.fromPC)
    #expect(messages(reading, fromPocket: true) == talk.fromPocket)
    #expect(talk.trace.form == form)
    #expect(reading.frames.first?.kind == .open)
    #expect(Set(reading.frames.map(\.epoch)) == [77])
  }

  @Test func `what was lost on the line and sent again stands once, in its order`() throws {
    let talk = try Talk(.serial, 6, lose: 4)
    try #require(talk.fromPocket.count == 6)
    let reading = CableReading(talk.trace, .serial)
    #expect(messages(reading, fromPocket: true) == talk.fromPocket)
  }

  @Test func `bytes in pieces of any size give the same`() throws {
    for form in [LinkForm.serial, .bulk] {
      let talk = try Talk(form, 4)
      var trace = talk.trace
      trace.records = trace.records.flatMap { record in
        record.bytes.map {
          Trace.Record(
            direction: record.direction, microseconds: record.microseconds, bytes: [$0])
        }
      }
      let reading = CableReading(trace, form)
      #expect(messages(reading, fromPocket: false) == talk.fromPC)
      #expect(messages(reading, fromPocket: true) == talk.fromPocket)
    }
  }

  @Test func `what is left of another session, or given back by the line, is not taken`() throws {
    for form in [LinkForm.serial, .bulk] {
      let talk = try Talk(form, 3)
      var trace = talk.trace
      let echoes = trace.records.filter { $0.direction == .sent }.map {
        Trace.Record(direction: .received, microseconds: $0.microseconds, bytes: $0.bytes)
      }
      trace.records.insert(contentsOf: echoes, at: 1)
      var stale = BulkHeader(kind: .data, isFromPocket: true, epoch: 76, credit: 0)
      stale.count = 60_000
      var left: [UInt8] = []
      stale.append(to: &left)
      trace.records.insert(.init(direction: .received, microseconds: 0, bytes: left), at: 1)
      let reading = CableReading(trace, form)
      #expect(messages(reading, fromPocket: false) == talk.fromPC)
      #expect(messages(reading, fromPocket: true) == talk.fromPocket)
    }
  }

  @Test func `no packet is longer than Wireshark reads`() {
    let record = Trace.Record(
      direction: .sent, microseconds: 0, bytes: [UInt8](repeating: 1, count: 1 << 18))
    let trace = Trace(startedMilliseconds: 0, records: [record])
    let file = CableCapture.file(trace, .bulk, program: "test")
    // The first packet's length, behind section and interface.
    let sizes = file.indices.dropLast(32).filter {
      $0 % 4 == 0 && file[$0..<$0 + 4] == [6, 0, 0, 0] && file[$0 + 8..<$0 + 12] == [0, 0, 0, 0]
    }.map { Recording.number(file[$0 + 20..<$0 + 24]) }
    #expect(sizes == [262_144, 8])
  }

  @Test func `a line without frames has no form`() {
    let noise = Trace.Record(direction: .sent, microseconds: 0, bytes: Array(1...200))
    #expect(Trace(startedMilliseconds: 0, records: [noise]).form == nil)
    #expect(Trace(startedMilliseconds: 0, records: []).form == nil)
  }

  @Test func `a trace that claims a time beyond all clocks is exported all the same`() {
    let record = Trace.Record(direction: .sent, microseconds: .max, bytes: [1])
    let trace = Trace(startedMilliseconds: .max, records: [record])
    #expect(CableCapture.file(trace, .bulk, program: "test").count > 100)
  }

  @Test func `a log has the keys of a session by the key that message 1 shows`() {
    let shown = Array(repeating: "ab", count: 32).joined()
    let keys = [shown, String(repeating: "01", count: 32), String(repeating: "02", count: 32)]
    let log = KeyLogFile(text: "# no line\nPOCKET1 " + keys.joined(separator: " ") + "\nPOCKET1 a")
    let first = [UInt8](repeating: 0, count: 5) + Array(repeating: 0xAB, count: 32)
    #expect(log.secrets(firstMessage: first)?.toPocket == Array(repeating: 1, count: 32))
    #expect(log.secrets(firstMessage: first)?.toPC == Array(repeating: 2, count: 32))
    #expect(log.secrets(firstMessage: [1, 2]) == nil)
  }
}
