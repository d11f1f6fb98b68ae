import GRDB
package import Records

/// A copy on a medium, as its manifest tells.
package struct VerifiedCopy: Sendable, Hashable {
  /// Its generation on the medium.
  package var generation: UInt64
  /// The newest commit in it.
  package var commit: CommitStamp
  /// True where a pocket was left out.
  package var isPartial: Bool
  /// True where it lies in a plain folder: it holds pockets back, and makes nothing safe.
  package var isPretended: Bool
  /// When it was made: milliseconds since 1970.
  package var milliseconds: UInt64

  /// Takes everything as it stands.
  package init(
    generation: UInt64, commit: CommitStamp, isPartial: Bool, isPretended: Bool = false,
    milliseconds: UInt64
  ) {
    self.generation = generation
    self.commit = commit
    self.isPartial = isPartial
    self.isPretended = isPretended
    self.milliseconds = milliseconds
  }
}

/// A medium that holds copies, as it was found after the newest one on it.
package struct KnownMedium: Sendable, Hashable {
  /// The store's identity on it.
  package var id: String
  /// The name that people know it by.
  package var label: String
  /// When a copy on it was last proven: milliseconds since 1970.
  package var milliseconds: UInt64

  /// Takes everything as it stands.
  package init(id: String, label: String, milliseconds: UInt64) {
    self.id = id
    self.label = label
    self.milliseconds = milliseconds
  }
}

/// Copies that were verified: what ack 2 rests on.
extension Ledger {
  /// Takes note of what a medium holds after a copy; from now on ack 2 covers it.
  ///
  /// Durable when it returns: a forgotten old copy would let pockets drop what that one lacks.
  /// `unreadable` are generations that are there without telling what they hold: what is known of
  /// them stays. All others that were known are gone from the medium.
  package func note(
    _ copies: [VerifiedCopy], on medium: KnownMedium, unreadable: Set<UInt64> = []
  ) throws(FarmDatabaseError) {
    try durably { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO medium(medium, label, proven) VALUES (?, ?, ?)",
        arguments: [medium.id, medium.label, Int64(medium.milliseconds)])
      let known = try Int64.fetchAll(
        db, sql: "SELECT generation FROM kept WHERE medium = ?", arguments: [medium.id])
      let there = unreadable.union(copies.map(\.generation))
      for generation in known where !there.contains(UInt64(generation)) {
        try db.execute(
          sql: "DELETE FROM kept WHERE medium = ? AND generation = ?",
          arguments: [medium.id, generation])
      }
      for copy in copies { try insert(db, copy, on: medium.id) }
    }
  }

  /// Of a copy that may come to be: from now on no pocket drops what it will not hold.
  ///
  /// It goes with the next `note` of that medium, or with `unplan`.
  package func plan(
    _ commit: CommitStamp, on medium: String, milliseconds: UInt64
  ) throws(FarmDatabaseError) {
    let planned = VerifiedCopy(
      generation: Self.plannedGeneration, commit: commit, isPartial: true,
      milliseconds: milliseconds)
    try durably { db in try insert(db, planned, on: medium) }
  }

  /// Nothing came of the plan.
  package func unplan(on medium: String) throws(FarmDatabaseError) {
    try run { db in
      try db.execute(
        sql: "DELETE FROM kept WHERE medium = ? AND generation = ?",
        arguments: [medium, Int64(Self.plannedGeneration)])
    }
  }

  /// Generations count from 1.
  private static let plannedGeneration: UInt64 = 0

  private func durably(_ body: (Database) throws -> Void) throws(FarmDatabaseError) {
    try run { db in
      try db.execute(sql: "PRAGMA synchronous = FULL")
      defer { try? db.execute(sql: "PRAGMA synchronous = NORMAL") }
      try db.inTransaction(.immediate) {
        try body(db)
        return .commit
      }
    }
  }

  private func insert(_ db: Database, _ copy: VerifiedCopy, on medium: String) throws {
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO kept(medium, generation, seq, nonce, partial, made, pretended)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        medium, Int64(copy.generation), Int64(copy.commit.sequence),
        Int64(bitPattern: copy.commit.nonce), copy.isPartial, Int64(copy.milliseconds),
        copy.isPretended,
      ])
  }

  /// Every medium with its newest copy; the one that was proven last comes first.
  package func media() throws(FarmDatabaseError) -> [(medium: KnownMedium, newest: VerifiedCopy)] {
    try run { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM medium JOIN kept USING (medium)
          WHERE generation = (SELECT max(k.generation) FROM kept k WHERE k.medium = kept.medium)
            AND generation > 0
          ORDER BY proven DESC, medium
          """
      ).map { row in
        (
          KnownMedium(
            id: row["medium"], label: row["label"], milliseconds: UInt64(row["proven"] as Int64)),
          VerifiedCopy(
            generation: UInt64(row["generation"] as Int64), commit: row.commitStamp!,
            isPartial: row["partial"], isPretended: row["pretended"],
            milliseconds: UInt64(row["made"] as Int64))
        )
      }
    }
  }

  /// The commits of all copies, oldest first; only of complete ones on media where it is said.
  func copiedCommits(safeOnly: Bool) throws(FarmDatabaseError) -> [CommitStamp] {
    let condition = safeOnly ? "WHERE partial = 0 AND pretended = 0" : ""
    return try run { db in
      try Row.fetchAll(db, sql: "SELECT DISTINCT seq, nonce FROM kept \(condition) ORDER BY seq")
        .compactMap(\.commitStamp)
    }
  }
}
