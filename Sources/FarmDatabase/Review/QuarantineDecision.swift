import GRDB
import Records

extension FarmDatabase {
  /// Tries a change that could not be placed once more; where it is refused again, it waits on.
  package func retry(_ number: Int64) throws(FarmDatabaseError) -> QuarantineItem {
    try forward { db in
      let row = try openRow(db, number)
      let name: String = row["tbl"]
      guard let index = tables.firstIndex(where: { $0.name == name }) else {
        throw ReviewFault.noSuchTable(name)
      }
      let table = tables[index]
      let change = RowChange(
        dot: Dot(
          incarnation: UInt64(bitPattern: row["incarnation"]),
          number: UInt64(row["number"] as Int64), nonce: 0),
        kind: ChangeKind(rawValue: row["kind"])!, table: index, row: row["gid"], seen: 0,
        cells: try QuarantineReader.cells(row, of: table).mapPairs { column, cell in
          CellChange(
            base: try identity(db, cell.base, column, table),
            new: try identity(db, cell.new, column, table))
        })
      let request = MergeRequest(
        device: row["device"], incarnation: change.dot.incarnation,
        session: surroundings.freshID(), lastNumber: change.dot.number, lastNonce: 0,
        feedSequence: 0)
      let receipt = try merge(db, request) { try $0.take(change) }
      guard receipt.tables.allSatisfy({ $0.quarantined == 0 }) else {
        throw try refusal(db, since: number)
      }
      return (try finish(db, number, "placed"), keeps: true)
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

  /// The merge takes references as identities; a change may wait with keys of this PC in it.
  private func identity(
    _ db: Database, _ value: Value, _ column: Int, _ table: ResolvedTable
  ) throws -> Value {
    guard let parent = table.references[column], case .integer(let key) = value else {
      return value
    }
    return try Value.fetchOne(
      db, sql: "SELECT gid FROM \(parent) WHERE k0 = ? ORDER BY deleted LIMIT 1",
      arguments: [key]) ?? value
  }

  /// Why the newest try was refused; the try itself is rolled back with its entry.
  private func refusal(_ db: Database, since number: Int64) throws -> ReviewFault {
    let row = try Row.fetchOne(
      db, sql: "SELECT reason, detail FROM sync_quarantine WHERE id > ? ORDER BY id DESC LIMIT 1",
      arguments: [number])
    return .stillNotPlaced(
      reason: (row?["reason"] as String?).flatMap(QuarantineReason.init) ?? .other,
      detail: row?["detail"] ?? "")
  }
}

extension Dictionary {
  fileprivate func mapPairs<T>(_ body: (Key, Value) throws -> T) rethrows -> [Key: T] {
    [Key: T](
      uniqueKeysWithValues: try map { key, value in (key, try body(key, value)) })
  }
}
