/// What a finished handshake leaves: one cipher a direction, and whom they lead to.
package struct NoiseSession: ~Copyable {
  /// Seals what this end sends.
  package var sealer: Sealer
  /// Opens what the other end sent.
  package var opener: Opener
  /// The other end's static key, proven.
  package let peer: PublicKey
  /// Binds both ends' whole handshake; equal at both ends and in no other session.
  package let handshakeHash: [UInt8]
}
