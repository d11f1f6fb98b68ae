import GRDB
package import Records

/// What `status` and the certificate tell of one pocket.
package struct PocketStatus: Sendable, Hashable {
  /// The pocket.
  package var peer: Peer
  /// Its newest session, good or not; nil for never.
  package var newest: SessionEntry?
  /// Its newest session that ended well.
  package var newestGood: SessionEntry?
  /// When its newest change was merged: milliseconds since 1970; nil for never.
  package var mergedMilliseconds: UInt64?
  /// Its sessions that ended well, as far as the ledger knows.
  package var sessions: Int
  /// Its newest merged change that a complete verified copy holds; 0 for none.
  package var safeNumber: UInt64
}

/// A row of a table count.
package struct TableCount: Sendable, Hashable {
  /// The table.
  package var table: String
  /// Its rows.
  package var rows: Int
}

extension FarmDatabase {
  /// Every pocket, retired ones too, in the order of their registration.
  package func pockets() throws(FarmDatabaseError) -> [PocketStatus] {
    let peers = try read { db in
      try Peers.all(db).map { peer in
        (
          peer: peer, safeNumber: try acknowledgements(db, peer).safe,
          merged: try peer.mergedSequence.flatMap { try CommitChain.wall(db, at: $0) }
        )
      }
    }
    var pockets: [PocketStatus] = []
    for (peer, safeNumber, merged) in peers {
      pockets.append(
        PocketStatus(
          peer: peer, newest: try ledger.newestSession(of: peer.device),
          newestGood: try ledger.newestSession(of: peer.device, finished: true),
          mergedMilliseconds: merged, sessions: try ledger.finishedSessions(of: peer.device),
          safeNumber: safeNumber))
    }
    return pockets
  }

  /// Rows of each table that takes part, in the schema's order.
  package func counts() throws(FarmDatabaseError) -> [TableCount] {
    try read { db in
      try tables.map { table in
        TableCount(
          table: table.name,
          rows: try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table.sql)") ?? 0)
      }
    }
  }

  /// Conflicts and quarantined changes that nobody has decided yet.
  package func openReviews() throws(FarmDatabaseError) -> (conflicts: Int, quarantined: Int) {
    try read { db in try OpenReviews.count(db) }
  }

  /// The newest commit of the chain.
  package func tail() throws(FarmDatabaseError) -> CommitStamp {
    try read { db in try CommitChain.tail(db)! }
  }

  /// Commits after `sequence`, oldest first, at most `commitLimit`.
  package func commits(after sequence: UInt64) throws(FarmDatabaseError) -> [CommitStamp] {
    try read { db in try CommitChain.after(db, sequence, limit: Self.commitLimit) }
  }

  /// Retires a pocket by name: it no longer closes the gate. False where none has that name.
  package func retire(label: String, reason: String) throws(FarmDatabaseError) -> Bool {
    try write { db in
      try db.execute(
        sql: """
          UPDATE sync_peer SET retired = ?, retired_reason = ? WHERE label = ? AND retired IS NULL
          """, arguments: [Int64(surroundings.nowMilliseconds), reason, label])
      return db.changesCount > 0
    }
  }
}
