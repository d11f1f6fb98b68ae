import GRDB
package import Records

/// What one session's line sent, received and lost.
package struct LineRecord: Sendable, Hashable {
  /// The pocket.
  package var device: RowID
  /// The name that people know it by.
  package var label: String
  /// Where it was docked.
  package var address: String
  /// When the session ended: milliseconds since 1970.
  package var milliseconds: UInt64
  /// Data frames handed to the line, repeats included.
  package var framesSent: UInt64
  /// Data frames that were repeats.
  package var framesResent: UInt64
  /// Sound data frames heard from the pocket.
  package var framesReceived: UInt64
  /// What the pocket sent and never came sound.
  package var framesLost: UInt64

  /// Takes everything as it stands.
  package init(
    device: RowID, label: String, address: String, milliseconds: UInt64, framesSent: UInt64,
    framesResent: UInt64, framesReceived: UInt64, framesLost: UInt64
  ) {
    self.device = device
    self.label = label
    self.address = address
    self.milliseconds = milliseconds
    self.framesSent = framesSent
    self.framesResent = framesResent
    self.framesReceived = framesReceived
    self.framesLost = framesLost
  }

  /// Of a thousand frames so many were sent again or lost, in the direction that lost more.
  package var lossPermille: Int {
    let out = framesSent == 0 ? 0 : framesResent * 1000 / framesSent
    let heard = framesReceived + framesLost
    let back = heard == 0 ? 0 : framesLost * 1000 / heard
    return Int(max(out, back))
  }
}

/// How the lines of the newest sessions were; losing it loses no record.
extension Ledger {
  /// Sessions that are kept; older ones tell nothing of today's cable.
  private static let linesMaximum = 500

  /// Takes note of how a session's line was, also of a session that failed.
  package func note(_ line: LineRecord) throws(FarmDatabaseError) {
    try run { db in
      try db.execute(
        sql: """
          INSERT INTO line(device, label, address, at, sent, resent, received, lost)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          line.device, line.label, line.address, Int64(line.milliseconds),
          Int64(line.framesSent), Int64(line.framesResent), Int64(line.framesReceived),
          Int64(line.framesLost),
        ])
      try db.execute(
        sql: "DELETE FROM line WHERE id <= (SELECT max(id) FROM line) - ?",
        arguments: [Self.linesMaximum])
    }
  }

  /// The newest session's line of each pocket that passed so many frames, the newest first.
  package func newestLines(
    framesMinimum: UInt64 = 0
  ) throws(FarmDatabaseError) -> [LineRecord] {
    try run { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM line WHERE id IN
            (SELECT max(id) FROM line WHERE sent + received >= ? GROUP BY device)
          ORDER BY id DESC
          """, arguments: [Int64(framesMinimum)]
      ).map { row in
        LineRecord(
          device: row["device"], label: row["label"], address: row["address"],
          milliseconds: UInt64(row["at"] as Int64), framesSent: UInt64(row["sent"] as Int64),
          framesResent: UInt64(row["resent"] as Int64),
          framesReceived: UInt64(row["received"] as Int64),
          framesLost: UInt64(row["lost"] as Int64))
      }
    }
  }
}

/// What a look at the whole file needs.
extension Ledger {
  /// What SQLite has against the file; nil where nothing.
  func firstFault() throws(FarmDatabaseError) -> String? {
    do throws(FarmDatabaseError) {
      return try run { db in
        try String.fetchOne(db, sql: "PRAGMA quick_check(1)").flatMap { $0 == "ok" ? nil : $0 }
      }
    } catch {
      guard case .damaged(let detail) = error else { throw error }
      return detail
    }
  }

  /// The newest moment of all sessions and copies: milliseconds since 1970; 0 for none.
  package func newestMilliseconds() throws(FarmDatabaseError) -> UInt64 {
    try run { db in
      let newest = try Int64.fetchOne(
        db,
        sql: """
          SELECT max(
            ifnull((SELECT max(started) FROM session), 0),
            ifnull((SELECT max(finished) FROM session), 0),
            ifnull((SELECT max(made) FROM kept), 0), ifnull((SELECT max(proven) FROM medium), 0))
          """)
      return UInt64(max(0, newest ?? 0))
    }
  }
}
