import PocketProtocol
import Records
import Testing

@Suite struct MessageTests {
  @Test func `every message comes back as it was sent`() throws {
    for message in Sample.toPocket {
      #expect(try ToPocket(decoding: message.encoded()) == message)
    }
    for message in Sample.toPC { #expect(try ToPC(decoding: message.encoded()) == message) }
  }

  @Test func `a message cut at any byte is a fault or a shorter message, never a crash`() throws {
    var faults = 0
    for message in Sample.toPC {
      let bytes = try message.encoded()
      for length in 0..<bytes.count {
        do { _ = try ToPC(decoding: Array(bytes[..<length])) } catch { faults += 1 }
      }
    }
    for message in Sample.toPocket {
      let bytes = try message.encoded()
      for length in 0..<bytes.count {
        do { _ = try ToPocket(decoding: Array(bytes[..<length])) } catch { faults += 1 }
      }
    }
    #expect(faults > 500)
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `bytes flipped by seed are a fault or a message that keeps its meaning`(seed: UInt64) throws
  {
    var random = Seeded(state: seed)
    for message in Sample.toPC {
      var bytes = try message.encoded()
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
      if let read = try? ToPC(decoding: bytes) {
        #expect(try ToPC(decoding: read.encoded()) == read)
      }
    }
    for message in Sample.toPocket {
      var bytes = try message.encoded()
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        bytes[index] = UInt8.random(in: 0...255, using: &random)
      }
      if let read = try? ToPocket(decoding: bytes) {
        #expect(try ToPocket(decoding: read.encoded()) == read)
      }
    }
  }

  @Test func `unknown fields are passed over`() throws {
    let bytes = try ToPC.upEnd(DotCheck(number: 4, nonce: 9)).encoded()
    // Field 99, a number; field 100, a string.
    let more = bytes + [0x98, 0x06, 0x05, 0xA2, 0x06, 0x03, 0x61, 0x62, 0x63]
    #expect(try ToPC(decoding: more) == .upEnd(DotCheck(number: 4, nonce: 9)))
  }

  @Test func `nothing and noise are malformed`() {
    #expect(throws: ProtocolFault.malformed("ToPC.message")) { try ToPC(decoding: []) }
    #expect(throws: ProtocolFault.malformed("ToPocket.message")) { try ToPocket(decoding: []) }
    #expect(throws: ProtocolFault.self) { try ToPC(decoding: [0xFF, 0xFF, 0xFF]) }
    // A group, which this protocol never has.
    #expect(throws: ProtocolFault.malformed("ToPC")) { try ToPC(decoding: [0x0B, 0x0C]) }
  }

  @Test func `a schema that does not match its fingerprint is refused`() throws {
    var facts = Sample.welcomeFacts
    facts.schema?.tables.removeLast()
    let bytes = try ToPocket.welcome(Welcome(version: 1, facts: facts)).encoded()
    #expect(throws: ProtocolFault.malformed("Welcome.schema")) { try ToPocket(decoding: bytes) }
  }

  @Test func `numbers that contradict each other inside a message are malformed`() throws {
    var facts = Sample.welcomeFacts
    facts.safeNumber = 11
    let welcome = try ToPocket.welcome(Welcome(version: 1, facts: facts)).encoded()
    #expect(throws: ProtocolFault.self) { try ToPocket(decoding: welcome) }
    var introduction = Sample.introduction
    introduction.recent.reverse()
    let wrong = try ToPC.introduction(introduction).encoded()
    #expect(throws: ProtocolFault.malformed("Introduction.recent")) { try ToPC(decoding: wrong) }
    introduction = Sample.introduction
    introduction.last = DotCheck(number: 12, nonce: 1)
    let other = try ToPC.introduction(introduction).encoded()
    #expect(throws: ProtocolFault.malformed("Introduction.recent")) { try ToPC(decoding: other) }
    introduction = Sample.introduction
    introduction.firstNumber = 14
    let gap = try ToPC.introduction(introduction).encoded()
    #expect(throws: ProtocolFault.malformed("Introduction.first_number")) {
      try ToPC(decoding: gap)
    }
  }

  @Test func `a log goes on only from a change that the pocket still knows`() {
    let introduction = Sample.introduction
    #expect(introduction.continues(after: DotCheck(number: 10, nonce: 0x110A)))
    #expect(introduction.continues(after: DotCheck(number: 8, nonce: 0x1108)))
    #expect(!introduction.continues(after: DotCheck(number: 10, nonce: 1)))
    #expect(!introduction.continues(after: DotCheck(number: 7, nonce: 0x1107)))
    #expect(!introduction.continues(after: DotCheck(number: 13, nonce: 0x110D)))
    #expect(!introduction.continues(after: nil))
    var fresh = introduction
    fresh.firstNumber = 1
    #expect(fresh.continues(after: nil))
  }

  @Test func `names and notes for people are cut to their limits on a whole character`() throws {
    var hello = Sample.hello
    hello.farmName = String(repeating: "é", count: 200)
    guard case .hello(let read) = try ToPocket(decoding: ToPocket.hello(hello).encoded()) else {
      throw ProtocolFault.malformed("Hello")
    }
    #expect(read.farmName == String(repeating: "é", count: 127))
  }
}
