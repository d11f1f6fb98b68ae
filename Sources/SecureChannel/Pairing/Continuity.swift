import Crypto

/// What two paired ends hand on from session to session, so that a clone of either is found.
package struct Continuity: Sendable, Equatable {
  /// Sessions since pairing.
  package let sessions: UInt64
  /// The secret that both ends made in the newest of them, 32 bytes.
  package let secret: [UInt8]
  /// PC: made in a session of which nobody knows whether the pocket kept it.
  package let pending: [UInt8]?

  /// As stored; secrets are 32 bytes.
  package init(
    sessions: UInt64, secret: [UInt8], pending: [UInt8]? = nil
  ) throws(SecureChannelError) {
    for key in [secret] + (pending.map { [$0] } ?? []) {
      guard key.count == LabelledHash.lengthBytes else { throw .keyLength(bytes: key.count) }
    }
    self.init(sessions, secret, pending)
  }

  private init(_ sessions: UInt64, _ secret: [UInt8], _ pending: [UInt8]?) {
    self.sessions = sessions
    self.secret = secret
    self.pending = pending
  }

  /// The first one, of what both ends drew in pairing.
  init(pairedBy pc: [UInt8], and pocket: [UInt8], hash: [UInt8]) {
    let secret = LabelledHash.keyed(SymmetricKey(data: pc + pocket), "continuity", hash)
    self.init(0, secret, nil)
  }

  /// Shows in this session, and in no other, that its maker holds the secret.
  func proof(by end: End, hash: [UInt8]) -> [UInt8] {
    LabelledHash.keyed(SymmetricKey(data: secret), "goes on, \(end.rawValue)", hash)
  }

  /// The one that this claim continues: the newest, or the one that may have been kept.
  func matching(_ claim: Claim, hash: [UInt8]) -> Continuity? {
    var candidates = [Continuity(sessions, secret, nil)]
    if let pending { candidates.append(Continuity(sessions + 1, pending, nil)) }
    return candidates.first {
      $0.sessions == claim.sessions
        && LabelledHash.isEqual($0.proof(by: .pocket, hash: hash), claim.proof)
    }
  }

  /// What both ends make of it with fresh random bytes of both.
  func next(pc: [UInt8], pocket: [UInt8], hash: [UInt8]) -> Continuity {
    let made = LabelledHash.keyed(SymmetricKey(data: secret), "next session", hash, pc, pocket)
    return Continuity(sessions + 1, made, nil)
  }

  /// The same with a successor that the pocket may or may not keep.
  func awaiting(_ next: Continuity) -> Continuity { Continuity(sessions, secret, next.secret) }

  /// Which end of the cable.
  enum End: String {
    case pc
    case pocket
  }

  /// What the pocket says of its last session.
  struct Claim: Equatable {
    static let lengthBytes = 8 + LabelledHash.lengthBytes
    var sessions: UInt64
    var proof: [UInt8]

    var encoded: [UInt8] {
      (0..<8).map { UInt8(truncatingIfNeeded: sessions >> (8 * $0)) } + proof
    }

    init(sessions: UInt64, proof: [UInt8]) {
      self.sessions = sessions
      self.proof = proof
    }

    init(_ bytes: ArraySlice<UInt8>) {
      sessions = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      proof = Array(bytes.dropFirst(8))
    }
  }
}
