import GRDB
package import Gate
package import Records

extension FarmDatabase {
  /// What the gate looks at, gathered under one lock; the farm program waits that long.
  ///
  /// - Parameters:
  ///   - run: the run whose sessions count.
  ///   - asked: the newest change on pockets that were asked just now, by identity.
  package func evidence(
    run: RowID, asked: [RowID: UInt64], exceptions: [GateException]
  ) throws(FarmDatabaseError) -> GateEvidence {
    try write { db in
      let pockets = try Peers.all(db).filter { !$0.isRetired }.map { peer in
        try pocketEvidence(db, peer, run: run, asked: asked[peer.device])
      }
      let uncaptured = try tables.reduce(0) { total, table in
        total + (try Capture(table: table, commit: 0).count(db))
      }
      return GateEvidence(
        pockets: pockets,
        database: DatabaseEvidence(
          commit: try CommitChain.tail(db)!, commitAfterSessions: try ledger.newestCommit(of: run),
          uncapturedRows: uncaptured,
          blockingQuarantine: try count(
            db, "sync_quarantine WHERE blocks = 1 AND state = 'open'"),
          brokenForeignKeys: max(0, try count(db, "pragma_foreign_key_check") - knownBrokenKeys),
          integrityFaults: try String.fetchAll(db, sql: "PRAGMA quick_check(4)")
            .filter { $0 != "ok" }),
        exceptions: exceptions, milliseconds: surroundings.nowMilliseconds)
    }
  }

  private func pocketEvidence(
    _ db: Database, _ peer: Peer, run: RowID, asked: UInt64?
  ) throws -> PocketEvidence {
    let session = try ledger.newestSession(of: peer.device)
    let isOfRun = session.map { $0.run == run && $0.incarnation == peer.incarnation } ?? false
    return PocketEvidence(
      label: peer.label, finishedSession: isOfRun && session?.finished != nil,
      finishedMilliseconds: session?.finished, lastOnPocket: asked ?? session?.lastOnPocket,
      lastMerged: peer.mergedNumber,
      leftInInbox: try ledger.left(
        device: peer.device, incarnation: peer.incarnation, after: peer.mergedNumber))
  }

  private func count(_ db: Database, _ from: String) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM \(from)") ?? 0
  }
}
