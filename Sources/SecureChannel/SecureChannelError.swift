/// Why the secure channel refused something; facts only. After any of them the channel is void.
package enum SecureChannelError: Error, Sendable, Hashable, Codable {
  /// A message above the limit was to be sent or came.
  case messageTooLong(bytes: Int, limitBytes: Int)
  /// A message is shorter than the least that its place in the handshake takes.
  case messageTooShort(bytes: Int, leastBytes: Int)
  /// A message was altered, repeated, left out, out of turn, or is under other keys.
  case notAuthentic
  /// The other side sent a public key that leads to a known secret.
  case weakKey
  /// The last number of a direction was used.
  case numbersExhausted
  /// The direction ended with an earlier error.
  case ended
  /// Bytes that are to be a key are of another length.
  case keyLength(bytes: Int)

  /// The first bytes are no offer of this channel: data came before the handshake.
  case noOffer
  /// No version is spoken by both.
  case versionMismatch(lowest: UInt8, highest: UInt8)
  /// The pocket chose less than both can do: somebody changed the offer.
  case downgraded(chosen: UInt8, possible: UInt8)
  /// The PC offers a way of pairing that this pocket has not.
  case wayNotKnown
  /// An authentic message does not have the form that its place asks for.
  case malformed
  /// A name above the limit.
  case nameTooLong(bytes: Int, limitBytes: Int)

  /// One side does not know the other, and not both are pairing.
  case notPaired(isKnownHere: Bool, isKnownThere: Bool)
  /// The peer that goes by this name and identity has another key than the one kept.
  case keyChanged(name: String)
  /// The key of the peer kept by this name came with another identity.
  case identityChanged(name: String)
  /// The peer was retired here.
  case retired(name: String)
  /// The peer is in another session at this moment.
  case alreadyInSession(name: String)
  /// The peer does not go on where its last session ended: a clone, or one end was set back.
  case notContinued(name: String, sessionsHere: UInt64, sessionsThere: UInt64)
  /// What was opened in pairing is not what was committed to.
  case commitmentBroken
  /// A person saw other digits at one of the two ends, or said no.
  case digitsDiffer(saidHere: Bool)
  /// So many pairings came to nothing in a row; it takes new keys to go on.
  case tooManyAttempts(count: Int)
}
