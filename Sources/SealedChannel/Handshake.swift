import LinkChannel
package import SecureChannel

/// One end's messages of the handshake on the line, and its keys kept in their order.
struct Handshake {
  /// How long the other end may be silent when it is its turn.
  static let answerMilliseconds = 12_000
  /// How long a person may take to compare the digits.
  static let personMilliseconds = 180_000

  let line: MessageChannel
  let ring: any KeyRing

  func send(_ message: [UInt8]) throws(SealedChannelError) {
    do throws(MessageChannelError) {
      try line.send(message, timeoutMilliseconds: Self.answerMilliseconds)
    } catch { throw .line(error) }
  }

  func receive() throws(SealedChannelError) -> [UInt8] {
    guard let message = try line.next(Self.answerMilliseconds) else {
      throw .silent(milliseconds: Self.answerMilliseconds)
    }
    return message
  }

  /// Lets two persons compare the digits and tells each what the other said.
  func compare(_ comparing: consuming Comparing, _ ask: AskPerson) throws -> OpenChannel {
    var isSame = true
    if let digits = comparing.digits {
      // Whoever is between the ends knows both digits and can cut here.
      try ring.change { $0.noteAttempt() }
      let name = comparing.identity
      isSame = line.keepAlive { ask(digits, name) }
    }
    var reply: [UInt8] = []
    let agreeing = try comparing.answer(isSame: isSame, reply: &reply)
    try send(reply)
    // Who does not answer has not agreed.
    guard let answer = try line.next(Self.personMilliseconds) else {
      throw SecureChannelError.digitsDiffer(saidHere: false)
    }
    return try agreeing.receive(answer)
  }

  /// Runs a handshake; what its layers throw becomes one error.
  static func run(
    _ body: () throws -> SealedChannel
  ) throws(SealedChannelError) -> SealedChannel {
    do { return try body() } catch let error as SealedChannelError {
      throw error
    } catch let error as SecureChannelError {
      throw .refused(error)
    } catch let error as KeyFileError {
      throw .keys(error)
    } catch { preconditionFailure("\(error)") }
  }
}

/// Shows a person the digits and who asks; true where the other end shows the same ones.
package typealias AskPerson = (PairingDigits, EndIdentity) -> Bool
