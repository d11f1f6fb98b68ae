import GRDB
import Records

/// How a table is written for a look.
package enum TableFormat: String, Sendable, CaseIterable {
  /// RFC 4180 in UTF-8; NULL is an empty field, an empty text is "", a blob is 0x and hexadecimal.
  case csv
  /// `CREATE TABLE` and an `INSERT` a row, as SQLite reads them.
  case sql
}

/// A table as the schema of a copy names it.
struct CopiedTable {
  let name: String
  let sql: String
  /// The columns that hold values of their own.
  let columns: [String]

  init?(named wanted: String, in db: Database) throws {
    guard let name = try Self.name(wanted, in: db) else { return nil }
    self.name = name
    sql =
      try String.fetchOne(
        db, sql: "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?",
        arguments: [name]) ?? ""
    columns = try String.fetchAll(
      db, sql: "SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0", arguments: [name])
  }

  /// The table's name as the schema writes it; nil for none, and for SQLite's own.
  static func name(_ wanted: String, in db: Database) throws -> String? {
    try String.fetchOne(
      db,
      sql: """
        SELECT name FROM sqlite_master WHERE type = 'table' AND name = ? COLLATE NOCASE
        AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        """, arguments: [wanted])
  }
}

/// One table as text, row by row; memory does not grow with it.
struct TableDump {
  let table: CopiedTable
  let format: TableFormat

  /// Returns the rows written.
  func write(_ db: Database, to write: ([UInt8]) throws -> Void) throws -> Int {
    try write(Array(head.utf8))
    // Texts come as bytes: they may hold a NUL, or no UTF-8 at all.
    let columns = table.columns.map(SQLText.quoted).map { column in
      "typeof(\(column)), iif(typeof(\(column)) = 'text', CAST(\(column) AS BLOB), \(column))"
    }
    let cursor = try Row.fetchCursor(
      db, sql: "SELECT \(columns.joined(separator: ", ")) FROM \(SQLText.quoted(table.name))")
    var rows = 0
    while let row = try cursor.next() {
      let cells = stride(from: 0, to: row.count, by: 2).map { Cell(row[$0], row[$0 + 1]) }
      try write(format == .csv ? line(cells) : insert(cells))
      rows += 1
    }
    if format == .sql { try write(Array("COMMIT;\n".utf8)) }
    return rows
  }

  private var head: String {
    switch format {
    case .csv: table.columns.map(Self.quoted).joined(separator: ",") + "\r\n"
    case .sql: "BEGIN;\n\(table.sql);\n"
    }
  }

  private func line(_ cells: [Cell]) -> [UInt8] {
    Array(cells.map(\.field).joined(separator: [UInt8(ascii: ",")])) + Array("\r\n".utf8)
  }

  private func insert(_ cells: [Cell]) -> [UInt8] {
    let columns = table.columns.map(SQLText.quoted).joined(separator: ", ")
    return Array("INSERT INTO \(SQLText.quoted(table.name))(\(columns)) VALUES (".utf8)
      + cells.map(\.literal).joined(separator: Array(", ".utf8)) + Array(");\n".utf8)
  }

  private static func quoted(_ name: String) -> String {
    String(decoding: Cell.text(Array(name.utf8)).field, as: UTF8.self)
  }
}

/// One value of a row.
private enum Cell {
  case null
  case integer(Int64)
  case real(Double)
  case text([UInt8])
  case blob([UInt8])

  init(_ type: String, _ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .double(let number): self = .real(number)
    case .string(let text): self = .text(Array(text.utf8))
    case .blob(let data): self = type == "text" ? .text(Array(data)) : .blob(Array(data))
    }
  }

  /// As a field of comma-separated values.
  var field: [UInt8] {
    switch self {
    case .null: []
    case .integer(let number): Array(String(number).utf8)
    case .real(let number): Array(String(number).utf8)
    case .blob(let bytes): Array("0x\(Self.hexadecimal(bytes))".utf8)
    case .text(let bytes):
      bytes.isEmpty || bytes.contains { [34, 44, 13, 10].contains($0) }
        ? Self.quoted(bytes, by: UInt8(ascii: "\"")) : bytes
    }
  }

  /// As SQL reads it.
  var literal: [UInt8] {
    switch self {
    case .null: Array("NULL".utf8)
    case .integer(let number): Array(String(number).utf8)
    case .real(let number):
      // SQLite has no word for infinity but a number too large to be one.
      Array((number.isInfinite ? (number < 0 ? "-9e999" : "9e999") : String(number)).utf8)
    case .blob(let bytes): Array("X'\(Self.hexadecimal(bytes))'".utf8)
    case .text(let bytes):
      // A NUL would end the statement.
      bytes.contains(0)
        ? Array("CAST(X'\(Self.hexadecimal(bytes))' AS TEXT)".utf8)
        : Self.quoted(bytes, by: UInt8(ascii: "'"))
    }
  }

  private static func quoted(_ bytes: [UInt8], by mark: UInt8) -> [UInt8] {
    [mark] + bytes.flatMap { $0 == mark ? [mark, mark] : [$0] } + [mark]
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    Hexadecimal.encode(bytes).uppercased()
  }
}
