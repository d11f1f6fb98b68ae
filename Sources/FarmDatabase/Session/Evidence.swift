package import Gate
import GRDB
package import Records

extension FarmDatabase {
  /// What the gate looks at, gathered under one lock; the farm program waits that long.
  ///
  /// - Parameters:
  ///   - run: the run whose sessions count.
  ///   - asked: the newest change on pockets that were asked just now, by identity.
  ///   - leftInInbox: changes received and not merged, by identity.
  package func evidence(
    run: RowID, asked: [RowID: UInt64], leftInInbox: [RowID: UInt64],
    exceptions: [GateException]
  ) throws(FarmDatabaseError) -> GateEvidence {
    try write { db in
      let pockets = try Peers.all(db).filter { !$0.isRetired }.map { peer in
        try pocketEvidence(db, peer, run: run, asked: asked[peer.device], leftInInbox)
      }
      let uncaptured = try tables.reduce(0) { total, table in
        total + (try Capture(table: table, commit: 0).count(db))
      }
      return GateEvidence(
        pockets: pockets,
        database: DatabaseEvidence(
          commit: try CommitChain.tail(db)!, commitAfterSessions: try lastSeen(db, run: run),
          uncapturedRows: uncaptured,
          blockingQuarantine: try count(
            db, "sync_quarantine WHERE blocks = 1 AND state = 'open'"),
          brokenForeignKeys: max(0, try count(db, "pragma_foreign_key_check") - knownBrokenKeys),
          integrityFaults: try String.fetchAll(db, sql: "PRAGMA quick_check(4)")
            .filter { $0 != "ok" }),
        exceptions: exceptions, milliseconds: Clock.milliseconds)
    }
  }

  private func pocketEvidence(
    _ db: Database, _ peer: Peer, run: RowID, asked: UInt64?, _ left: [RowID: UInt64]
  ) throws -> PocketEvidence {
    let session = try Row.fetchOne(
      db,
      sql: """
        SELECT * FROM sync_session WHERE device = ? AND incarnation = ? ORDER BY started DESC, rowid
        DESC LIMIT 1
        """, arguments: [peer.device, Int64(bitPattern: peer.incarnation)])
    let finished: Int64? = session?["finished"]
    let isOfRun = session.map { ($0["run"] as RowID) == run } ?? false
    let onPocket = (session?["last_on_pocket"] as Int64?).map(UInt64.init)
    return PocketEvidence(
      label: peer.label, finishedSession: isOfRun && finished != nil,
      finishedMilliseconds: finished.map(UInt64.init), lastOnPocket: asked ?? onPocket,
      lastMerged: peer.mergedNumber, leftInInbox: left[peer.device] ?? 0)
  }

  private func lastSeen(_ db: Database, run: RowID) throws -> CommitStamp? {
    let sequence = try Int64.fetchOne(
      db, sql: "SELECT max(seq) FROM sync_session WHERE run = ? AND finished IS NOT NULL",
      arguments: [run])
    return try sequence.flatMap { try CommitChain.stamp(db, at: UInt64($0)) }
  }

  private func count(_ db: Database, _ from: String) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM \(from)") ?? 0
  }
}
