package import Foundation
import SecureChannel

/// The keys as they stand in their file; bytes are base 64.
struct StoredKeys: Codable {
  private static let newestFormat = 1

  private struct Peer: Codable {
    var key: Data
    var id: Data
    var name: String
    var sessions: UInt64
    var secret: Data
    var pending: Data?
    var isRetired: Bool
  }

  private var format: Int
  private var secret: Data
  private var attempts: Int
  private var peers: [Peer]

  init(_ keys: Keys) {
    format = Self.newestFormat
    secret = Data(keys.own.secret)
    attempts = keys.book.attempts
    peers = keys.book.peers.map { peer in
      Peer(
        key: Data(peer.key.bytes), id: Data(peer.identity.id), name: peer.identity.name,
        sessions: peer.continuity.sessions, secret: Data(peer.continuity.secret),
        pending: peer.continuity.pending.map { Data($0) }, isRetired: peer.isRetired)
    }
  }

  /// Throws for another format and for what cannot be a key.
  func keys() throws -> Keys {
    guard format == Self.newestFormat else { throw SecureChannelError.malformed }
    let known = try peers.map { peer in
      KnownPeer(
        key: try PublicKey(bytes: Array(peer.key)),
        identity: try EndIdentity(id: Array(peer.id), name: peer.name),
        continuity: try Continuity(
          sessions: peer.sessions, secret: Array(peer.secret), pending: peer.pending.map(Array.init)
        ),
        isRetired: peer.isRetired)
    }
    return Keys(
      own: try StaticKey(secret: Array(secret)), book: PeerBook(peers: known, attempts: attempts))
  }
}

extension Keys {
  /// As they stand in a file; nil where these bytes are no keys.
  package init?(stored bytes: Data) {
    guard let stored = try? JSONDecoder().decode(StoredKeys.self, from: bytes),
      let keys = try? stored.keys()
    else { return nil }
    self = keys
  }

  /// The bytes of their file.
  package var stored: Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    guard let bytes = try? encoder.encode(StoredKeys(self)) else {
      preconditionFailure("keys that cannot be encoded")
    }
    return bytes
  }
}
