/// What a finished handshake leaves: one cipher a direction, and whom they lead to.
struct NoiseSession: ~Copyable {
  /// Seals what this end sends.
  var sealer: Sealer
  /// Opens what the other end sent.
  var opener: Opener
  /// The other end's static key, proven.
  let peer: PublicKey
  /// Binds both ends' whole handshake; equal at both ends and in no other session.
  let handshakeHash: [UInt8]
}
