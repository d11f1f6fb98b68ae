import GRDB
package import Records

/// How a pocket introduces itself, as far as the database has to know.
package struct PocketFacts: Sendable, Hashable {
  /// Its identity.
  package var device: RowID
  /// The name its user gave it.
  package var label: String
  /// Its log.
  package var incarnation: UInt64
  /// The newest change on it; 0 for none.
  package var lastNumber: UInt64
  /// The oldest change still kept on it; one more than the newest where none is.
  package var firstNumber: UInt64
  /// Nonces of its newest changes, by number.
  package var recentNonces: [UInt64: UInt64]
  /// The farm database it last met; nil for none.
  package var hub: RowID?
  /// The newest commits that it knows, oldest first.
  package var commits: [CommitStamp]
  /// Where its feed stands.
  package var cursor: FeedCursor
  /// Its clock less the PC's, milliseconds.
  package var clockSkewMilliseconds: Int64

  /// Takes everything as it stands.
  package init(
    device: RowID, label: String, incarnation: UInt64, lastNumber: UInt64, firstNumber: UInt64,
    recentNonces: [UInt64: UInt64], hub: RowID?, commits: [CommitStamp], cursor: FeedCursor,
    clockSkewMilliseconds: Int64
  ) {
    self.device = device
    self.label = label
    self.incarnation = incarnation
    self.lastNumber = lastNumber
    self.firstNumber = firstNumber
    self.recentNonces = recentNonces
    self.hub = hub
    self.commits = commits
    self.cursor = cursor
    self.clockSkewMilliseconds = clockSkewMilliseconds
  }
}

/// What the PC answers to an introduction.
package struct SessionOpening: Sendable, Hashable {
  /// The pocket as the PC knows it now; its incarnation may be a new one.
  package var peer: Peer
  /// True where the pocket met this database for the first time.
  package var isNew: Bool
  /// True where the pocket was set back or cloned and must start a new log.
  package var isSetBack: Bool
  /// True, once, where two pockets are docked under one identity.
  package var areTwins: Bool
  /// The newest change that the inbox holds without a gap; never below the merged one.
  package var receivedNumber: UInt64
  /// The nonce of that change; 0 for none.
  package var receivedNonce: UInt64
  /// The commit that holds the newest merged change; nil for none.
  package var mergedCommit: CommitStamp?
  /// Ack 2: the newest change that a verified, complete copy holds.
  package var safeNumber: UInt64
  /// The newest change that every copy holds which the database could be set back to.
  package var pruneNumber: UInt64
  /// The last commit that both know; 0 for none.
  package var common: UInt64
  /// Commits after it, oldest first, at most `commitLimit`.
  package var commits: [CommitStamp]
  /// Where the feed goes on.
  package var cursor: FeedCursor
  /// What the pocket knows and this database does not; nil where nothing was lost.
  package var branch: LostBranch?
}

extension FarmDatabase {
  /// How many commits are told to a pocket that knows none of ours.
  package static let commitLimit = 4096

  /// Takes note of a session and says where both sides stand.
  ///
  /// A session that only delivers acknowledgements (`isEvidence` false) proves nothing to the gate.
  package func open(
    session: RowID, run: RowID, pocket: PocketFacts, isEvidence: Bool = true
  ) throws(FarmDatabaseError) -> SessionOpening {
    var opening = try note(pocket)
    if !opening.isSetBack {
      let received = try ledger.received(
        from: pocket, incarnation: opening.peer.incarnation, after: opening.peer)
      (opening.receivedNumber, opening.receivedNonce) = received
    }
    // Whatever proved this pocket before is void where it holds what this database lost.
    if isEvidence || opening.branch != nil {
      try ledger.begin(
        session: session, run: run, pocket: pocket, incarnation: opening.peer.incarnation)
    }
    return opening
  }

  private func note(_ pocket: PocketFacts) throws(FarmDatabaseError) -> SessionOpening {
    try write { db in
      let prefix = try CommonPrefix(db, pocket, hub: hub, guards: guards)
      let known = try Peers.find(db, pocket.device)
      let log = try Peers.log(db, pocket.incarnation)
      let setBack = isSetBack(pocket, log)
      let incarnation = setBack ? surroundings.random() | 1 : pocket.incarnation
      try Peers.note(
        db, pocket, incarnation: incarnation, known: known,
        milliseconds: surroundings.nowMilliseconds)
      // A log that goes on although the pocket used another one since: there are two of them.
      let isBack = !setBack && log != nil && known.map { $0.incarnation != incarnation } ?? false
      let peer = try Peers.find(db, pocket.device)!
      let acks = try acknowledgements(db, peer)
      return SessionOpening(
        peer: peer, isNew: known == nil, isSetBack: setBack,
        areTwins: try isBack && Peers.noteTwins(db, pocket.device),
        receivedNumber: peer.mergedNumber, receivedNonce: peer.mergedNonce,
        mergedCommit: try peer.mergedSequence.flatMap { try CommitChain.stamp(db, at: $0) },
        safeNumber: acks.safe, pruneNumber: acks.prune, common: prefix.common,
        commits: try CommitChain.after(db, prefix.common, limit: Self.commitLimit),
        cursor: prefix.cursor, branch: prefix.branch)
    }
  }

  /// A session ended well: the pocket has taken the feed and `lastNumber` was its newest change.
  package func close(session: RowID, lastNumber: UInt64) throws(FarmDatabaseError) {
    try ledger.finish(session: session, commit: try tail(), lastNumber: lastNumber)
  }

  /// True where the log does not go on from the newest change that a commit holds: its pocket was
  /// set back or cloned, or it dropped changes that this database never had.
  private func isSetBack(_ pocket: PocketFacts, _ log: PeerLog?) -> Bool {
    guard let log else { return pocket.firstNumber > 1 }
    if pocket.firstNumber > log.mergedNumber + 1 || pocket.lastNumber < log.mergedNumber {
      return true
    }
    guard guards.contains(.nonces) else { return false }
    // A nonce that is no longer listed proves nothing; taking all again changes nothing either.
    return log.device != pocket.device
      || pocket.recentNonces[log.mergedNumber] != log.mergedNonce
  }
}
