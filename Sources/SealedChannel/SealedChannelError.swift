package import LinkChannel
package import SecureChannel

/// Why a sealed channel did not come to be, or ended; facts only.
package enum SealedChannelError: Error, Sendable, Hashable, Codable {
  /// The line below failed.
  case line(MessageChannelError)
  /// The secure channel refused the other end, or what it sent.
  case refused(SecureChannelError)
  /// The keys of this end.
  case keys(KeyFileError)
  /// The other end said nothing although it was its turn in the handshake.
  case silent(milliseconds: Int)
  /// The other end sent a longer message than there are; nothing of it was kept.
  case messageTooLong(limitBytes: Int)
  /// A part of a message that is not the last one is not full.
  case partNotFull(bytes: Int)
}

/// Why the keys of this end cannot be read or kept.
package enum KeyFileError: Error, Sendable, Hashable, Codable {
  /// A system call failed.
  case system(call: String, path: String, errno: Int32)
  /// Others than its owner may read or change the file.
  case exposed(path: String, mode: UInt32)
  /// What stands in the file are no keys; it is left as it is.
  case unreadable(path: String)
}
