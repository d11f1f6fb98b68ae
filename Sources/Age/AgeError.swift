/// Why an age file was not opened or a key not taken; facts only.
package enum AgeError: Error, Sendable, Hashable {
  /// The header does not have the form that version 1 demands.
  case header(HeaderFault)
  /// A passphrase's stanza asks for more work than the limit, 2 to these powers.
  case workFactorOverLimit(exponent: Int, limitExponent: Int)
  /// None of the keys opens one of the stanzas: another key, or the wrong passphrase.
  case noMatch
  /// The file key is right and the header was changed.
  case wrongHeaderMAC
  /// The payload does not open from this chunk on, counted from 0.
  case payload(PayloadFault, chunk: UInt64)
  /// The text is no key of this kind.
  case malformedKey
  /// Without a passphrase nothing can be sealed or opened.
  case emptyPassphrase
  /// The machine has not the memory that the passphrase's work factor takes.
  case passphraseNotDerived(exponent: Int)
  /// The armor is not the strict form.
  case armor(ArmorFault)
}

/// What is wrong with a header.
package enum HeaderFault: Sendable, Hashable {
  /// The first line is not that of version 1.
  case version
  /// The file ends within the header.
  case truncated
  /// No end within the limit.
  case tooLong(limitBytes: Int)
  /// A line that is no stanza, no body and no end.
  case line
  /// No stanza before the end.
  case noStanza
  /// Base 64 that is not canonical, or is padded.
  case base64
  /// Arguments or body of a known kind of stanza.
  case stanza
  /// A passphrase's stanza beside another one.
  case scryptNotAlone
  /// A share that leads to a known secret.
  case weakShare
}

/// What is wrong with a payload.
package enum PayloadFault: Sendable, Hashable {
  /// The file ends before its last chunk, or within a tag.
  case truncated
  /// Something follows the last chunk.
  case trailing
  /// A chunk was changed or moved.
  case notAuthentic
  /// An empty last chunk after others.
  case emptyLastChunk
}

/// What is wrong with an armor.
package enum ArmorFault: Sendable, Hashable {
  /// No first line, or no last one.
  case frame
  /// A line of another length, or with other characters.
  case line
  /// Something other than white space around it.
  case surroundings
}
