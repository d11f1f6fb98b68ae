import GRDB
import Records

/// What sessions, gate and copies measured: the newest single ones, and the sums of all.
extension Ledger {
  /// So many single measures of one kind stay: those that came last, whatever the clock said.
  package static let measuresMaximum = 5_000
  /// Of older sessions nothing tells of today's cable.
  private static let judgedMaximum = 500

  static let measureTables = """
    CREATE TABLE IF NOT EXISTS session_measure(id INTEGER PRIMARY KEY, at INTEGER NOT NULL,
      device BLOB, code TEXT, took INTEGER NOT NULL, changes INTEGER NOT NULL,
      conflicts INTEGER NOT NULL, quarantined INTEGER NOT NULL, sent INTEGER NOT NULL,
      received INTEGER NOT NULL, frames_sent INTEGER NOT NULL, frames_resent INTEGER NOT NULL,
      frames_received INTEGER NOT NULL, frames_heard INTEGER NOT NULL,
      frames_missed INTEGER NOT NULL, frames_broken INTEGER NOT NULL,
      timeouts INTEGER NOT NULL, round_trip INTEGER);
    CREATE TABLE IF NOT EXISTS gate_measure(id INTEGER PRIMARY KEY, at INTEGER NOT NULL,
      codes TEXT NOT NULL, partial INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS copy_measure(id INTEGER PRIMARY KEY, at INTEGER NOT NULL,
      took INTEGER NOT NULL, bytes INTEGER, code TEXT);
    CREATE TABLE IF NOT EXISTS measure_sum(name TEXT NOT NULL, label TEXT NOT NULL,
      value INTEGER NOT NULL, PRIMARY KEY(name, label)) WITHOUT ROWID;
    """

  /// Keeps what a session measured.
  package func note(_ session: SessionMeasure) throws(FarmDatabaseError) {
    let line = session.line
    try keep("session_measure", session.sums) { db in
      try db.execute(
        sql: """
          INSERT INTO session_measure(at, device, code, took, changes, conflicts, quarantined,
            sent, received, frames_sent, frames_resent, frames_received, frames_heard,
            frames_missed, frames_broken, timeouts, round_trip)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          Int64(session.milliseconds), session.device, session.code,
          Int64(session.tookMilliseconds), Int64(session.changes), Int64(session.conflicts),
          Int64(session.quarantined), Int64(line.sentBytes), Int64(line.receivedBytes),
          Int64(line.framesSent), Int64(line.framesResent), Int64(line.framesReceived),
          Int64(line.framesHeard), Int64(line.framesMissed), Int64(line.framesBroken),
          Int64(line.timeouts),
          line.roundTripMicroseconds.map(Int64.init),
        ])
    }
  }

  /// Keeps a verdict of the gate.
  package func note(_ gate: GateMeasure) throws(FarmDatabaseError) {
    try keep("gate_measure", gate.sums) { db in
      try db.execute(
        sql: "INSERT INTO gate_measure(at, codes, partial) VALUES (?, ?, ?)",
        arguments: [
          Int64(gate.milliseconds), gate.codes.joined(separator: " "), gate.isPartial,
        ])
    }
  }

  /// Keeps what a copy took.
  package func note(_ copy: CopyMeasure) throws(FarmDatabaseError) {
    var (bytes, code): (Int64?, String?)
    switch copy.outcome {
    case .written(let written): bytes = Int64(written)
    case .unchanged: break
    case .failed(let reason): code = reason
    }
    try keep("copy_measure", copy.sums) { db in
      try db.execute(
        sql: "INSERT INTO copy_measure(at, took, bytes, code) VALUES (?, ?, ?, ?)",
        arguments: [Int64(copy.milliseconds), Int64(copy.tookMilliseconds), bytes, code])
    }
  }

  /// The newest sessions, newest first.
  package func sessionMeasures(limit: Int) throws(FarmDatabaseError) -> [SessionMeasure] {
    try newest("session_measure", limit).map(SessionMeasure.init)
  }

  /// The newest session of each pocket whose line carried so many frames, the newest first.
  package func newestSessions(
    framesMinimum: UInt64
  ) throws(FarmDatabaseError) -> [SessionMeasure] {
    var met: Set<RowID> = []
    return try sessionMeasures(limit: Self.judgedMaximum).filter { session in
      guard let device = session.device, session.line.framesJudged >= framesMinimum else {
        return false
      }
      return met.insert(device).inserted
    }
  }

  /// The newest verdicts, newest first.
  package func gateMeasures(limit: Int) throws(FarmDatabaseError) -> [GateMeasure] {
    try newest("gate_measure", limit).map { row in
      GateMeasure(
        milliseconds: row.count("at"),
        codes: (row["codes"] as String).split(separator: " ").map(String.init),
        isPartial: row["partial"])
    }
  }

  /// The newest copies, newest first.
  package func copyMeasures(limit: Int) throws(FarmDatabaseError) -> [CopyMeasure] {
    try newest("copy_measure", limit).map { row in
      let bytes = (row["bytes"] as Int64?).map(UInt64.init)
      let outcome: CopyMeasure.Outcome =
        if let code: String = row["code"] { .failed(code: code) } else {
          bytes.map(CopyMeasure.Outcome.written) ?? .unchanged
        }
      return CopyMeasure(
        milliseconds: row.count("at"), tookMilliseconds: row.count("took"), outcome: outcome)
    }
  }

  /// All that was ever measured here, added up.
  package func sums() throws(FarmDatabaseError) -> [MeasureSum: UInt64] {
    try run { db in
      let rows = try Row.fetchAll(db, sql: "SELECT * FROM measure_sum")
      return Dictionary(
        rows.compactMap { row in
          MeasureSum.Name(rawValue: row["name"]).map {
            (MeasureSum($0, row["label"]), row.count("value"))
          }
        }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// The single measure, its sums and what is forgotten for it: all of it or nothing.
  private func keep(
    _ table: String, _ sums: [(MeasureSum, UInt64)], _ insert: (Database) throws -> Void
  ) throws(FarmDatabaseError) {
    try run { db in
      try db.inTransaction(.immediate) {
        try insert(db)
        for (sum, value) in sums {
          try db.execute(
            sql: """
              INSERT INTO measure_sum VALUES (?, ?, ?)
              ON CONFLICT DO UPDATE SET value = value + excluded.value
              """, arguments: [sum.name.rawValue, sum.label, Int64(value)])
        }
        try db.execute(
          sql: """
            DELETE FROM \(table)
            WHERE id <= (SELECT max(id) FROM \(table)) - \(Self.measuresMaximum)
            """)
        return .commit
      }
    }
  }

  private func newest(_ table: String, _ limit: Int) throws(FarmDatabaseError) -> [Row] {
    try run { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM \(table) ORDER BY id DESC LIMIT ?", arguments: [limit])
    }
  }
}

extension SessionMeasure {
  fileprivate init(_ row: Row) {
    self.init(
      milliseconds: row.count("at"), device: row["device"], code: row["code"],
      tookMilliseconds: row.count("took"))
    changes = row.count("changes")
    conflicts = row.count("conflicts")
    quarantined = row.count("quarantined")
    line.sentBytes = row.count("sent")
    line.receivedBytes = row.count("received")
    line.framesSent = row.count("frames_sent")
    line.framesResent = row.count("frames_resent")
    line.framesReceived = row.count("frames_received")
    line.framesHeard = row.count("frames_heard")
    line.framesMissed = row.count("frames_missed")
    line.framesBroken = row.count("frames_broken")
    line.timeouts = row.count("timeouts")
    line.roundTripMicroseconds = (row["round_trip"] as Int64?).map(UInt64.init)
  }
}

extension Row {
  /// A column that never holds less than 0.
  fileprivate func count(_ column: String) -> UInt64 {
    UInt64(clamping: self[column] as Int64? ?? 0)
  }
}
