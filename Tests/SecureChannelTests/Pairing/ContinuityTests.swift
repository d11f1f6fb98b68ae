import Testing

@testable import SecureChannel

struct ContinuityTests {
  @Test func `of a device and its clone the one that comes second is refused by name`() throws {
    var meeting = try Meeting.paired()
    for _ in 0..<3 { _ = try meeting.run() }
    let clone = meeting.pocketBook
    _ = try meeting.run()
    let original = meeting.pocketBook
    meeting.pocketBook = clone
    #expect(
      meeting.failure()
        == .notContinued(name: "Luc's pocket", sessionsHere: 4, sessionsThere: 3))
    meeting.pocketBook = original
    #expect(meeting.failure() == nil, "the refused one took nothing along")
  }

  @Test func `when the clone comes first the device itself is refused, so somebody notices`()
    throws
  {
    var meeting = try Meeting.paired()
    let original = meeting.pocketBook
    for _ in 0..<2 { _ = try meeting.run() }
    meeting.pocketBook = original
    #expect(
      meeting.failure()
        == .notContinued(name: "Luc's pocket", sessionsHere: 2, sessionsThere: 0))
    try meeting.pair()
    #expect(meeting.failure() == nil, "pairing is the way out")
  }

  @Test func `a PC that was set back or cloned is noticed as well`() throws {
    var meeting = try Meeting.paired()
    let before = meeting.pcBook
    for _ in 0..<2 { _ = try meeting.run() }
    meeting.pcBook = before
    #expect(
      meeting.failure()
        == .notContinued(name: "Luc's pocket", sessionsHere: 0, sessionsThere: 2))
  }

  @Test func `a pocket refuses a PC that has the key but not the secret`() throws {
    for isHonest in [true, false] {
      var ends = try Handshake().run()
      let secret = LabelledHash.random()
      let last = try Continuity(sessions: 3, secret: secret)
      let held = isHonest ? last : try Continuity(sessions: 3, secret: LabelledHash.random())
      let hash = ends.initiator.handshakeHash
      var message = held.proof(by: .pc, hash: hash) + LabelledHash.random()
      try ends.initiator.sealer.seal(&message)
      let goingOn = PocketGoingOn(
        settling: Settling(
          session: ends.responder, identity: Meeting.identity("farm", 1), hasPrintedKey: false,
          known: nil),
        last: last, half: LabelledHash.random())
      var reply: [UInt8] = []
      var failure: SecureChannelError?
      do throws(SecureChannelError) {
        _ = try goingOn.receive(message, reply: &reply)
      } catch { failure = error }
      #expect(
        failure
          == (isHonest ? nil : .notContinued(name: "farm", sessionsHere: 3, sessionsThere: 3)))
    }
  }

  @Test func `a proof holds for one end and one session alone`() throws {
    let continuity = try Continuity(sessions: 1, secret: LabelledHash.random())
    let hash = LabelledHash.random()
    let proof = continuity.proof(by: .pocket, hash: hash)
    let claim = Continuity.Claim(sessions: 1, proof: proof)
    #expect(Continuity.Claim(claim.encoded[...]) == claim)
    #expect(continuity.matching(claim, hash: hash) != nil)
    #expect(continuity.matching(claim, hash: LabelledHash.random()) == nil)
    let reflected = Continuity.Claim(sessions: 1, proof: continuity.proof(by: .pc, hash: hash))
    #expect(continuity.matching(reflected, hash: hash) == nil)
    let later = Continuity.Claim(sessions: 2, proof: proof)
    #expect(continuity.matching(later, hash: hash) == nil)
  }

  @Test func `a cut at any message leaves two ends that still know each other`() throws {
    for first in 1...6 {
      for second in 1...6 {
        var meeting = try Meeting.paired()
        for cut in [first, second] {
          meeting.cut = cut
          #expect(throws: LineCut.self) { _ = try meeting.run() }
        }
        meeting.cut = nil
        #expect(meeting.failure() == nil, "cut at \(first), then at \(second)")
        #expect(meeting.failure() == nil)
      }
    }
  }

  @Test func `what is stored is of the right length`() {
    #expect(throws: SecureChannelError.keyLength(bytes: 31)) {
      _ = try Continuity(sessions: 0, secret: [UInt8](repeating: 0, count: 31))
    }
    #expect(throws: SecureChannelError.keyLength(bytes: 0)) {
      _ = try Continuity(
        sessions: 0, secret: [UInt8](repeating: 0, count: 32), pending: [])
    }
  }
}
