import GRDB
package import Gate
package import Records

extension FarmDatabase {
  /// What the gate looks at. The long checks run without a lock; then the write lock is taken for
  /// the moment that proves that nobody wrote meanwhile.
  ///
  /// - Parameters:
  ///   - run: the run whose sessions count.
  ///   - asked: the newest change on pockets that were asked just now, by identity.
  package func evidence(
    run: RowID, asked: [RowID: UInt64], exceptions: [GateException]
  ) throws(FarmDatabaseError) -> GateEvidence {
    try read { db in
      let unlocked = try unlocked(db) { calm, _ in try longChecks(calm) }
      var evidence: GateEvidence?
      try db.inTransaction(.immediate) {
        var checks: LongChecks
        if case .stood(let found, let moment) = unlocked, moment.stands(at: try FileMoment(db)) {
          checks = found
        } else {
          // Who writes all the time has to wait once.
          checks = try longChecks(db)
        }
        checks.uncapturedRows += try endedRows(db)
        evidence = GateEvidence(
          pockets: try Peers.all(db).filter { !$0.isRetired }.map { peer in
            try pocketEvidence(db, peer, run: run, asked: asked[peer.device])
          },
          database: DatabaseEvidence(
            commit: try CommitChain.tail(db)!,
            commitAfterSessions: try ledger.newestCommit(of: run),
            uncapturedRows: checks.uncapturedRows,
            blockingQuarantine: try count(
              db, "sync_quarantine WHERE blocks = 1 AND state = 'open'"),
            brokenForeignKeys: max(0, checks.brokenForeignKeys - knownBrokenKeys),
            integrityFaults: checks.integrityFaults),
          exceptions: exceptions, milliseconds: surroundings.nowMilliseconds)
        proven = checks.uncapturedRows == 0 ? try FileMoment(db) : nil
        return .commit
      }
      return evidence!
    }
  }

  private struct LongChecks {
    var uncapturedRows: Int
    var brokenForeignKeys: Int
    var integrityFaults: [String]
  }

  private func longChecks(_ db: Database) throws -> LongChecks {
    LongChecks(
      uncapturedRows: try differingRows(db),
      brokenForeignKeys: try count(db, "pragma_foreign_key_check"),
      integrityFaults: try String.fetchAll(db, sql: "PRAGMA quick_check(4)").filter { $0 != "ok" })
  }

  /// Rows that the images do not hold as they stand.
  func uncapturedRows(_ db: Database) throws -> Int { try differingRows(db) + endedRows(db) }

  private func differingRows(_ db: Database) throws -> Int {
    let touched = TouchedKeys(db: db, tables: tables)
    return try tables.reduce(0) { total, table in
      _ = try Comparison(db: db, table: table).find()
      return total + (try touched.count(table))
    }
  }

  private func endedRows(_ db: Database) throws -> Int {
    guard let log = try KeyLog.read(db), log.isUnbroken, log.rows > 0 else { return 0 }
    let touched = TouchedKeys(db: db, tables: tables)
    try touched.clear()
    for table in tables where log.tables.contains(table.number) { try touched.endReused(table) }
    return try touched.endedCount()
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
