import GRDB

/// The farm's file and its ledger as they stand, for who looks at a session again.
package enum FarmImage {
  /// Copies both to `path` and to the place beside it; neither may exist.
  package static func copy(_ farm: FarmDatabase, to path: String) throws(FarmDatabaseError) {
    try copy(farm.queue, to: path)
    let ledger = farm.ledger
    try ledger.copy(to: Ledger.place(besideDatabase: path))
  }

  fileprivate static func copy(
    _ source: DatabaseQueue, to path: String
  ) throws(FarmDatabaseError) {
    do {
      let target = try DatabaseQueue(path: path)
      try source.backup(to: target)
      // One file alone: what stands in a log beside it would be left behind.
      try target.writeWithoutTransaction { db in
        if try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal" {
          try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
      }
      try target.close()
    } catch { throw FarmDatabaseError(error, path: path) }
  }
}

extension Ledger {
  fileprivate func copy(to path: String) throws(FarmDatabaseError) {
    do {
      let target = try DatabaseQueue(path: path)
      try run { source in
        try target.writeWithoutTransaction { try source.backup(to: $0) }
      }
      try target.close()
    } catch { throw FarmDatabaseError(error, path: path) }
  }
}

/// A table with each of its rows as bytes: equal exactly where the rows are.
package struct TableContent: Sendable, Hashable {
  /// The table.
  package let name: String
  /// A row each, in no order that means anything.
  package let rows: [[UInt8]]
}

extension FarmDatabase {
  /// Every table of the farm's file, the bookkeeping too, by name.
  package func allRows() throws(FarmDatabaseError) -> [TableContent] {
    try read { db in
      let names = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'
          ORDER BY name
          """)
      return try names.map { name in
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM \(SQLText.quoted(name))")
        var found: [[UInt8]] = []
        while let row = try rows.next() { found.append(row.identifyingBytes) }
        return TableContent(name: name, rows: found)
      }
    }
  }
}

extension Row {
  /// Each value as its class, its length and its bytes.
  fileprivate var identifyingBytes: [UInt8] {
    var bytes: [UInt8] = []
    for value in databaseValues {
      let (kind, content): (UInt8, [UInt8]) =
        switch value.storage {
        case .null: (0, [])
        case .int64(let number): (1, withUnsafeBytes(of: number.littleEndian, Array.init))
        case .double(let number):
          (2, withUnsafeBytes(of: number.bitPattern.littleEndian, Array.init))
        case .string(let text): (3, Array(text.utf8))
        case .blob(let data): (4, Array(data))
        }
      bytes.append(kind)
      bytes += withUnsafeBytes(of: UInt64(content.count).littleEndian, Array.init)
      bytes += content
    }
    return bytes
  }
}
