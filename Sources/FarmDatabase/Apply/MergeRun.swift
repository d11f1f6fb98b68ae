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
  /// What the pocket knows of commits that this database lost; nil for nothing.
  package var branch: LostBranch?

  /// Takes everything as it stands.
  package init(
    device: RowID, incarnation: UInt64, session: RowID, lastNumber: UInt64, lastNonce: UInt64,
    feedSequence: UInt64, branch: LostBranch? = nil
  ) {
    self.device = device
    self.incarnation = incarnation
    self.session = session
    self.lastNumber = lastNumber
    self.lastNonce = lastNonce
    self.feedSequence = feedSequence
    self.branch = branch
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

  /// True where nothing was written.
  var isIdle: Bool { applied == 0 && conflicts == 0 && quarantined == 0 }
}

/// What one dock's commit did.
package struct MergeReceipt: Sendable, Hashable {
  /// The newest commit afterwards.
  package var commit: CommitStamp
  /// The first commit of the same transaction: who has it has all of them.
  ///
  /// Named by the last one, a change would look newer than a row that this transaction deleted.
  package var acknowledged: CommitStamp
  /// Rows of the farm program that were captured before.
  package var captured: Int
  /// Tables in the schema's order; those that nothing came for are left out.
  package var tables: [TableReceipt]
  /// What came back of a lost branch before; nil where nothing had to.
  package var recovery: RecoveryReceipt?
}

extension FarmDatabase {
  /// Merges what `changes` gives in one durable transaction; ack 1 may go out when it returns.
  package func merge(
    _ request: MergeRequest, changes: ((IncomingChange) throws -> Void) throws -> Void
  ) throws(FarmDatabaseError) -> MergeReceipt {
    if !guards.contains(.cursorInTransaction) {
      try write { db in try Peers.advance(db, request, commit: CommitChain.tail(db)!) }
    }
    return try capturing { db in try merge(db, request, changes) }
  }

  private func merge(
    _ db: Database, _ request: MergeRequest,
    _ changes: ((IncomingChange) throws -> Void) throws -> Void
  ) throws -> MergeReceipt {
    try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
    try News.clear(db)
    let before = try CommitChain.tail(db)
    let captured = try captureAll(db)
    let outcome = try writing(db) {
      let inflow = try Inflow(self, db, request)
      try changes(inflow.take)
      try inflow.finish()
      let receipts = try merge(db, request, inflow)
      let tail = try CommitChain.tail(db)
      try Leftovers(farm: self, db: db).retry(after: tail == before ? nil : tail)
      return (receipts: receipts, recovery: inflow.recovery)
    }
    let tail = try CommitChain.tail(db)!
    let first = try CommitChain.stamp(db, at: (before?.sequence ?? 0) + 1) ?? tail
    if guards.contains(.cursorInTransaction) {
      try Peers.advance(db, request, commit: first)
    }
    return MergeReceipt(
      commit: tail, acknowledged: first, captured: captured?.rows ?? 0,
      tables: outcome.receipts.filter { $0.came > 0 }, recovery: outcome.recovery)
  }

  private func merge(
    _ db: Database, _ request: MergeRequest, _ inflow: Inflow
  ) throws -> [TableReceipt] {
    guard let commit = inflow.commit else { return [] }
    let receipts = try mergeTables(
      db, request, inflow.stager, commit, tables, placed: inflow.placed)
    // Changes that are in already make no commit.
    if try !inflow.hasKept && receipts.allSatisfy(\.isIdle) && !decided(db, in: commit) {
      try CommitChain.withdraw(db, commit)
    }
    try Pruning.run(db, tables, now: surroundings.nowMilliseconds)
    return receipts
  }

  /// True where a commit left a decision, of an alias as well.
  private func decided(_ db: Database, in commit: CommitStamp) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS(SELECT 1 FROM sync_conflict WHERE seq = ?1)
          OR EXISTS(SELECT 1 FROM sync_alias WHERE seq = ?1)
        """, arguments: [Int64(commit.sequence)]) ?? false
  }

  /// Merges what is staged for `tables`, a receipt each in their order; `placed` rows are in.
  ///
  /// `storing` is false where the quarantine holds the changes already.
  func mergeTables(
    _ db: Database, _ request: MergeRequest, _ stager: Stager, _ commit: CommitStamp,
    _ tables: [ResolvedTable], placed: (Int) -> Inflow.Placed = { _ in .init() },
    storing: Bool = true
  ) throws -> [TableReceipt] {
    let catalog = try DatabaseCatalog.read(db)
    var receipts: [TableReceipt] = []
    var merges: [TableMerge] = []
    for (index, table) in tables.enumerated() {
      let merge = TableMerge(
        db: db, table: table, index: index, tables: tables, children: catalog.children(of: table),
        stager: stager, commit: commit, request: request, guards: guards)
      merges.append(merge)
      let placed = placed(index)
      var receipt = TableReceipt(
        table: table.name, came: placed.rows, applied: placed.rows, conflicts: placed.conflicts)
      if stager.holds(index) {
        try merge.dropRepeatedSums()
        receipt.applied += try merge.mapAliases()
        if placed.rows > 0 { try merge.staged.noteReplaced(db, in: commit) }
        let unseen = try merge.staged.fold(db, stager)
        receipt.came += try merge.staged.count(db)
        try merge.classify()
        receipt.conflicts += try RowRule(merge).run()
        let decided = try merge.summary()
        try merge.checkParents(decided)
        try merge.applyTree(decided)
        for (row, conflict) in unseen { try ReviewWriter(merge).keep(conflict, of: row) }
        receipt.conflicts += unseen.count
      }
      receipts.append(receipt)
    }
    for (index, merge) in merges.enumerated().reversed() where stager.holds(index) {
      receipts[index].conflicts += try merge.applyDeletes()
      if storing { receipts[index].quarantined = try merge.storeQuarantine() }
      receipts[index].applied += try merge.summary()
        .count(of: .insert, .take, .delete, .write, .bringBack)
    }
    for merge in merges { try News.announce(merge) }
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
