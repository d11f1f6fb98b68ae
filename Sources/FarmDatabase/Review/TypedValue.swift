import GRDB
import Records

/// Turns what a person wrote into a value that fits a column.
struct TypedValue {
  let db: Database
  let tables: [ResolvedTable]
  let table: ResolvedTable

  /// The value; `like` are values that stood in the cell, they show how it writes a day.
  func parse(_ text: String, column: Int, like: [Value]) throws -> Value {
    let definition = table.sync.columns[column]
    if text.isEmpty {
      return definition.affinity == "TEXT" && definition.isRequired ? .text("") : .null
    }
    if let row = try parent(text, column: column) { return row }
    switch definition.affinity {
    case "INTEGER":
      if let number = Int64(text) { return .integer(number) }
    case "REAL":
      if let number = Self.real(text) { return .real(number) }
    case "NUMERIC":
      if let number = Int64(text) { return .integer(number) }
      return Self.real(text).map(Value.real) ?? .text(text)
    case "TEXT":
      return .text(like.contains(where: Self.isDay) ? Self.day(text) ?? text : text)
    default:
      if let bytes = Hexadecimal.decode(text.lowercased()) { return .blob(bytes) }
      if !definition.declaredType.uppercased().contains("BLOB") {
        return Int64(text).map(Value.integer) ?? .text(text)
      }
    }
    throw ReviewFault.wrongType(
      column: definition.name, type: definition.declaredType, value: text)
  }

  /// The key of the one parent row with this title; nil where the column points to no table.
  private func parent(_ text: String, column: Int) throws -> Value? {
    let name = table.sync.columns[column].name
    guard let key = table.foreignKeys.first(where: { $0.columns == [name] }),
      let parent = tables.first(where: { $0.name.lowercased() == key.parent.lowercased() }),
      key.parentColumns == parent.key
    else { return nil }
    let rows = try RecordKey(db: db, table: parent).find(text)
    guard rows.count < 2 else {
      throw ReviewFault.severalRecords(table: parent.name, key: text)
    }
    guard let row = rows.first else {
      throw ReviewFault.noSuchRecord(table: parent.name, key: text)
    }
    return try Value.fetchOne(
      db,
      sql: """
        SELECT u.\(SQLText.quoted(parent.key[0])) FROM \(parent.sql) u
        JOIN \(parent.image) s ON \(parent.joins("u", "s")) WHERE s.gid = ?
        """, arguments: [row])
  }

  private static func real(_ text: String) -> Double? {
    Double(text.replacing(",", with: "."))
  }

  private static func isDay(_ value: Value) -> Bool {
    guard case .text(let text) = value else { return false }
    return text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil
  }

  /// "14/5/2026" and "14.05.2026" as the day that ISO 8601 writes.
  private static func day(_ text: String) -> String? {
    guard let match = text.wholeMatch(of: /([0-9]{1,2})[\/.]([0-9]{1,2})[\/.]([0-9]{4})/) else {
      return nil
    }
    func padded(_ digits: Substring) -> String { digits.count < 2 ? "0" + digits : String(digits) }
    return "\(match.3)-\(padded(match.2))-\(padded(match.1))"
  }
}
