import GRDB
import Records

/// A table that points to itself: who points to a row that could not be placed cannot stay either.
extension TableMerge {
  /// Applies what was decided, again without the rows that were left without their parent.
  func applyTree(_ decided: StageSummary) throws {
    let keys = table.foreignKeys.filter { $0.parent.lowercased() == table.name.lowercased() }
    guard !keys.isEmpty else { return try applySets(decided) }
    var staged = decided
    while true {
      var orphans: [RowID] = []
      try db.inSavepoint {
        try applySets(staged)
        orphans = try self.orphans(keys)
        return orphans.isEmpty ? .commit : .rollback
      }
      guard !orphans.isEmpty else { return }
      for row in orphans { try quarantine(row, "", .missingParent) }
      staged = try summary()
    }
  }

  /// Rows that this merge wrote and whose parent in the same table is not there.
  private func orphans(_ keys: [DatabaseCatalog.ForeignKey]) throws -> [RowID] {
    let written = [Stage.insert, .bringBack, .take, .write].map { String($0.rawValue) }
    let dangling = keys.map { key in
      let names = key.columns.map { "u.\(SQLText.quoted($0))" }
      let parent = zip(key.parentColumns, names).map { "p.\(SQLText.quoted($0)) = \($1)" }
      let present = names.map { "\($0) IS NOT NULL AND " }.joined()
      return """
        \(present)NOT EXISTS
          (SELECT 1 FROM \(table.sql) p WHERE \(parent.joined(separator: " AND ")))
        """
    }
    return try RowID.fetchAll(
      db,
      sql: """
        SELECT st.gid FROM \(table.stage) st JOIN \(table.sql) u ON \(joinsStage("u", "st"))
        WHERE st.verdict IN (\(written.joined(separator: ", ")))
          AND (\(dangling.joined(separator: " OR "))) ORDER BY st.gid
        """)
  }
}
