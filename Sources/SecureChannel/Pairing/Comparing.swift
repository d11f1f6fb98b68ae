/// Pairing, when a person at each end is to compare the digits.
package struct Comparing: ~Copyable {
  private var settling: Settling
  private let continuity: Continuity
  /// To be shown; nil where a printed key has proven both ends and nobody needs to look.
  package let digits: PairingDigits?

  init(settling: consuming Settling, pc: [UInt8], pocket: [UInt8]) {
    let hash = settling.hash
    continuity = Continuity(pairedBy: pc, and: pocket, hash: hash)
    digits =
      settling.hasPrintedKey ? nil : PairingDigits(hash: hash, pc: pc, pocket: pocket)
    self.settling = settling
  }

  /// Who asks to be paired.
  package var identity: EndIdentity { settling.identity }

  /// The person's answer, to be sent also when it is no.
  package consuming func answer(
    isSame: Bool, reply: inout [UInt8]
  ) throws(SecureChannelError) -> Agreeing {
    try settling.send([isSame ? 1 : 0], in: &reply)
    return Agreeing(settling: settling, continuity: continuity, saidYes: isSame)
  }
}

/// Pairing, while the other person's answer is awaited.
package struct Agreeing: ~Copyable {
  private var settling: Settling
  private let continuity: Continuity
  private let saidYes: Bool

  init(settling: consuming Settling, continuity: Continuity, saidYes: Bool) {
    self.settling = settling
    self.continuity = continuity
    self.saidYes = saidYes
  }

  /// Takes the other answer; the peer of the open channel is the one to keep.
  package consuming func receive(
    _ message: [UInt8]
  ) throws(SecureChannelError) -> OpenChannel {
    let answer = try settling.receive(message, exactBytes: 1)
    guard saidYes else { throw .digitsDiffer(saidHere: true) }
    guard answer == [1] else { throw .digitsDiffer(saidHere: false) }
    return settling.open(continuity)
  }
}
