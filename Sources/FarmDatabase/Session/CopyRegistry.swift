import CSQLite
import GRDB
package import Records

/// A copy that was verified on its medium.
package struct VerifiedCopy: Sendable, Hashable {
  /// Its generation on the medium.
  package var generation: UInt64
  /// The medium's identity.
  package var medium: String
  /// The newest commit in it.
  package var commit: CommitStamp
  /// True where a pocket was left out.
  package var isPartial: Bool
  /// When it was verified: milliseconds since 1970.
  package var milliseconds: UInt64

  /// Takes everything as it stands.
  package init(
    generation: UInt64, medium: String, commit: CommitStamp, isPartial: Bool, milliseconds: UInt64
  ) {
    self.generation = generation
    self.medium = medium
    self.commit = commit
    self.isPartial = isPartial
    self.milliseconds = milliseconds
  }
}

extension FarmDatabase {
  /// Takes note of a verified copy; from now on ack 2 covers what it holds.
  package func note(_ copy: VerifiedCopy) throws(FarmDatabaseError) {
    try write { db in
      try db.execute(
        sql: """
          INSERT INTO sync_backup(generation, medium, seq, nonce, partial, verified)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          Int64(copy.generation), copy.medium, Int64(copy.commit.sequence),
          Int64(bitPattern: copy.commit.nonce), copy.isPartial, Int64(copy.milliseconds),
        ])
    }
  }

  /// The newest verified copies, newest first.
  package func copies(limit: Int) throws(FarmDatabaseError) -> [VerifiedCopy] {
    try read { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM sync_backup ORDER BY id DESC LIMIT ?", arguments: [limit]
      ).map { row in
        VerifiedCopy(
          generation: UInt64(row["generation"] as Int64), medium: row["medium"],
          commit: CommitStamp(
            sequence: UInt64(row["seq"] as Int64), nonce: UInt64(bitPattern: row["nonce"])),
          isPartial: row["partial"], milliseconds: UInt64(row["verified"] as Int64))
      }
    }
  }

  /// Holds SQLite's write lock, proves that `commit` is the state, and gives the connection.
  ///
  /// The farm program can read meanwhile and cannot write. Errors of `body` come out as they are.
  package func locked<Result>(
    proving commit: CommitStamp, _ body: (OpaquePointer) throws -> Result
  ) throws -> Result {
    try queue.inDatabase { db in
      var result: Result?
      try db.inTransaction(.immediate) {
        let tail = try CommitChain.tail(db)
        guard tail == commit else {
          throw FarmDatabaseError.moved(expected: commit, found: tail)
        }
        for table in tables where try Capture(table: table, commit: 0).differs(db) {
          throw FarmDatabaseError.moved(expected: commit, found: tail)
        }
        result = try body(db.sqliteConnection!)
        return .rollback
      }
      return result!
    }
  }
}
