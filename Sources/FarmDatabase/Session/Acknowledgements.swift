import GRDB
import Records

/// Ack 2 of one log, in both of its meanings.
struct Acknowledgements: Sendable, Hashable {
  /// The newest change that a verified, complete copy holds.
  var safe: UInt64
  /// The newest change that every copy holds which the database could be set back to.
  var prune: UInt64
}

extension FarmDatabase {
  /// What the copies hold of a pocket's log; copies that are not of this chain hold nothing.
  ///
  /// Where the list of copies was lost, nobody knows what one could be set back to: 0 for both.
  func acknowledgements(_ db: Database, _ peer: Peer) throws -> Acknowledgements {
    let isOfChain = { (commit: CommitStamp) throws in
      try CommitChain.stamp(db, at: commit.sequence) == commit
    }
    let newest = try ledger.copiedCommits(safeOnly: true).last(where: isOfChain)
    let safe = try newest.map { try number(db, of: peer, at: $0.sequence) } ?? 0
    guard guards.contains(.ack2) else {
      return Acknowledgements(safe: safe, prune: peer.mergedNumber)
    }
    // One can go back to a partial copy as well, and to one in a plain folder.
    let oldest = try ledger.copiedCommits(safeOnly: false).first(where: isOfChain)
    let prune = try oldest.map { try number(db, of: peer, at: $0.sequence) } ?? 0
    return Acknowledgements(safe: safe, prune: min(safe, prune))
  }

  /// The newest change of the log that commit `sequence` holds.
  private func number(_ db: Database, of peer: Peer, at sequence: UInt64) throws -> UInt64 {
    // A cursor that moved without a commit of its own may be newer than a copy of that very commit.
    if let merged = peer.mergedSequence, merged < sequence { return peer.mergedNumber }
    let number = try Int64.fetchOne(
      db,
      sql: """
        SELECT max(number) FROM sync_commit WHERE device = ? AND incarnation = ? AND seq <= ?
        """,
      arguments: [peer.device, Int64(bitPattern: peer.incarnation), Int64(sequence)])
    return UInt64(number ?? 0)
  }
}
