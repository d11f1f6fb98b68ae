import Testing

@testable import SecureChannel

struct OfferTests {
  @Test func `data that comes before the handshake is refused`() {
    let early: [[UInt8]] = [
      [], [0], Array("SELECT 1; DROP TABLE x;".utf8), [0x50, 0x53, 2, 1, 0],
    ]
    for data in early {
      var meeting = Meeting()
      meeting.alter = { number, message in if number == 1 { message = data } }
      #expect(meeting.failure() == .noOffer)
    }
  }

  @Test func `an offer that is changed on the way ends the handshake`() throws {
    var meeting = try Meeting.paired()
    let changes: [(Int, UInt8, SecureChannelError)] = [
      (2, 0, .notAuthentic), (3, 2, .notAuthentic), (4, 1, .wayNotKnown), (2, 2, .noOffer),
    ]
    for (place, value, expected) in changes {
      meeting.alter = { number, message in if number == 1 { message[place] = value } }
      #expect(meeting.failure() == expected, "byte \(place)")
    }
    meeting.alter = { number, message in
      if number == 1 { message.replaceSubrange(2...3, with: [2, 3]) }
    }
    #expect(meeting.failure() == .versionMismatch(lowest: 2, highest: 3))
  }

  @Test func `an answer below what both can do is a downgrade`() throws {
    #expect(try VersionAnswer([1, 1, 7]).chosen == 1)
    #expect(throws: SecureChannelError.downgraded(chosen: 0, possible: 1)) {
      _ = try VersionAnswer([0, 0, 1])
    }
    #expect(throws: SecureChannelError.downgraded(chosen: 2, possible: 1)) {
      _ = try VersionAnswer([2, 1, 2])
    }
    #expect(throws: SecureChannelError.versionMismatch(lowest: 2, highest: 3)) {
      _ = try VersionAnswer([2, 2, 3])
    }
    #expect(throws: SecureChannelError.malformed) { _ = try VersionAnswer([1, 1]) }
  }

  @Test func `a bit changed in any message before the channel stands ends it`() throws {
    for number in 4...8 {
      var meeting = Meeting(way: .digits, pocketPairs: true)
      meeting.alter = { sent, message in if sent == number { message[0] ^= 1 } }
      #expect(meeting.failure() == .notAuthentic)
      #expect(number == 8 || meeting.pocketBook.peers.isEmpty)
      #expect(meeting.pcBook.peers.isEmpty)
    }
  }

  @Test func `long messages are refused before they are looked at`() throws {
    for number in 4...8 {
      var meeting = Meeting(way: .digits, pocketPairs: true)
      meeting.alter = { sent, message in
        if sent == number { message += [UInt8](repeating: 0, count: 513 - message.count) }
      }
      #expect(meeting.failure() == .messageTooLong(bytes: 513, limitBytes: 512))
    }
  }

  @Test func `an identity comes back, and one with anything missing or added does not`() throws {
    let identity = Meeting.identity("Żółw", 3)
    let encoded = identity.encoded
    #expect(try EndIdentity(encoded[...]) == identity)
    for wrong in [encoded + [0], Array(encoded.dropLast()), Array(encoded.prefix(16)), []] {
      #expect(throws: SecureChannelError.malformed) { _ = try EndIdentity(wrong[...]) }
    }
    var broken = encoded
    broken[broken.count - 2] = 0xff
    #expect(throws: SecureChannelError.malformed) { _ = try EndIdentity(broken[...]) }
    #expect(throws: SecureChannelError.nameTooLong(bytes: 129, limitBytes: 128)) {
      _ = try EndIdentity(id: identity.id, name: String(repeating: "a", count: 129))
    }
    #expect(throws: SecureChannelError.malformed) { _ = try EndIdentity(id: [1], name: "a") }
  }
}
