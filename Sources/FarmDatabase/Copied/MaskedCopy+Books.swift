import Foundation
import GRDB
import Records

/// What the bookkeeping has of values, as text.
extension MaskedCopy {
  /// Columns that stand in a list beside their values.
  func maskReviews(_ columns: Set<MaskedColumn>) throws {
    try maskLists("sync_conflict", ["base", "winner", "loser"], columns)
    try maskLists("sync_superseded", ["cells"], columns)
    for row in try Row.fetchAll(db, sql: "SELECT id, tbl, cells FROM sync_quarantine") {
      let table: String = row["tbl"]
      guard let cells = ValueText.decodeCells(row["cells"]) else { continue }
      let masked = cells.sorted { $0.key < $1.key }.map { name, cell in
        let values = [cell.base, cell.new].map { standIn($0, table, name, columns) }
        return ValueText.string(name) + ":" + ValueText.encode(values)
      }
      try db.execute(
        sql: "UPDATE sync_quarantine SET cells = ? WHERE id = ?",
        arguments: ["{" + masked.joined(separator: ",") + "}", row["id"] as Int64])
    }
    try maskExtras(columns)
  }

  /// Cells that the farm had no place for: nothing is known of them, so all of them are masked.
  private func maskExtras(_ columns: Set<MaskedColumn>) throws {
    for row in try Row.fetchAll(db, sql: "SELECT DISTINCT tbl, col, cells FROM sync_extra") {
      let (table, column, old): (String, String, String) = (row["tbl"], row["col"], row["cells"])
      guard let values = ValueText.decode(old) else { continue }
      let masked = values.map { standIn($0, table, column, columns) }
      try db.execute(
        sql: "UPDATE sync_extra SET cells = ? WHERE tbl = ? AND col = ? AND cells = ?",
        arguments: [ValueText.encode(masked), table, column, old])
    }
  }

  private func maskLists(
    _ books: String, _ lists: [String], _ columns: Set<MaskedColumn>
  ) throws {
    for row in try Row.fetchAll(db, sql: "SELECT * FROM \(books)") {
      let table: String = row["tbl"]
      let names = ValueText.decode(row["columns"]) ?? []
      for list in lists {
        guard let old: String = row[list], let values = ValueText.decode(old) else { continue }
        let masked = zip(names, values).map { name, value in
          guard case .text(let name) = name else { return value }
          return standIn(value, table, name, columns)
        }
        try db.execute(
          sql: """
            UPDATE \(books) SET \(list) = ?
            WHERE tbl = ? AND gid = ? AND columns = ? AND \(list) = ?
            """,
          arguments: [
            ValueText.encode(masked + values.dropFirst(masked.count)), table, row["gid"] as Data,
            row["columns"] as String, old,
          ])
      }
    }
  }

  private func standIn(
    _ value: Value, _ table: String, _ column: String, _ columns: Set<MaskedColumn>
  ) -> Value {
    let isKnown = tables.first { $0.name == table }?.sync.columns.contains { $0.name == column }
    guard case .text(let text) = value,
      !(isKnown ?? false) || columns.contains(MaskedColumn(table: table, column: column))
    else { return value }
    return .text(mask.text(text, 0))
  }

  /// Batches of the inbox, and the names of media.
  static func maskLedger(
    _ path: String, _ columns: Set<MaskedColumn>, _ mask: ValueMask
  ) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in
      for table in ["batch", "lost"] {
        for row in try Row.fetchAll(db, sql: "SELECT rowid, bytes FROM \(table)") {
          let bytes = mask.batch([UInt8](row["bytes"] as Data), columns)
          try db.execute(
            sql: "UPDATE \(table) SET bytes = ? WHERE rowid = ?",
            arguments: [Data(bytes), row["rowid"] as Int64])
        }
      }
      for row in try Row.fetchAll(db, sql: "SELECT medium, label FROM medium") {
        try db.execute(
          sql: "UPDATE medium SET label = ? WHERE medium = ?",
          arguments: [mask.text(row["label"], 0), row["medium"] as String])
      }
    }
    try queue.writeWithoutTransaction { try rebuild($0) }
    try queue.close()
  }
}
