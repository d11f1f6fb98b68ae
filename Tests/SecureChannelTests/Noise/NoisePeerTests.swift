import Testing

@testable import SecureChannel

@Suite(.enabled(if: NoisePeer.isInstalled, Comment(rawValue: NoisePeer.absence)))
struct NoisePeerTests {
  private let prologue = "0102"
  private let key = String(repeating: "31", count: 32)
  private let psk = String(repeating: "07", count: 32)

  private func peer(_ pattern: NoisePattern, isInitiator: Bool) throws -> NoisePeer {
    try NoisePeer(
      protocolName: pattern.protocolName, isInitiator: isInitiator, prologue: prologue, key: key,
      psk: pattern.sharedSecret == nil ? "" : psk)
  }

  @Test(arguments: [NoisePattern.xx, .xxpsk3(oneSecret)])
  func `another implementation answers our handshake and our records`(
    pattern: NoisePattern
  ) throws {
    let peer = try peer(pattern, isInitiator: false)
    var message: [UInt8] = []
    var payload: [UInt8] = []
    let awaiting = try NoiseInitiator(
      pattern: pattern, prologue: bytes(prologue), own: StaticKey()
    ).writeFirst(payload: [1, 2], to: &message)
    try peer.say(message)
    let finishing = try awaiting.readSecond(try peer.hear(), payload: &payload)
    #expect(payload == Array("judge".utf8))
    message = []
    let session = try finishing.writeThird(payload: [3], to: &message)
    try peer.say(message)
    try expectTalk(session, with: peer)
  }

  @Test(arguments: [NoisePattern.xx, .xxpsk3(oneSecret)])
  func `we answer the handshake and the records of another implementation`(
    pattern: NoisePattern
  ) throws {
    let peer = try peer(pattern, isInitiator: true)
    var message: [UInt8] = []
    var payload: [UInt8] = []
    let replying = try NoiseResponder(
      pattern: pattern, prologue: bytes(prologue), own: StaticKey()
    ).readFirst(try peer.hear(), payload: &payload)
    let awaiting = try replying.writeSecond(payload: [4], to: &message)
    try peer.say(message)
    let session = try awaiting.readThird(try peer.hear(), payload: &payload)
    #expect(payload == Array("judge".utf8))
    try expectTalk(session, with: peer)
  }

  private func expectTalk(_ standing: consuming NoiseSession, with peer: NoisePeer) throws {
    var session = standing
    let (itsKey, ourHash) = (session.peer, session.handshakeHash)
    let itsHash = try peer.hear()
    #expect(try itsKey == StaticKey(secret: bytes(key)).publicKey)
    #expect(itsHash == ourHash)
    for length in [0, 1, 64, 65_519, 300] {
      let plain = (0..<length).map { UInt8(truncatingIfNeeded: $0 / 3) }
      var record = plain
      try session.sealer.seal(&record)
      try peer.say(record)
      record = try peer.hear()
      try session.opener.open(&record)
      #expect(record == plain.reversed())
    }
    try peer.end()
  }
}
