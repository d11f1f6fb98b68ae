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

/// Copies that were verified: what ack 2 rests on.
extension Ledger {
  /// Takes note of a verified copy; from now on ack 2 covers what it holds.
  ///
  /// Durable when it returns: a forgotten old copy would let pockets drop what that one lacks.
  package func note(_ copy: VerifiedCopy) throws(FarmDatabaseError) {
    try run { db in
      try db.execute(sql: "PRAGMA synchronous = FULL")
      defer { try? db.execute(sql: "PRAGMA synchronous = NORMAL") }
      try db.execute(
        sql: """
          INSERT INTO copy(generation, medium, seq, nonce, partial, verified)
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
    try run { db in
      try Row.fetchAll(db, sql: "SELECT * FROM copy ORDER BY id DESC LIMIT ?", arguments: [limit])
        .map { row in
          VerifiedCopy(
            generation: UInt64(row["generation"] as Int64), medium: row["medium"],
            commit: row.commitStamp!, isPartial: row["partial"],
            milliseconds: UInt64(row["verified"] as Int64))
        }
    }
  }

  /// The commits of all copies, oldest first; without partial ones where it is said.
  func copiedCommits(completeOnly: Bool) throws(FarmDatabaseError) -> [CommitStamp] {
    let condition = completeOnly ? "WHERE partial = 0" : ""
    return try run { db in
      try Row.fetchAll(db, sql: "SELECT DISTINCT seq, nonce FROM copy \(condition) ORDER BY seq")
        .compactMap(\.commitStamp)
    }
  }
}
