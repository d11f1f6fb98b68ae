/// The end that is spoken to, before the first message; each step consumes the one before.
package struct NoiseResponder: ~Copyable {
  private var state: HandshakeState

  /// Awaits a handshake; the prologue must be the same at both ends.
  package init(pattern: NoisePattern, prologue: [UInt8], own: StaticKey) {
    self.init(pattern: pattern, prologue: prologue, own: own, ephemeral: StaticKey())
  }

  init(pattern: NoisePattern, prologue: [UInt8], own: StaticKey, ephemeral: StaticKey) {
    state = HandshakeState(
      pattern: pattern, prologue: prologue, own: own, ephemeral: ephemeral)
  }

  /// Takes the first message and gives its payload, which nobody has proven yet.
  package consuming func readFirst(
    _ message: [UInt8], payload: inout [UInt8]
  ) throws(SecureChannelError) -> NoiseResponderReplying {
    try HandshakeState.require(
      message, atLeastBytes: HandshakeLayout.firstBytes(state.pattern))
    var rest = message[...]
    try state.readEphemeral(&rest)
    payload = try state.readPayload(rest)
    return NoiseResponderReplying(state: state)
  }
}

/// The end that is spoken to, before its answer.
package struct NoiseResponderReplying: ~Copyable {
  private var state: HandshakeState

  init(state: consuming HandshakeState) { self.state = state }

  /// Appends the answer; only who holds the initiator's ephemeral key can read its payload.
  package consuming func writeSecond(
    payload: [UInt8] = [], to message: inout [UInt8]
  ) throws(SecureChannelError) -> NoiseResponderAwaiting {
    try HandshakeState.require(payload: payload, besideBytes: HandshakeLayout.secondBytes)
    state.writeEphemeral(to: &message)
    try state.mixEphemerals()
    try state.writeStatic(to: &message)
    try state.mixOwnWithRemoteEphemeral()
    try state.write(payload: payload, to: &message)
    return NoiseResponderAwaiting(state: state)
  }
}

/// The end that is spoken to, while it waits for the last message.
package struct NoiseResponderAwaiting: ~Copyable {
  private var state: HandshakeState

  init(state: consuming HandshakeState) { self.state = state }

  /// Takes the last message and gives its payload; the initiator is proven and the channel stands.
  package consuming func readThird(
    _ message: [UInt8], payload: inout [UInt8]
  ) throws(SecureChannelError) -> NoiseSession {
    try HandshakeState.require(message, atLeastBytes: HandshakeLayout.thirdBytes)
    var rest = message[...]
    try state.readStatic(&rest)
    try state.mixEphemeralWithRemote()
    state.mixSharedSecret()
    payload = try state.readPayload(rest)
    return state.finish(isInitiator: false)
  }
}
