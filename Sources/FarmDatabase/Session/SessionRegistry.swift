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
  /// The newest change that the inbox holds without a gap; never below the merged one.
  package var receivedNumber: UInt64
  /// The commit that holds the newest merged change; nil for none.
  package var mergedCommit: CommitStamp?
  /// Ack 2: the newest change that a verified, complete copy holds.
  package var safeNumber: UInt64
  /// The last commit that both know; 0 for none.
  package var common: UInt64
  /// Commits after it, oldest first, at most `commitLimit`.
  package var commits: [CommitStamp]
  /// Where the feed goes on.
  package var cursor: FeedCursor
}

extension FarmDatabase {
  /// How many commits are told to a pocket that knows none of ours.
  package static let commitLimit = 4096

  /// Takes note of a session and says where both sides stand; refuses a forked history.
  ///
  /// A session that only delivers acknowledgements (`isEvidence` false) proves nothing to the gate.
  package func open(
    session: RowID, run: RowID, pocket: PocketFacts, isEvidence: Bool = true
  ) throws(FarmDatabaseError) -> SessionOpening {
    do throws(FarmDatabaseError) {
      let opening = try note(pocket)
      if isEvidence { try begin(session, run, pocket, opening.peer.incarnation) }
      return opening
    } catch {
      // Whatever proved this pocket before is void: it holds what this database lost.
      if case .historyForked = error { try begin(session, run, pocket, pocket.incarnation) }
      throw error
    }
  }

  private func begin(
    _ session: RowID, _ run: RowID, _ pocket: PocketFacts, _ incarnation: UInt64
  ) throws(FarmDatabaseError) {
    try ledger.begin(session: session, run: run, pocket: pocket, incarnation: incarnation)
  }

  private func note(_ pocket: PocketFacts) throws(FarmDatabaseError) -> SessionOpening {
    var opening = try write { db in
      let common = try commonSequence(db, pocket)
      let known = try Peers.find(db, pocket.device)
      let setBack = Self.isSetBack(pocket, known)
      let incarnation = setBack ? surroundings.random() | 1 : pocket.incarnation
      try Peers.note(
        db, pocket, incarnation: incarnation, known: known,
        milliseconds: surroundings.nowMilliseconds)
      let peer = try Peers.find(db, pocket.device)!
      return SessionOpening(
        peer: peer, isNew: known == nil, isSetBack: setBack, receivedNumber: peer.mergedNumber,
        mergedCommit: try peer.mergedSequence.flatMap { try CommitChain.stamp(db, at: $0) },
        safeNumber: try safeNumber(db, peer), common: common,
        commits: try CommitChain.after(db, common, limit: Self.commitLimit),
        cursor: pocket.hub == hub ? pocket.cursor : .start)
    }
    if !opening.isSetBack {
      opening.receivedNumber = try ledger.received(
        from: pocket, incarnation: opening.peer.incarnation, after: opening.peer.mergedNumber)
    }
    return opening
  }

  /// A session ended well: the pocket has taken the feed and `lastNumber` was its newest change.
  package func close(session: RowID, lastNumber: UInt64) throws(FarmDatabaseError) {
    try ledger.finish(session: session, commit: try tail(), lastNumber: lastNumber)
  }

  /// A pocket that knows a commit of this farm which the chain has not: ours was set back.
  private func commonSequence(_ db: Database, _ pocket: PocketFacts) throws -> UInt64 {
    guard pocket.hub == hub, !pocket.commits.isEmpty else { return 0 }
    var common: UInt64 = 0
    for stamp in pocket.commits.sorted(by: { $0.sequence < $1.sequence }) {
      guard try CommitChain.stamp(db, at: stamp.sequence) == stamp else {
        throw FarmDatabaseError.historyForked(pocket: stamp, common: common)
      }
      common = stamp.sequence
    }
    return common
  }

  /// True where the log does not go on from the newest change that a commit holds: its pocket was
  /// set back or cloned, or it dropped changes that this database never had.
  private static func isSetBack(_ pocket: PocketFacts, _ known: Peer?) -> Bool {
    guard let peer = known, peer.incarnation == pocket.incarnation, peer.mergedNumber > 0 else {
      return pocket.firstNumber > 1
    }
    // A nonce that is no longer listed proves nothing; taking all again changes nothing either.
    return pocket.firstNumber > peer.mergedNumber + 1
      || pocket.recentNonces[peer.mergedNumber] != peer.mergedNonce
  }

  /// The newest change of the log in the newest complete copy that is of this chain.
  func safeNumber(_ db: Database, _ peer: Peer) throws -> UInt64 {
    for commit in try ledger.completeCommits() {
      guard try CommitChain.stamp(db, at: commit.sequence) == commit else { continue }
      let number = try Int64.fetchOne(
        db,
        sql: """
          SELECT max(number) FROM sync_commit WHERE device = ? AND incarnation = ? AND seq <= ?
          """,
        arguments: [
          peer.device, Int64(bitPattern: peer.incarnation), Int64(commit.sequence),
        ])
      return UInt64(number ?? 0)
    }
    return 0
  }
}
