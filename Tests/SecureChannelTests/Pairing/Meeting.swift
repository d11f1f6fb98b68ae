@testable import SecureChannel

/// The line was cut by the test.
struct LineCut: Error {}

/// A PC and a pocket that meet in one process; both keep what the contract says, when it says so.
struct Meeting {
  var pcKey = StaticKey()
  var pocketKey = StaticKey()
  var pcBook = PeerBook()
  var pocketBook = PeerBook()
  var pcIdentity = Meeting.identity("farm", 1)
  var pocketIdentity = Meeting.identity("Luc's pocket", 2)
  /// What a person asked for at each end.
  var way: PairingWay?
  var pocketPairs = false
  var face = PocketFace.screen
  var pcSaysSame = true
  var pocketSaysSame = true
  var inSession: Set<PublicKey> = []
  /// Message 1 to 8 on its way.
  var alter: (Int, inout [UInt8]) -> Void = { _, _ in }
  /// The message that no longer arrives.
  var cut: Int?
  /// What was shown, the PC's first.
  var digits: [PairingDigits?] = []

  struct Ends: ~Copyable {
    var pc: OpenChannel
    var pocket: OpenChannel
  }

  static func identity(_ name: String, _ byte: UInt8) -> EndIdentity {
    guard let made = try? EndIdentity(id: [UInt8](repeating: byte, count: 16), name: name) else {
      preconditionFailure("no identity of \(name)")
    }
    return made
  }

  /// Both persons asked for pairing and compared digits.
  static func paired() throws -> Meeting {
    var meeting = Meeting()
    try meeting.pair()
    return meeting
  }

  mutating func pair() throws {
    way = .digits
    pocketPairs = true
    _ = try run()
    way = nil
    pocketPairs = false
  }

  /// Why it failed; nil when it went through.
  mutating func failure() -> SecureChannelError? {
    do {
      _ = try run()
      return nil
    } catch { return error as? SecureChannelError }
  }

  mutating func run() throws -> Ends {
    digits = []
    var message: [UInt8] = []
    var reply: [UInt8] = []
    let pc1 = try PCHandshake(own: pcKey, identity: pcIdentity, book: pcBook, pairing: way)
      .begin(&message)
    try pass(1, &message)
    let pocket1 = try PocketHandshake(
      own: pocketKey, identity: pocketIdentity, book: pocketBook, face: face,
      isPairing: pocketPairs
    ).receive(message, reply: &reply)
    try pass(2, &reply)
    let pc2 = try pc1.receive(reply, inSession: inSession, reply: &message)
    try pass(3, &message)
    let pocket2 = try pocket1.receive(message, reply: &reply)
    try pass(4, &reply)
    let pc3 = try pc2.receive(reply, reply: &message)
    switch consume pc3 {
    case .goingOn(let pc):
      guard case .goingOn(let pocket) = consume pocket2 else { throw LineCut() }
      return try goOn(pc, pocket, message)
    case .pairing(let pc):
      guard case .pairing(let pocket) = consume pocket2 else { throw LineCut() }
      return try compare(pc, pocket, message)
    }
  }

  private mutating func goOn(
    _ pc: consuming PCGoingOn, _ pocket: consuming PocketGoingOn, _ first: [UInt8]
  ) throws -> Ends {
    var message = first
    var reply: [UInt8] = []
    pcBook.keep(pc.peerToKeepFirst)
    try pass(5, &message)
    let pocketEnd = try pocket.receive(message, reply: &reply)
    pocketBook.keep(pocketEnd.peer)
    try pass(6, &reply)
    let pcEnd = try pc.receive(reply)
    pcBook.keep(pcEnd.peer)
    return Ends(pc: pcEnd, pocket: pocketEnd)
  }

  private mutating func compare(
    _ pc: consuming PCPairing, _ pocket: consuming PocketPairing, _ first: [UInt8]
  ) throws -> Ends {
    var message = first
    var reply: [UInt8] = []
    try pass(5, &message)
    let pocketComparing = try pocket.receive(message, reply: &reply)
    try pass(6, &reply)
    let pcComparing = try pc.receive(reply)
    pcBook.noteAttempt()
    pocketBook.noteAttempt()
    digits = [pcComparing.digits, pocketComparing.digits]
    let pcAgreeing = try pcComparing.answer(isSame: pcSaysSame, reply: &message)
    let pocketAgreeing = try pocketComparing.answer(isSame: pocketSaysSame, reply: &reply)
    try pass(7, &message)
    let pocketEnd = try pocketAgreeing.receive(message)
    pocketBook.keepPaired(pocketEnd.peer)
    try pass(8, &reply)
    let pcEnd = try pcAgreeing.receive(reply)
    pcBook.keepPaired(pcEnd.peer)
    return Ends(pc: pcEnd, pocket: pocketEnd)
  }

  private func pass(_ number: Int, _ message: inout [UInt8]) throws {
    if number == cut { throw LineCut() }
    alter(number, &message)
  }
}
