import GRDB
import Records

extension FarmDatabase {
  /// Takes back a session or a commit by a new commit that the feed brings to every pocket.
  ///
  /// With `isDryRun` everything is tried and nothing kept. A commit of the farm program cannot be
  /// undone: its own screens are the place for that.
  package func undo(
    _ name: String, isDryRun: Bool = false
  ) throws(FarmDatabaseError) -> UndoReceipt {
    try forward { db in
      var receipt = try undo(db, name)
      let keeps = !isDryRun && receipt.commit != nil
      if isDryRun { receipt.commit = nil }
      return (receipt, keeps: keeps)
    }
  }

  private func undo(_ db: Database, _ name: String) throws -> UndoReceipt {
    let range = try CommitRange.find(db, name)
    let reader = ReviewReader(db: db, tables: tables)
    let session = try reader.author(of: range.last)!
    switch session.kind {
    case .prepare, .capture: throw ReviewFault.notUndoable(name)
    case .merge, .recover, .retry, .decision, .undo: break
    }
    guard range.first > (try Pruning.until(db)) else { throw ReviewFault.tooOld(name) }
    _ = try captureAll(db)
    let commit = try CommitChain.append(db, .undo, in: surroundings)
    try range.note(db, undoneBy: commit.sequence)
    let undo = Undo(
      db: db, tables: tables, range: range, commit: commit.sequence,
      device: try range.device(db) ?? hub, catalog: try DatabaseCatalog.read(db))
    let counts = try writing(db) { try undo.run() }
    // What a decision decided is open again when the decision is taken back.
    try db.execute(
      sql: """
        UPDATE sync_conflict SET state = 'open', decided = NULL, decision = NULL
        WHERE decided BETWEEN ? AND ?
        """, arguments: [Int64(range.first), Int64(range.last)])
    let reopened = db.changesCount
    let changed = counts.filter { $0.removed + $0.restored + $0.broughtBack + $0.kept > 0 }
    return UndoReceipt(
      session: session, commit: changed.isEmpty && reopened == 0 ? nil : commit.sequence,
      tables: changed)
  }
}
