import Crypto

@testable import SecureChannel

/// Two ends in one process; `alter` may change message 1, 2 or 3 on its way.
struct Handshake {
  var pattern = NoisePattern.xx
  var responderPattern: NoisePattern?
  var prologue: [UInt8] = [1, 2, 3]
  var responderPrologue: [UInt8]?
  var initiatorKey = StaticKey()
  var responderKey = StaticKey()
  var alter: (Int, inout [UInt8]) -> Void = { _, _ in }

  /// Both ends, standing.
  struct Ends: ~Copyable {
    var initiator: NoiseSession
    var responder: NoiseSession
  }

  func run() throws(SecureChannelError) -> Ends {
    var message: [UInt8] = []
    var payload: [UInt8] = []
    let awaiting = try NoiseInitiator(pattern: pattern, prologue: prologue, own: initiatorKey)
      .writeFirst(to: &message)
    alter(1, &message)
    let replying = try NoiseResponder(
      pattern: responderPattern ?? pattern, prologue: responderPrologue ?? prologue,
      own: responderKey
    ).readFirst(message, payload: &payload)
    message = []
    let answered = try replying.writeSecond(to: &message)
    alter(2, &message)
    let finishing = try awaiting.readSecond(message, payload: &payload)
    message = []
    let initiator = try finishing.writeThird(to: &message)
    alter(3, &message)
    let responder = try answered.readThird(message, payload: &payload)
    return Ends(initiator: initiator, responder: responder)
  }

  /// Why it failed; nil when it went through.
  func failure() -> SecureChannelError? {
    do throws(SecureChannelError) {
      _ = try run()
      return nil
    } catch { return error }
  }
}

let oneSecret = SymmetricKey(data: [UInt8](repeating: 7, count: 32))
let otherSecret = SymmetricKey(data: [UInt8](repeating: 8, count: 32))
