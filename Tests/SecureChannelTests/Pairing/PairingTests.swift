import Testing

@testable import SecureChannel

struct PairingTests {
  @Test func `two strangers see the same digits, keep each other and talk`() throws {
    var meeting = Meeting(way: .digits, pocketPairs: true)
    var ends = try meeting.run()
    let digits = try #require(meeting.digits[0])
    #expect(meeting.digits[1] == digits)
    #expect(digits.description.count == 7)
    #expect(meeting.pcBook.peers.map(\.key) == [meeting.pocketKey.publicKey])
    #expect(meeting.pocketBook.peers.map(\.key) == [meeting.pcKey.publicKey])
    #expect(meeting.pcBook.peers.map(\.identity.name) == ["Luc's pocket"])
    var record: [UInt8] = [1, 2, 3]
    try ends.pc.sealer.seal(&record)
    try ends.pocket.opener.open(&record)
    try ends.pocket.sealer.seal(&record)
    try ends.pc.opener.open(&record)
    #expect(record == [1, 2, 3])
  }

  @Test func `digits always show six places`() {
    let zeros = [UInt8](repeating: 0, count: 32)
    var shown: Set<String> = []
    for number in 0..<200 {
      let half = [UInt8(number)] + zeros.dropFirst()
      let digits = PairingDigits(hash: zeros, pc: zeros, pocket: half)
      #expect(digits.description.allSatisfy { $0.isNumber || $0 == " " })
      #expect(digits.description.count == 7 && (0..<1_000_000).contains(digits.value))
      shown.insert(digits.description)
    }
    #expect(shown.count >= 198)
  }

  @Test func `a man in the middle shows by differing digits`() throws {
    var equal = 0
    for _ in 0..<20 {
      // He plays the pocket to the PC and the PC to the pocket, names and identities copied.
      let middle = StaticKey()
      var withPC = Meeting(pocketKey: middle, way: .digits, pocketPairs: true)
      var withPocket = Meeting(pcKey: middle, way: .digits, pocketPairs: true)
      _ = try withPC.run()
      _ = try withPocket.run()
      if withPC.digits[0] == withPocket.digits[1] { equal += 1 }
    }
    #expect(equal <= 1, "1 chance in 1,000,000 each")
  }

  @Test func `halves that are relayed unchanged give other digits and break the commitment`() {
    let halves = (pc: [UInt8](repeating: 1, count: 32), pocket: [UInt8](repeating: 2, count: 32))
    let hashes = [3, 4].map { [UInt8](repeating: $0, count: 32) }
    let digits = hashes.map { PairingDigits(hash: $0, pc: halves.pc, pocket: halves.pocket) }
    #expect(digits[0] != digits[1])
    let commitments = hashes.map { PairingDigits.commitment(hash: $0, pocket: halves.pocket) }
    #expect(commitments[0] != commitments[1])
  }

  @Test func `who opens another half than was committed to is refused`() throws {
    for isHonest in [true, false] {
      var ends = try Handshake().run()
      let half = LabelledHash.random()
      let hash = ends.initiator.handshakeHash
      let commitment = PairingDigits.commitment(hash: hash, pocket: half)
      var opened = isHonest ? half : LabelledHash.random()
      try ends.responder.sealer.seal(&opened)
      let pairing = PCPairing(
        settling: Settling(
          session: ends.initiator, identity: Meeting.identity("x", 1), hasPrintedKey: false,
          known: nil),
        commitment: commitment, half: LabelledHash.random())
      var failure: SecureChannelError?
      do throws(SecureChannelError) { _ = try pairing.receive(opened) } catch { failure = error }
      #expect(failure == (isHonest ? nil : .commitmentBroken))
    }
  }

  @Test func `a no at either end pairs nobody at the other`() {
    var meeting = Meeting(way: .digits, pocketPairs: true, pcSaysSame: false)
    #expect(meeting.failure() == .digitsDiffer(saidHere: false))
    #expect(meeting.pcBook.peers.isEmpty && meeting.pocketBook.peers.isEmpty)
    meeting = Meeting(way: .digits, pocketPairs: true, pocketSaysSame: false)
    #expect(meeting.failure() == .digitsDiffer(saidHere: true))
    #expect(meeting.pcBook.peers.isEmpty && meeting.pocketBook.peers.isEmpty)
  }

  @Test func `after three pairings that came to nothing each end wants new keys`() throws {
    // A line that is cut after the digits were shown counts as a no.
    var meeting = try Meeting.paired()
    for cut in [nil, 7, nil] as [Int?] {
      meeting.way = .digits
      meeting.pocketPairs = true
      meeting.pcSaysSame = cut != nil
      meeting.cut = cut
      #expect(throws: (any Error).self) { _ = try meeting.run() }
      (meeting.way, meeting.pocketPairs, meeting.cut) = (nil, false, nil)
      #expect(meeting.failure() == nil, "a known device still comes in, and that resets nothing")
    }
    meeting.way = .digits
    meeting.pocketPairs = true
    #expect(meeting.failure() == .tooManyAttempts(count: 3))
    meeting.pcBook = PeerBook()
    #expect(meeting.failure() == .tooManyAttempts(count: 3))
    meeting.pocketBook = PeerBook()
    meeting.pcSaysSame = true
    #expect(meeting.failure() == nil)
    #expect(meeting.pcBook.attempts == 0 && meeting.pocketBook.attempts == 0)
  }

  @Test func `a printed key pairs without digits, and later nobody needs it`() throws {
    let printed = PrintedKey()
    let typed = try #require(PrintedKey(text: printed.text.lowercased()))
    var meeting = Meeting(way: .printedKey(typed), face: .printedKey(printed))
    _ = try meeting.run()
    #expect(meeting.digits == [nil, nil])
    meeting.way = nil
    _ = try meeting.run()
    #expect(meeting.pcBook.peers[0].continuity.sessions == 1)
  }

  @Test func `another printed key, or none where one is asked for, pairs nobody`() {
    var meeting = Meeting(way: .printedKey(PrintedKey()), face: .printedKey(PrintedKey()))
    #expect(meeting.failure() == .notAuthentic)
    meeting = Meeting(way: .printedKey(PrintedKey()), pocketPairs: true)
    #expect(meeting.failure() == .wayNotKnown)
    meeting = Meeting(way: .digits, pocketPairs: true, face: .printedKey(PrintedKey()))
    #expect(meeting.failure() == .notPaired(isKnownHere: false, isKnownThere: false))
  }
}
