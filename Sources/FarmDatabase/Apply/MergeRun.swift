import GRDB
package import Records

/// Whose changes are merged, and how far that pocket has taken the PC's own.
package struct MergeRequest: Sendable, Hashable {
  /// The pocket.
  package var device: RowID
  /// Its log.
  package var incarnation: UInt64
  /// The session that brought the changes.
  package var session: RowID
  /// The newest change that was received.
  package var lastNumber: UInt64
  /// Its nonce.
  package var lastNonce: UInt64
  /// The last commit that the pocket had applied in full when the session began.
  package var feedSequence: UInt64

  /// Takes everything as it stands.
  package init(
    device: RowID, incarnation: UInt64, session: RowID, lastNumber: UInt64, lastNonce: UInt64,
    feedSequence: UInt64
  ) {
    self.device = device
    self.incarnation = incarnation
    self.session = session
    self.lastNumber = lastNumber
    self.lastNonce = lastNonce
    self.feedSequence = feedSequence
  }
}

/// What a durable commit did with the rows of one table.
package struct TableReceipt: Sendable, Hashable {
  /// The table's name.
  package var table: String
  /// Rows that came, after folding several changes of one row.
  package var came = 0
  /// Rows written.
  package var applied = 0
  /// Decisions kept for review.
  package var conflicts = 0
  /// Changes that could not be placed.
  package var quarantined = 0
}

/// What one dock's commit did.
package struct MergeReceipt: Sendable, Hashable {
  /// The newest commit afterwards.
  package var commit: CommitStamp
  /// Rows of the farm program that were captured before.
  package var captured: Int
  /// Tables in the schema's order; those that nothing came for are left out.
  package var tables: [TableReceipt]
}

extension FarmDatabase {
  /// Merges what `changes` gives in one durable transaction; ack 1 may go out when it returns.
  package func merge(
    _ request: MergeRequest, changes: ((IncomingChange) throws -> Void) throws -> Void
  ) throws(FarmDatabaseError) -> MergeReceipt {
    let receipt = try write { db in
      try merge(db, request) { inflow in try changes(inflow.take) }
    }
    if !guards.contains(.cursorInTransaction) {
      try write { db in try Peers.advance(db, request, commit: receipt.commit) }
    }
    return receipt
  }

  /// The same inside a transaction of the caller's.
  func merge(
    _ db: Database, _ request: MergeRequest, _ give: (Inflow) throws -> Void
  ) throws -> MergeReceipt {
    try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
    let captured = try captureAll(db)
    let inflow = try Inflow(db, tables, request, surroundings)
    try give(inflow)
    try inflow.finish()
    let receipts = try inflow.commit.map { try mergeTables(db, request, inflow, $0) }
    if receipts != nil { try Pruning.run(db, tables, now: surroundings.nowMilliseconds) }
    let tail = try inflow.commit ?? captured?.commit ?? CommitChain.tail(db)!
    if guards.contains(.cursorInTransaction) {
      try Peers.advance(db, request, commit: tail)
    }
    return MergeReceipt(
      commit: tail, captured: captured?.rows ?? 0,
      tables: receipts?.filter { $0.came > 0 } ?? [])
  }

  private func mergeTables(
    _ db: Database, _ request: MergeRequest, _ inflow: Inflow, _ commit: CommitStamp
  ) throws -> [TableReceipt] {
    let catalog = try DatabaseCatalog.read(db)
    let stager = inflow.stager
    var receipts: [TableReceipt] = []
    var merges: [TableMerge] = []
    for (index, table) in tables.enumerated() {
      let merge = TableMerge(
        db: db, table: table, index: index, tables: tables, children: catalog.children(of: table),
        stager: stager, commit: commit, request: request, guards: guards)
      merges.append(merge)
      let placed = inflow.placed(index)
      var receipt = TableReceipt(table: table.name, came: placed, applied: placed)
      if stager.holds(index) {
        _ = try merge.staged.fold(db, stager)
        receipt.came += try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table.stage)") ?? 0
        try merge.classify()
        receipt.conflicts = try RowRule(merge).run()
        let decided = try merge.summary()
        try merge.checkParents(decided)
        try merge.applySets(decided)
      }
      receipts.append(receipt)
    }
    for (index, merge) in merges.enumerated().reversed() where stager.holds(index) {
      receipts[index].conflicts += try merge.applyDeletes()
      receipts[index].quarantined = try merge.storeQuarantine()
      receipts[index].applied += try merge.summary()
        .count(of: .insert, .take, .delete, .write, .bringBack)
    }
    return receipts
  }
}

extension DatabaseCatalog {
  /// Foreign keys anywhere in the database that point to `table`.
  func children(of table: ResolvedTable) -> [TableMerge.ChildKey] {
    tables.flatMap { child in
      child.foreignKeys.filter { $0.parent.lowercased() == table.name.lowercased() }.map {
        TableMerge.ChildKey(
          table: child.name, columns: $0.columns, parentColumns: $0.parentColumns)
      }
    }
  }
}
