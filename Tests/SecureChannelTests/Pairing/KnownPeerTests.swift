import Testing

@testable import SecureChannel

struct KnownPeerTests {
  @Test func `a known device comes in without a prompt, again and again`() throws {
    var meeting = try Meeting.paired()
    for session in 1...5 {
      _ = try meeting.run()
      #expect(meeting.digits.isEmpty)
      #expect(meeting.pcBook.peers[0].continuity == meeting.pocketBook.peers[0].continuity)
      #expect(meeting.pcBook.peers[0].continuity.sessions == UInt64(session))
    }
  }

  @Test func `strangers are refused unless both ends were asked to pair`() throws {
    var meeting = Meeting()
    #expect(meeting.failure() == .notPaired(isKnownHere: false, isKnownThere: false))
    meeting = Meeting(way: .digits)
    #expect(meeting.failure() == .notPaired(isKnownHere: false, isKnownThere: false))
    meeting = Meeting(pocketPairs: true)
    #expect(meeting.failure() == .notPaired(isKnownHere: false, isKnownThere: false))
    meeting = try Meeting.paired()
    meeting.pocketBook = PeerBook()
    #expect(meeting.failure() == .notPaired(isKnownHere: true, isKnownThere: false))
    meeting = try Meeting.paired()
    meeting.pcBook = PeerBook()
    #expect(meeting.failure() == .notPaired(isKnownHere: false, isKnownThere: true))
  }

  @Test(arguments: [false, true])
  func `a known device with another key is refused by name, also in pairing`(
    isPairing: Bool
  ) throws {
    let paired = try Meeting.paired()
    var meeting = paired
    meeting.way = isPairing ? .digits : nil
    meeting.pocketPairs = isPairing
    meeting.pocketKey = StaticKey()
    #expect(meeting.failure() == .keyChanged(name: "Luc's pocket"))
    meeting.pocketKey = paired.pocketKey
    meeting.pcKey = StaticKey()
    #expect(meeting.failure() == .keyChanged(name: "farm"))
  }

  @Test func `the key of a known device under another identity is refused by name`() throws {
    var meeting = try Meeting.paired()
    meeting.pocketIdentity = Meeting.identity("Anna's pocket", 9)
    #expect(meeting.failure() == .identityChanged(name: "Luc's pocket"))
    meeting = try Meeting.paired()
    meeting.pcIdentity = Meeting.identity("other farm", 9)
    #expect(meeting.failure() == .identityChanged(name: "farm"))
  }

  @Test func `a retired device is refused by name until it is paired again`() throws {
    var meeting = try Meeting.paired()
    meeting.pcBook.retire(meeting.pocketKey.publicKey)
    #expect(meeting.failure() == .retired(name: "Luc's pocket"))
    try meeting.pair()
    #expect(meeting.failure() == nil)
  }

  @Test func `a device whose key is new comes in after the old one was retired`() throws {
    var meeting = try Meeting.paired()
    meeting.pcBook.retire(meeting.pocketKey.publicKey)
    meeting.pocketKey = StaticKey()
    meeting.pocketBook = PeerBook()
    try meeting.pair()
    #expect(meeting.failure() == nil)
    #expect(meeting.pcBook.peers.map(\.isRetired) == [true, false])
  }

  @Test func `a second session of a device is refused while the first lasts`() throws {
    var meeting = try Meeting.paired()
    meeting.inSession = [meeting.pocketKey.publicKey]
    #expect(meeting.failure() == .alreadyInSession(name: "Luc's pocket"))
    meeting.inSession = [StaticKey().publicKey]
    #expect(meeting.failure() == nil)
  }
}
