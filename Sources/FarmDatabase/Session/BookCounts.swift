import CSQLite
import GRDB
import Merge
package import Records

/// The file as SQLite tells of it.
package struct FileFacts: Sendable, Hashable {
  /// Bytes of a page.
  package var pageBytes: Int
  /// Pages of the file.
  package var pages: Int
  /// Of these, pages that hold nothing.
  package var freePages: Int
  /// SQLite's word for the journal, in lower-case letters.
  package var journal: String
  /// SQLite's word for the encoding of texts.
  package var encoding: String
}

/// How many entries of the bookkeeping have one word in common.
package struct BookCount: Sendable, Hashable {
  /// The table that they are about; empty for commits.
  package var table: String
  /// The kind or reason as it is stored.
  package var word: String
  /// The state as it is stored; empty for commits.
  package var state: String
  /// How many.
  package var count: Int
  /// Of these, how many keep the gate closed.
  package var blocking = 0
  /// The first and the last, milliseconds since 1970; nil where no time is kept.
  package var period: ClosedRange<UInt64>?
}

/// Counts of the bookkeeping for a technician: never a value, an identity or a reason in words.
package enum BookCounts {
  /// The words that `conflicts` may give for a kind.
  package static let conflictKinds = Set(ConflictKind.allCases.map(\.rawValue))
}

extension FarmDatabase {
  /// The version of the SQLite that this program runs with.
  package static var libraryVersion: String { String(cString: sqlite3_libversion()) }

  /// What SQLite says of the file.
  package func fileFacts() throws(FarmDatabaseError) -> FileFacts {
    try read { db in
      func number(_ name: String) throws -> Int {
        try Int.fetchOne(db, sql: "PRAGMA \(name)") ?? 0
      }
      return FileFacts(
        pageBytes: try number("page_size"), pages: try number("page_count"),
        freePages: try number("freelist_count"),
        journal: try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? "",
        encoding: try String.fetchOne(db, sql: "PRAGMA encoding") ?? "")
    }
  }

  /// Commits by their kind.
  package func commitCounts() throws(FarmDatabaseError) -> [BookCount] {
    try counts(
      """
      SELECT '' AS tbl, kind AS word, '' AS state, count(*) AS n, 0 AS blocking,
        min(wall) AS first, max(wall) AS last FROM sync_commit GROUP BY kind ORDER BY kind
      """)
  }

  /// Review items by table, kind and state.
  package func conflictCounts() throws(FarmDatabaseError) -> [BookCount] {
    try counts(
      """
      SELECT tbl, kind AS word, state, count(*) AS n, 0 AS blocking, NULL AS first, NULL AS last
      FROM sync_conflict GROUP BY tbl, kind, state ORDER BY tbl, kind, state
      """)
  }

  /// Changes that could not be placed, by table, reason and state.
  package func quarantineCounts() throws(FarmDatabaseError) -> [BookCount] {
    try counts(
      """
      SELECT tbl, reason AS word, state, count(*) AS n, sum(blocks) AS blocking,
        NULL AS first, NULL AS last
      FROM sync_quarantine GROUP BY tbl, reason, state ORDER BY tbl, reason, state
      """)
  }

  private func counts(_ sql: String) throws(FarmDatabaseError) -> [BookCount] {
    try read { db in
      try Row.fetchAll(db, sql: sql).map { row in
        let first = (row["first"] as Int64?).map(UInt64.init(clamping:))
        let last = (row["last"] as Int64?).map(UInt64.init(clamping:))
        return BookCount(
          table: row["tbl"], word: row["word"], state: row["state"], count: row["n"],
          blocking: row["blocking"],
          period: first.flatMap { first in last.map { first...max(first, $0) } })
      }
    }
  }
}

extension Ledger {
  /// The newest sessions with their pockets, newest first.
  package func newestSessions(
    limit: Int
  ) throws(FarmDatabaseError) -> [(device: RowID, session: SessionEntry)] {
    try run { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM session ORDER BY id DESC LIMIT ?", arguments: [limit]
      ).map { row in (row["device"], Self.entry(row)) }
    }
  }
}
