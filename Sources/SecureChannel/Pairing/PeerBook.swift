/// The other end, as it is kept after pairing.
package struct KnownPeer: Sendable, Equatable {
  /// Proves the peer; nothing else does.
  package var key: PublicKey
  /// As the peer called itself when it was paired.
  package var identity: EndIdentity
  /// Where the last session ended.
  package var continuity: Continuity
  /// A retired peer is refused by name.
  package var isRetired: Bool

  /// As stored.
  package init(
    key: PublicKey, identity: EndIdentity, continuity: Continuity, isRetired: Bool = false
  ) {
    self.key = key
    self.identity = identity
    self.continuity = continuity
    self.isRetired = isRetired
  }
}

/// Everyone this end was paired with; a value that the caller loads and stores.
package struct PeerBook: Sendable, Equatable {
  /// So many pairings that came to nothing, then it takes new keys.
  package static let maximumAttempts = 3

  /// The peers, each key once.
  package private(set) var peers: [KnownPeer] = []
  /// Pairings begun since the last one that succeeded.
  package private(set) var attempts = 0

  /// A book without peers.
  package init() {}

  /// As stored; of two with one key the later stays.
  package init(peers: [KnownPeer], attempts: Int) {
    for peer in peers { keep(peer) }
    self.attempts = attempts
  }

  /// Adds a peer or brings what is kept of it up to date.
  package mutating func keep(_ peer: KnownPeer) {
    if let index = peers.firstIndex(where: { $0.key == peer.key }) {
      peers[index] = peer
    } else {
      peers.append(peer)
    }
  }

  /// Adds the peer of a pairing that succeeded.
  package mutating func keepPaired(_ peer: KnownPeer) {
    keep(peer)
    attempts = 0
  }

  /// Refuses the peer from now on, until it is paired again.
  package mutating func retire(_ key: PublicKey) {
    guard let index = peers.firstIndex(where: { $0.key == key }) else { return }
    peers[index].isRetired = true
  }

  /// Knows nobody of this name any more.
  package mutating func forget(named name: String) {
    peers.removeAll { $0.identity.name == name }
  }

  /// Counts a pairing, to be stored before its digits are shown.
  package mutating func noteAttempt() {
    // Who is between the ends knows both digits and cuts the line where they differ.
    attempts += 1
  }

  /// The peer with this key, if it is one; refuses what contradicts the book.
  package func judge(
    key: PublicKey, identity: EndIdentity, isPairing: Bool, inSession: Set<PublicKey> = []
  ) throws(SecureChannelError) -> KnownPeer? {
    guard let peer = peers.first(where: { $0.key == key }) else {
      let namesake = peers.first { $0.identity.id == identity.id && !$0.isRetired }
      if let namesake { throw .keyChanged(name: namesake.identity.name) }
      return nil
    }
    let name = peer.identity.name
    if peer.identity.id != identity.id { throw .identityChanged(name: name) }
    if inSession.contains(key) { throw .alreadyInSession(name: name) }
    // Who was retired comes back as a stranger does: by pairing.
    guard peer.isRetired else { return peer }
    guard isPairing else { throw .retired(name: name) }
    return nil
  }

  func requireFewAttempts() throws(SecureChannelError) {
    if attempts >= Self.maximumAttempts { throw .tooManyAttempts(count: attempts) }
  }
}
