/// Why the secure channel refused something; facts only. After any of them the channel is void.
package enum SecureChannelError: Error, Sendable, Hashable {
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
}
