import Link
import PocketProtocol
import Records

/// The rules of CHANNEL.md once the channel stands.
enum RecordRules {
  static let all: [Rule] = [altered, repeated, shortPart, tooLong, silence, rekey]

  /// What came in the place of an introduction.
  static func answer(_ bench: Bench, _ send: (Conversation) -> Void) throws -> Said {
    let talk = try bench.reach()
    send(talk)
    return talk.next(Bench.endMilliseconds)
  }

  static func refused(_ said: Said) -> RuleFinding? {
    said == .end ? nil : RuleFinding(expected: .end, found: said.sign)
  }

  static func greeting(_ talk: Conversation) -> [UInt8] {
    (try? ToPocketBytes.hello(talk)) ?? []
  }

  static let altered = Rule("C7") { bench in
    try answer(bench) { talk in
      var record = talk.talk.sealed(greeting(talk) + [0])
      record[record.count / 2] ^= 4
      talk.talk.sendSealed(record)
    }
  } judge: {
    refused($0)
  }

  /// The same record once more is not the one that is awaited.
  static let repeated = Rule("C47") { bench in
    let talk = try bench.reach()
    let record = talk.talk.sealed(greeting(talk) + [0])
    talk.talk.sendSealed(record)
    let first = talk.next()
    talk.talk.sendSealed(record)
    return (first, talk.afterwards())
  } judge: { (first: Said, second: Said) in
    guard case .message(.introduction(_)) = first else {
      return RuleFinding(expected: .message("Introduction"), found: first.sign)
    }
    return refused(second)
  }

  static let shortPart = Rule("C10") { bench in
    try answer(bench) { talk in
      let hello = greeting(talk)
      talk.talk.sendRecord(Array(hello[..<10]) + [1])
      talk.talk.sendRecord(Array(hello[10...]) + [0])
    }
  } judge: {
    refused($0)
  }

  static let tooLong = Rule("C11") { bench in
    if bench.form == .serial, bench.isQuick { throw NotShown(reason: .slow) }
    return try answer(bench) { talk in
      let part = Array(repeating: UInt8(0), count: SealedTalk.partBytes)
      // Sixty-five full parts are more than a message may have.
      for _ in 0..<65 { talk.talk.sendRecord(part + [1]) }
    }
  } judge: {
    refused($0)
  }

  static let silence = Rule("C12") { bench in
    try bench.reach().next(Bench.silenceMilliseconds)
  } judge: { said in
    said == .silence ? nil : RuleFinding(expected: .silence, found: said.sign)
  }

  /// As many records as a key serves for, and one more under the next key.
  static let rekey = Rule("C6", needs: [.time, .bulk]) { bench in
    bench.farm.write(TestSchema.rows)
    let talk = try bench.reach()
    let unknown: [UInt8] = [0xB2, 0x06, 0xFF, 0x7F] + Array(repeating: 1, count: 16_383)
    var seen = SessionSeen(introduction: try talk.introduce())
    bench.farm.meet(seen.introduction, renews: false)
    let facts = bench.farm.welcome(seen.introduction)
    seen.welcome = facts
    talk.say(.welcome(.init(version: 1, facts: facts)))
    try talk.offers(&seen)
    for batch in seen.batches { bench.farm.take(batch) }
    try talk.merge(&seen)
    // Sixty-two parts a message, filled with what no version knows; the batch itself is small.
    guard let batch = bench.farm.feed(after: .start).last else { throw NotShown() }
    let filler = Array(repeating: unknown, count: 61).flatMap { $0 }
    let bytes = filler + ((try? ToPocketBytes.down(batch)) ?? [])
    for _ in 0..<(16_384 / 62 + 1) { talk.talk.send(bytes) }
    talk.say(.downEnd(.init(cursor: bench.farm.end, rows: 1)))
    return talk.next(120_000)
  } judge: { said in
    guard case .message(.downApplied(_)) = said else {
      return RuleFinding(expected: .message("DownApplied"), found: said.sign)
    }
    return nil
  }
}
