import GRDB

/// That copies of this farm are sealed, and for which key: in the farm's own file, so that it is
/// known wherever the file goes, also where the key did not come along.
extension FarmDatabase {
  /// The public half of the key, `age1…`; nil where copies are plain.
  package func copyRecipient() throws(FarmDatabaseError) -> String? {
    try read { db in
      guard try db.tableExists("sync_seal") else { return nil }
      return try String.fetchOne(db, sql: "SELECT recipient FROM sync_seal")
    }
  }

  /// From now on no copy is plain; the file is not touched where it says so already.
  package func sealCopies(for recipient: String) throws(FarmDatabaseError) {
    guard try copyRecipient() != recipient else { return }
    try write { db in
      try db.execute(
        sql: """
          CREATE TABLE IF NOT EXISTS sync_seal(
            id INTEGER PRIMARY KEY CHECK(id = 1), recipient TEXT NOT NULL)
          """)
      try db.execute(
        sql: "INSERT OR REPLACE INTO sync_seal VALUES (1, ?)", arguments: [recipient])
    }
  }
}
