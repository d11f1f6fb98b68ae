package import SecureChannel

/// The lasting keys of one end and everyone it was paired with, where they are durable.
package protocol KeyRing {
  /// The keys as they stand; made where there were none.
  func keys() throws(KeyFileError) -> Keys
  /// Changes who is known; on the disk when it returns.
  func change(_ body: (inout PeerBook) -> Void) throws(KeyFileError)
  /// A channel of the PC has these keys; message 1 names it. Nothing is kept but where asked for.
  func note(_ secrets: ChannelSecrets, firstMessage: [UInt8]) throws(KeyFileError)
}

extension KeyRing {
  /// Nobody asked for the keys.
  package func note(_ secrets: ChannelSecrets, firstMessage: [UInt8]) {}
}

/// What one end is and whom it knows.
package struct Keys: Sendable {
  /// Who holds it is this end.
  package var own: StaticKey
  /// Everyone it was paired with.
  package var book: PeerBook

  /// Takes both as they stand.
  package init(own: StaticKey, book: PeerBook) {
    self.own = own
    self.book = book
  }
}
