import CSQLite
import Foundation
import GRDB
import Records

/// How the database and its bookkeeping stand, for who looks without changing anything.
package struct DatabaseCondition: Sendable, Hashable {
  /// Whether exactly our triggers stand; nil where the profile captures by comparing.
  package var areTriggersThere: Bool?
  /// Commits of the chain.
  package var commits: Int
  /// Places of the chain that have no commit.
  package var missingCommits: Int
  /// Tables that take part and have no image.
  package var missingImages: [String]
  /// As SQLite says it: `delete`, `wal`, `memory` ….
  package var journalMode: String
  /// Bytes of the write-ahead log beside the file; 0 where there is none.
  package var writeAheadBytes: UInt64
  /// The newest moment that a commit, a session or a copy was written at: milliseconds since 1970.
  package var newestMilliseconds: UInt64

  /// Takes everything as it stands.
  package init(
    areTriggersThere: Bool?, commits: Int, missingCommits: Int, missingImages: [String],
    journalMode: String, writeAheadBytes: UInt64, newestMilliseconds: UInt64
  ) {
    self.areTriggersThere = areTriggersThere
    self.commits = commits
    self.missingCommits = missingCommits
    self.missingImages = missingImages
    self.journalMode = journalMode
    self.writeAheadBytes = writeAheadBytes
    self.newestMilliseconds = newestMilliseconds
  }
}

extension FarmDatabase {
  /// The version of SQLite that this program runs on.
  package static var sqliteVersion: String { String(cString: sqlite3_libversion()) }

  /// Looks at triggers, chain, images and journal; writes nothing.
  package func condition() throws(FarmDatabaseError) -> DatabaseCondition {
    let newestEntry = try ledger.newestMilliseconds()
    return try read { db in
      let chain = try Row.fetchOne(
        db, sql: "SELECT count(*) AS n, max(seq) - min(seq) + 1 AS span FROM sync_commit")!
      let newest = try Int64.fetchOne(db, sql: "SELECT max(wall) FROM sync_commit") ?? 0
      let commits: Int = chain["n"]
      return DatabaseCondition(
        areTriggersThere: captures == .triggers
          ? try KeyLog.isInstalled(db, tables, guards: guards) : nil,
        commits: commits, missingCommits: (chain["span"] as Int? ?? 0) - commits,
        missingImages: try tables.filter { try !db.tableExists($0.image) }.map(\.name),
        journalMode: try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? "",
        writeAheadBytes: Self.bytes(of: path + "-wal"),
        newestMilliseconds: max(UInt64(max(0, newest)), newestEntry))
    }
  }

  /// Writes the write-ahead log into the file and empties it; not while another reads.
  package func emptyWriteAheadLog() throws(FarmDatabaseError) {
    let isBusy = try read { db in
      // SQLite fails no statement over it: the first of three numbers tells that somebody reads.
      try Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") ?? 0
    }
    guard isBusy == 0 else { throw .busy(path: path, seconds: Self.busySeconds) }
  }

  private static func bytes(of path: String) -> UInt64 {
    var status = stat()
    return stat(path, &status) == 0 ? UInt64(status.st_size) : 0
  }
}
