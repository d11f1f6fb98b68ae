import GRDB
package import Records

/// One session as the ledger knows it.
package struct SessionEntry: Sendable, Hashable {
  /// The run it belongs to.
  package var run: RowID
  /// The pocket's log.
  package var incarnation: UInt64
  /// When it began: milliseconds since 1970.
  package var started: UInt64
  /// When it ended well; nil where it did not.
  package var finished: UInt64?
  /// The newest change that the pocket said it had.
  package var lastOnPocket: UInt64
  /// The pocket's clock less the PC's, milliseconds.
  package var clockSkewMilliseconds: Int64
  /// The newest commit when it ended; nil where it did not.
  package var commit: CommitStamp?
}

/// Sessions of the runs: what the gate's evidence is made of.
extension Ledger {
  func begin(
    session: RowID, run: RowID, pocket: PocketFacts, incarnation: UInt64
  ) throws(FarmDatabaseError) {
    try self.run { db in
      try db.execute(
        sql: """
          INSERT INTO session(session, run, device, incarnation, started, last_on_pocket,
            clock_skew) VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          session, run, pocket.device, Int64(bitPattern: incarnation),
          Int64(surroundings.nowMilliseconds),
          Int64(pocket.lastNumber), pocket.clockSkewMilliseconds,
        ])
    }
  }

  func finish(
    session: RowID, commit: CommitStamp, lastNumber: UInt64
  ) throws(FarmDatabaseError) {
    try run { db in
      try db.execute(
        sql: """
          UPDATE session SET finished = ?, seq = ?, nonce = ?, last_on_pocket = ?
          WHERE session = ?
          """,
        arguments: [
          Int64(surroundings.nowMilliseconds), Int64(commit.sequence),
          Int64(bitPattern: commit.nonce),
          Int64(lastNumber), session,
        ])
    }
  }

  /// The newest session of a pocket; with `finished`, the newest that ended well.
  package func newestSession(
    of device: RowID, finished: Bool = false
  ) throws(FarmDatabaseError) -> SessionEntry? {
    try run { db in
      let condition = finished ? " AND finished IS NOT NULL" : ""
      return try Row.fetchOne(
        db, sql: "SELECT * FROM session WHERE device = ?\(condition) ORDER BY id DESC LIMIT 1",
        arguments: [device]
      ).map(Self.entry)
    }
  }

  /// How many sessions of a pocket ended well.
  func finishedSessions(of device: RowID) throws(FarmDatabaseError) -> Int {
    try run { db in
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM session WHERE device = ? AND finished IS NOT NULL",
        arguments: [device]) ?? 0
    }
  }

  /// The run of the newest session of all; nil where there was none.
  package func newestRun() throws(FarmDatabaseError) -> RowID? {
    try run { db in
      try RowID.fetchOne(db, sql: "SELECT run FROM session ORDER BY id DESC LIMIT 1")
    }
  }

  /// The newest commit that a session of the run ended on; nil where none ended.
  func newestCommit(of run: RowID) throws(FarmDatabaseError) -> CommitStamp? {
    try self.run { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT seq, nonce FROM session WHERE run = ? AND finished IS NOT NULL
          ORDER BY seq DESC LIMIT 1
          """, arguments: [run]
      )?.commitStamp
    }
  }

  static func entry(_ row: Row) -> SessionEntry {
    SessionEntry(
      run: row["run"], incarnation: UInt64(bitPattern: row["incarnation"]),
      started: UInt64(row["started"] as Int64),
      finished: (row["finished"] as Int64?).map(UInt64.init),
      lastOnPocket: UInt64(row["last_on_pocket"] as Int64),
      clockSkewMilliseconds: row["clock_skew"], commit: row.commitStamp)
  }
}
