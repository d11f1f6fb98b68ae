import CSQLite
import GRDB
import Records

extension FarmDatabase {
  /// Captures every table that takes part; a commit only where something differed.
  func captureAll(_ db: Database) throws -> (commit: CommitStamp, rows: Int)? {
    pendingMark = nil
    let plan = try CapturePlan(self, db)
    let found = ahead
    ahead = nil
    if case .nothing = plan.scope {
      pendingMark = try PendingMark(plan.mark!, db, known: plan.mark)
      return nil
    }
    var work = try CaptureWork(self, db, keyless: plan.mark?.keyless ?? [:])
    var day = plan.mark?.day ?? plan.day
    let ended = plan.log?.isUnbroken == true ? plan.log?.tables ?? [] : []
    let isAhead = try found?.stands(db, plan) == true
    switch plan.scope {
    case .everything(let isWish) where isAhead || !isWish || found == nil:
      try work.takeEverything(isAhead ? found : nil, endedIn: ended)
      day = plan.day
    // The farm program wrote while we looked: the day's comparison can wait, its changes cannot.
    case .everything, .logged, .nothing: try work.takeLogged(plan.log?.tables ?? [])
    }
    if let log = plan.log, log.rows > 0 || !log.isWhole { try KeyLog.begin(db, with: .taken) }
    if plan.mayHaveLostTriggers { try restoreTriggers(db) }
    let mark = CaptureMark(
      commit: try CommitChain.tail(db)!, state: nil,
      schema: try FileMoment.schema(db), day: day, keyless: work.keyless)
    pendingMark = try PendingMark(mark, db, known: plan.mark)
    let taken = found?.taken ?? 0
    guard work.commit != nil || taken > 0 else { return nil }
    return (try work.commit ?? CommitChain.tail(db)!, work.rows + taken)
  }

  private func restoreTriggers(_ db: Database) throws {
    guard captures == .triggers, try !KeyLog.isInstalled(db, tables, guards: guards) else { return }
    _ = try KeyLog.install(db, tables, guards: guards)
  }

  /// Takes in what the farm program wrote since the last commit; the number of rows.
  package func capture() throws(FarmDatabaseError) -> Int {
    try capturing { db in try captureAll(db)?.rows ?? 0 }
  }

  /// A write transaction that begins with `captureAll`: what takes long is looked at before it.
  func capturing<T>(_ body: (Database) throws -> T) throws(FarmDatabaseError) -> T {
    try read { db in
      var result: T?
      try afterLooking(db) {
        result = try body(db)
        // Our own commit may have changed it.
        pendingMark?.mark.schema = try FileMoment.schema(db)
        return .commit
      }
      try settleCapture(db)
      return result!
    }
  }

  /// Tells the ledger that the images stand as the tables do; after the transaction.
  func settleCapture(_ db: Database) throws {
    guard let pending = pendingMark else { return }
    pendingMark = nil
    var mark = pending.mark
    try db.inTransaction(.deferred) {
      mark.commit = try CommitChain.tail(db)!
      let now = try FileMoment(db)
      // Who wrote after our commit was not captured by it.
      mark.state = now.version == pending.version ? now.state : nil
      return .commit
    }
    if mark != pending.known { try ledger.note(mark) }
  }

  /// Runs our own writes without our triggers where nothing of the farm's acts on them; else what
  /// its triggers and foreign keys did to other rows is captured from the log.
  func writing<T>(_ db: Database, _ body: () throws -> T) throws -> T {
    guard captures == .triggers else { return try body() }
    if try !farmReacts(db) {
      pocket_sqlite_enable_triggers(db.sqliteConnection!, 0)
      defer { pocket_sqlite_enable_triggers(db.sqliteConnection!, 1) }
      return try body()
    }
    let result = try body()
    try captureReactions(db)
    return result
  }

  private func farmReacts(_ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS(SELECT 1 FROM sqlite_schema
            WHERE type = 'trigger' AND name NOT GLOB '\(KeyLog.table)_*')
          OR EXISTS(SELECT 1 FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
            WHERE m.type = 'table' AND (f.on_update NOT IN ('NO ACTION', 'RESTRICT')
              OR f.on_delete NOT IN ('NO ACTION', 'RESTRICT')))
        """) == true
  }

  private func captureReactions(_ db: Database) throws {
    guard let log = try KeyLog.read(db), log.rows > 0 else { return }
    var work = try CaptureWork(self, db, keyless: pendingMark?.mark.keyless ?? [:])
    try work.takeReactions(log.tables)
    try KeyLog.begin(db, with: .taken)
  }
}
