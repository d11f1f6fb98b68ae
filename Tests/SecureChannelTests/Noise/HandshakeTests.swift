import Testing

@testable import SecureChannel

struct HandshakeTests {
  @Test(arguments: [NoisePattern.xx, .xxpsk3(oneSecret)])
  func `each end learns the other's key and both share one hash`(pattern: NoisePattern) throws {
    let handshake = Handshake(pattern: pattern)
    let ends = try handshake.run()
    #expect(ends.initiator.peer == handshake.responderKey.publicKey)
    #expect(ends.responder.peer == handshake.initiatorKey.publicKey)
    #expect(ends.initiator.handshakeHash == ends.responder.handshakeHash)
    #expect(try handshake.run().initiator.handshakeHash != ends.initiator.handshakeHash)
  }

  @Test(arguments: [NoisePattern.xx, .xxpsk3(oneSecret)])
  func `any bit that is changed on the way ends the handshake`(pattern: NoisePattern) {
    for number in 1...3 {
      for place in stride(from: 0, to: 48, by: 5) {
        var handshake = Handshake(pattern: pattern)
        handshake.alter = { sent, message in
          if sent == number, place < message.count { message[place] ^= 4 }
        }
        let isReached = number > 1 || place < 32 || pattern.sharedSecret != nil
        #expect((handshake.failure() != nil) == isReached, "message \(number), byte \(place)")
      }
    }
  }

  @Test func `another prologue, another secret or another pattern ends it`() {
    var other = Handshake()
    other.responderPrologue = [1, 2, 4]
    #expect(other.failure() == .notAuthentic)
    other = Handshake(pattern: .xxpsk3(oneSecret), responderPattern: .xxpsk3(otherSecret))
    #expect(other.failure() == .notAuthentic)
    other = Handshake(pattern: .xx, responderPattern: .xxpsk3(oneSecret))
    #expect(other.failure() == .messageTooShort(bytes: 32, leastBytes: 48))
    other = Handshake(pattern: .xxpsk3(oneSecret), responderPattern: .xx)
    #expect(other.failure() == .notAuthentic)
  }

  @Test(arguments: 1...2)
  func `an ephemeral key that leads to a zero secret is refused`(number: Int) {
    // The points of small order: 0, 1, and one of order 8 (RFC 7748, section 7; cr.yp.to/ecdh).
    let weak = [
      [UInt8](repeating: 0, count: 32), [1] + [UInt8](repeating: 0, count: 31),
      bytes("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
    ]
    for key in weak {
      var handshake = Handshake()
      handshake.alter = { sent, message in
        if sent == number { message.replaceSubrange(0..<32, with: key) }
      }
      #expect(handshake.failure() == .weakKey)
    }
  }

  @Test func `messages that are too short or too long are refused at every step`() {
    let least = [1: 32, 2: 96, 3: 64]
    for number in 1...3 {
      var handshake = Handshake()
      handshake.alter = { sent, message in
        if sent == number { message.removeLast(message.count - least[number]! + 1) }
      }
      #expect(
        handshake.failure()
          == .messageTooShort(bytes: least[number]! - 1, leastBytes: least[number]!))
      handshake.alter = { sent, message in
        if sent == number { message += [UInt8](repeating: 0, count: 65_536 - message.count) }
      }
      #expect(handshake.failure() == .messageTooLong(bytes: 65_536, limitBytes: 65_535))
    }
  }

  @Test func `a payload that fills the message goes, one byte more does not`() throws {
    var message: [UInt8] = []
    let fits = [UInt8](repeating: 1, count: 65_535 - 32)
    _ = try NoiseInitiator(pattern: .xx, prologue: [], own: StaticKey())
      .writeFirst(payload: fits, to: &message)
    #expect(message.count == 65_535)
    #expect(throws: SecureChannelError.messageTooLong(bytes: 65_536, limitBytes: 65_535)) {
      _ = try NoiseInitiator(pattern: .xx, prologue: [], own: StaticKey())
        .writeFirst(payload: fits + [1], to: &message)
    }
  }

  @Test func `a stored key comes back and another length is no key`() throws {
    let key = StaticKey()
    #expect(try StaticKey(secret: key.secret).publicKey == key.publicKey)
    #expect(throws: SecureChannelError.keyLength(bytes: 31)) {
      _ = try StaticKey(secret: Array(key.secret.dropLast()))
    }
    #expect(throws: SecureChannelError.keyLength(bytes: 33)) {
      _ = try PublicKey(bytes: key.publicKey.bytes + [0])
    }
  }
}
