import GRDB
import Records

extension FarmDatabase {
  /// Tries what waits once more, for the sake of one change; where that is refused, it waits on.
  package func retry(_ number: Int64) throws(FarmDatabaseError) -> QuarantineItem {
    try forward { db in
      _ = try openRow(db, number)
      try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
      _ = try captureAll(db)
      try writing(db) {
        try Leftovers(farm: self, db: db).retry(after: CommitChain.tail(db))
      }
      let item = try QuarantineReader(db: db, tables: tables).item(number)
      guard !item.isOpen else {
        throw ReviewFault.stillNotPlaced(reason: item.reason, detail: item.detail)
      }
      return (item, keeps: true)
    }
  }

  /// Takes a change off the list for good; it stays in the database.
  package func setAside(_ number: Int64) throws(FarmDatabaseError) -> QuarantineItem {
    try forward { db in
      _ = try openRow(db, number)
      _ = try captureAll(db)
      _ = try CommitChain.append(db, .decision, in: surroundings)
      return (try finish(db, number, "set-aside"), keeps: true)
    }
  }

  private func openRow(_ db: Database, _ number: Int64) throws -> Row {
    let found = try Row.fetchOne(
      db, sql: "SELECT * FROM sync_quarantine WHERE id = ?", arguments: [number])
    guard let row = found else { throw ReviewFault.noSuchItem("q\(number)") }
    guard row["state"] == "open" else { throw ReviewFault.alreadyDecided("q\(number)") }
    return row
  }

  private func finish(
    _ db: Database, _ number: Int64, _ state: String
  ) throws -> QuarantineItem {
    try db.execute(
      sql: "UPDATE sync_quarantine SET state = ? WHERE id = ?", arguments: [state, number])
    return try QuarantineReader(db: db, tables: tables).item(number)
  }
}
