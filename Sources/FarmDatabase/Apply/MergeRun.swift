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
    try read { db in
      var stager: Stager?
      var extras: [ExtraCell] = []
      try db.inTransaction(.deferred) {
        let fresh = try Stager(db, tables)
        try changes { incoming in
          switch incoming {
          case .change(let change): try fresh.add(change)
          case .extra(let cell): extras.append(cell)
          }
        }
        stager = fresh
        return .commit
      }
      var receipt: MergeReceipt?
      try db.inTransaction(.immediate) {
        for cell in extras { try cell.store(db, request) }
        receipt = try merge(db, request, stager!)
        return .commit
      }
      return receipt!
    }
  }

  func merge(
    _ db: Database, _ request: MergeRequest, _ stager: Stager
  ) throws -> MergeReceipt {
    try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
    let captured = try captureAll(db)
    var receipts: [TableReceipt] = []
    var commit = captured?.commit
    if stager.count > 0 {
      let merged = try CommitChain.append(db, .merge, for: request)
      receipts = try mergeTables(db, request, stager, merged)
      try Pruning.run(db, tables, now: WallClock.milliseconds)
      commit = merged
    }
    let tail = try commit ?? CommitChain.tail(db)!
    try Peers.advance(db, request, commit: tail)
    return MergeReceipt(
      commit: tail, captured: captured?.rows ?? 0,
      tables: receipts.filter { $0.came > 0 })
  }

  private func mergeTables(
    _ db: Database, _ request: MergeRequest, _ stager: Stager, _ commit: CommitStamp
  ) throws -> [TableReceipt] {
    let catalog = try DatabaseCatalog.read(db)
    var receipts: [TableReceipt] = []
    var merges: [TableMerge] = []
    for (index, table) in tables.enumerated() {
      let staged = StagedRows(
        table: table, index: index, masks: stager.masks, incarnation: request.incarnation)
      _ = try staged.fold(db, stager)
      let merge = TableMerge(
        db: db, table: table, index: index, tables: tables, children: catalog.children(of: table),
        masks: stager.masks, commit: commit, request: request)
      var receipt = TableReceipt(table: table.name)
      receipt.came = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table.stage)") ?? 0
      if receipt.came > 0 {
        try merge.classify()
        try merge.applySets()
        receipt.conflicts = try merge.applyRowRule()
      }
      receipts.append(receipt)
      merges.append(merge)
    }
    for (index, merge) in merges.enumerated().reversed() where receipts[index].came > 0 {
      receipts[index].conflicts += try merge.applyDeletes()
      receipts[index].quarantined = try merge.storeQuarantine()
      for stage in [TableMerge.Stage.insert, .take, .delete, .written] {
        receipts[index].applied += try merge.count(stage)
      }
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
