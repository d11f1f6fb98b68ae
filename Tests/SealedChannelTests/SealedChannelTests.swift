import Foundation
import LinkChannel
import SecureChannel
import TestSupport
import Testing
import Transport

@testable import SealedChannel

/// Both ends over a real link on a socket pair, with key files on the disk.
@Suite(.serialized) struct SealedChannelTests {
  private let ends: Ends

  init() throws { ends = try Ends() }

  @Test func `two persons see the same digits, and every message comes as it went`() throws {
    var random = SplitMix64(seed: 1)
    let sizes = [0, 1, 16_382, 16_383, 16_384, 32_766, 100_000, 1 << 20]
    let outcome = try ends.meet(.init(pairing: .digits, pocketPairs: true)) { channel in
      #expect(channel.peer.identity == Ends.device)
      for size in sizes {
        let message = random.bytes(size)
        try channel.send(message)
        #expect(try channel.receive(timeoutMilliseconds: 5000) == message)
      }
    }
    #expect(outcome.pc == nil)
    #expect(outcome.pocket == .line(.closedByPeer))
    let digits = try #require(outcome.digits.pc).suffix(7)
    #expect(outcome.digits.pc == "Poche 1 " + digits)
    #expect(outcome.digits.pocket == "Ferme du Bois " + digits)
  }

  @Test func `who was paired goes on without a word, and a stranger is told at both ends`() throws {
    #expect(try ends.meet().pc == .refused(.notPaired(isKnownHere: false, isKnownThere: false)))
    try ends.pair()
    for _ in 1...3 {
      let outcome = try ends.meet { channel in
        try channel.send([1, 2, 3])
        #expect(try channel.receive(timeoutMilliseconds: 5000) == [1, 2, 3])
      }
      #expect(outcome.pc == nil)
      #expect(outcome.digits.pc == nil && outcome.digits.pocket == nil)
    }
    let stranger = try ends.meet(.init(pocketKeys: ends.folder + "/other/keys.json"))
    #expect(stranger.pc == .refused(.keyChanged(name: "Poche 1")))
  }

  @Test func `of a pocket and its clone one goes on and the other is refused by name`() throws {
    try ends.pair()
    #expect(try ends.meet().pc == nil)
    let clone = ends.folder + "/pocket/clone.json"
    try FileManager.default.copyItem(atPath: ends.pocketPath, toPath: clone)
    #expect(try ends.meet(.init(pocketKeys: clone)).pc == nil)
    let refused = try ends.meet()
    #expect(
      refused.pc
        == .refused(.notContinued(name: "Poche 1", sessionsHere: 2, sessionsThere: 1)))
  }

  @Test func `wherever the line is cut, the two know each other the next time`() throws {
    try ends.pair()
    var cut = 100
    var broken = 0
    while true {
      let outcome = try ends.meet(.init(cutAfter: cut))
      #expect(try ends.meet().pc == nil, "after \(cut) bytes")
      guard outcome.pc != nil else { break }
      broken += 1
      cut += 7
    }
    #expect(broken > 40)
  }

  @Test func `pairing is cut anywhere and can be done again`() throws {
    for cut in stride(from: 100, to: 900, by: 61) {
      let fresh = try Ends()
      let outcome = try fresh.meet(.init(pairing: .digits, pocketPairs: true, cutAfter: cut))
      if outcome.pc != nil { try fresh.pair() }
      #expect(try fresh.meet().pc == nil, "after \(cut) bytes")
    }
  }

  @Test(arguments: [(true, false), (false, true)])
  func `other digits end it at both ends, and the third time is the last`(
    pc: Bool, pocket: Bool
  ) throws {
    let session = Ends.Session(
      pairing: .digits, pocketPairs: true, pcSays: pc, pocketSays: pocket)
    for _ in 1...3 {
      let outcome = try ends.meet(session)
      #expect(outcome.pc == .refused(.digitsDiffer(saidHere: !pc)))
      #expect(outcome.pocket == .refused(.digitsDiffer(saidHere: !pocket)))
    }
    #expect(try ends.meet(session).pc == .refused(.tooManyAttempts(count: 3)))
    try KeyFile(path: ends.pcPath).renew()
    try KeyFile(path: ends.pocketPath).renew()
    try ends.pair()
  }

  @Test func `a printed key needs no digits, and a wrong one opens nothing`() throws {
    let key = PrintedKey()
    let wrong = try ends.meet(
      .init(pairing: .printedKey(PrintedKey()), face: .printedKey(key)))
    #expect(wrong.pocket == .refused(.notAuthentic))
    let right = try ends.meet(.init(pairing: .printedKey(key), face: .printedKey(key)))
    #expect(right.pc == nil && right.digits.pc == nil)
    #expect(try ends.meet(.init(face: .printedKey(key))).pc == nil)
  }

  @Test func `a PC does not say "paired" before the pocket has kept it`() throws {
    let key = PrintedKey()
    let full = try ends.meet(
      .init(pairing: .printedKey(key), face: .printedKey(key), pocketIsFull: true))
    #expect(full.pocket == .keys(FullRing.fault))
    #expect(full.pc == .line(.transport(.closed)) || full.pc == .silent(milliseconds: 12_000))
    #expect(try KeyFile(path: ends.pcPath).keys().book.peers.isEmpty)
  }

  @Test func `what was not sealed, is too long or badly cut ends the session`() throws {
    try ends.pair()
    let bare = try ends.meet { channel in
      do throws(MessageChannelError) { try channel.line.send([1, 2, 3]) } catch {
        Issue.record(error)
      }
      _ = try channel.receive(timeoutMilliseconds: 5000)
    }
    #expect(bare.pocket == .refused(.messageTooShort(bytes: 3, leastBytes: 16)))
    let long = try ends.meet { channel in
      try channel.send(Array(repeating: 0, count: 1 << 20 | 1))
      _ = try channel.receive(timeoutMilliseconds: 5000)
    }
    #expect(long.pocket == .messageTooLong(limitBytes: 1 << 20))
  }

  @Test func `parts that are not full cannot keep a pocket busy for nothing`() throws {
    try ends.pair()
    let outcome = try ends.meet { channel in
      try channel.pass([1, 2, 3], isLast: false, 1000)
      _ = try channel.receive(timeoutMilliseconds: 5000)
    }
    #expect(outcome.pocket == .partNotFull(bytes: 3))
  }

  @Test func `a pocket that cannot keep the new secret does not say that it has`() throws {
    try ends.pair()
    #expect(try ends.meet().pc == nil)
    let full = try ends.meet(.init(pocketIsFull: true))
    #expect(full.pocket == .keys(FullRing.fault))
    #expect(full.pc == .line(.transport(.closed)) || full.pc == .silent(milliseconds: 12_000))
    #expect(try ends.meet().pc == nil)
  }
}
