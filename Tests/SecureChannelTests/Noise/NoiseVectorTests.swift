import Testing

@testable import SecureChannel

struct NoiseVectorTests {
  @Test func `both patterns have published vectors`() {
    let names = NoiseVector.all.map(\.protocol_name)
    #expect(
      names == [
        "Noise_XX_25519_ChaChaPoly_SHA256", "Noise_XXpsk3_25519_ChaChaPoly_SHA256",
        "Noise_XX_25519_ChaChaPoly_SHA256",
      ])
  }

  @Test(arguments: NoiseVector.all)
  func `a published vector comes out of both ends byte for byte`(vector: NoiseVector) throws {
    let expected = vector.messages.map { bytes($0.ciphertext) }
    let payloads = vector.messages.map { bytes($0.payload) }
    var heard: [UInt8] = []
    var first: [UInt8] = []
    var second: [UInt8] = []
    var third: [UInt8] = []

    let awaiting = try vector.initiator().writeFirst(payload: payloads[0], to: &first)
    #expect(first == expected[0])
    let replying = try vector.responder().readFirst(first, payload: &heard)
    #expect(heard == payloads[0])
    let answered = try replying.writeSecond(payload: payloads[1], to: &second)
    #expect(second == expected[1])
    let finishing = try awaiting.readSecond(second, payload: &heard)
    #expect(heard == payloads[1])
    var initiator = try finishing.writeThird(payload: payloads[2], to: &third)
    #expect(third == expected[2])
    var responder = try answered.readThird(third, payload: &heard)
    #expect(heard == payloads[2])

    #expect(initiator.handshakeHash == responder.handshakeHash)
    if let hash = vector.handshake_hash { #expect(initiator.handshakeHash == bytes(hash)) }
    // The transport goes on in turn: the responder's message is the next one.
    for index in 3..<expected.count {
      var record = payloads[index]
      if index.isMultiple(of: 2) {
        try initiator.sealer.seal(&record)
        #expect(record == expected[index])
        try responder.opener.open(&record)
      } else {
        try responder.sealer.seal(&record)
        #expect(record == expected[index])
        try initiator.opener.open(&record)
      }
      #expect(record == payloads[index])
    }
  }
}
