/// The end that speaks first, before its first message; each step consumes the one before.
package struct NoiseInitiator: ~Copyable {
  private var state: HandshakeState

  /// Begins a handshake; the prologue must be the same at both ends.
  package init(pattern: NoisePattern, prologue: [UInt8], own: StaticKey) {
    self.init(pattern: pattern, prologue: prologue, own: own, ephemeral: StaticKey())
  }

  init(pattern: NoisePattern, prologue: [UInt8], own: StaticKey, ephemeral: StaticKey) {
    state = HandshakeState(
      pattern: pattern, prologue: prologue, own: own, ephemeral: ephemeral)
  }

  /// Appends the first message; in `xx` anyone can read its payload.
  package consuming func writeFirst(
    payload: [UInt8] = [], to message: inout [UInt8]
  ) throws(SecureChannelError) -> NoiseInitiatorAwaiting {
    try HandshakeState.require(
      payload: payload, besideBytes: HandshakeLayout.firstBytes(state.pattern))
    state.writeEphemeral(to: &message)
    try state.write(payload: payload, to: &message)
    return NoiseInitiatorAwaiting(state: state)
  }
}

/// The end that spoke first, while it waits for the answer.
package struct NoiseInitiatorAwaiting: ~Copyable {
  private var state: HandshakeState

  init(state: consuming HandshakeState) { self.state = state }

  /// Takes the answer and gives its payload; the responder is proven by then.
  package consuming func readSecond(
    _ message: [UInt8], payload: inout [UInt8]
  ) throws(SecureChannelError) -> NoiseInitiatorFinishing {
    try HandshakeState.require(message, atLeastBytes: HandshakeLayout.secondBytes)
    var rest = message[...]
    try state.readEphemeral(&rest)
    try state.mixEphemerals()
    try state.readStatic(&rest)
    try state.mixEphemeralWithRemote()
    payload = try state.readPayload(rest)
    return NoiseInitiatorFinishing(state: state)
  }
}

/// The end that spoke first, before its last message.
package struct NoiseInitiatorFinishing: ~Copyable {
  private var state: HandshakeState

  init(state: consuming HandshakeState) { self.state = state }

  /// The responder's static key, proven.
  var peer: PublicKey? { state.remote }

  /// Appends the last message; the channel stands.
  package consuming func writeThird(
    payload: [UInt8] = [], to message: inout [UInt8]
  ) throws(SecureChannelError) -> NoiseSession {
    try HandshakeState.require(payload: payload, besideBytes: HandshakeLayout.thirdBytes)
    try state.writeStatic(to: &message)
    try state.mixOwnWithRemoteEphemeral()
    state.mixSharedSecret()
    try state.write(payload: payload, to: &message)
    return state.finish(isInitiator: true)
  }
}
