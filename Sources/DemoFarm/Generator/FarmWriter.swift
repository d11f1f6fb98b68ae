import Records

/// Writes rows in the order of a table's columns; one prepared statement a table.
final class FarmWriter {
  private let connection: FarmConnection
  private var statements: [String: FarmStatement] = [:]
  private(set) var counts: [String: Int] = [:]

  /// Makes the tables in the file at `path`; parents are checked at the end, not row by row.
  init(path: String) throws(DemoFarmError) {
    connection = try FarmConnection(path: path)
    try connection.execute("PRAGMA page_size = 4096")
    try connection.execute(ShippedFarm.schema)
    try connection.execute("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; BEGIN")
  }

  func insert(_ table: String, _ values: [Value]) throws(DemoFarmError) {
    try statement(for: table).run(values)
    counts[table, default: 0] += 1
  }

  /// Commits, checks every parent and gives the counts.
  func finish() throws(DemoFarmError) -> FarmCounts {
    let orphans = try connection.rows("PRAGMA foreign_key_check").count
    guard orphans == 0 else { throw .brokenForeignKeys(count: orphans) }
    try connection.execute("COMMIT; PRAGMA optimize")
    let size = try connection.rows(
      "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    guard case .integer(let bytes)? = size.first?.first else {
      return FarmCounts(rows: counts, bytes: 0)
    }
    return FarmCounts(rows: counts, bytes: Int(bytes))
  }

  private func statement(for table: String) throws(DemoFarmError) -> FarmStatement {
    if let statement = statements[table] { return statement }
    let marks = Array(repeating: "?", count: try connection.columnCount(of: table))
    let sql = "INSERT INTO \(table) VALUES (\(marks.joined(separator: ", ")))"
    let statement = try connection.prepare(sql)
    statements[table] = statement
    return statement
  }
}

extension Value {
  static func number(_ number: Int?) -> Value { number.map { .integer(Int64($0)) } ?? .null }
  static func string(_ text: String?) -> Value { text.map(Value.text) ?? .null }
  static func day(_ day: CalendarDay?) -> Value { day.map { .text($0.iso) } ?? .null }
  static func id(_ id: RowID?) -> Value { id.map { .blob($0.bytes) } ?? .null }
}
