import CSQLite
import Records

/// A connection of its own to a farm database, as the farm program would open one.
struct FarmConnection: ~Copyable {
  private let handle: OpaquePointer

  /// Opens the file at `path`, made when it is missing; waits up to 5 s for a lock.
  init(path: String) throws(DemoFarmError) {
    var opened: OpaquePointer?
    let code = sqlite3_open(path, &opened)
    guard code == SQLITE_OK, let opened else {
      let message = String(cString: sqlite3_errstr(code))
      sqlite3_close_v2(opened)
      throw .sqlite(code: code, message: message, statement: "open")
    }
    handle = opened
    sqlite3_busy_timeout(opened, Self.lockTimeoutMilliseconds)
  }

  deinit {
    // Waits for statements that are still open, so that the order of destruction does not matter.
    sqlite3_close_v2(handle)
  }

  private static let lockTimeoutMilliseconds: Int32 = 5000

  /// Runs every statement of a text.
  func execute(_ sql: String) throws(DemoFarmError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else {
      let message = String(cString: sqlite3_errmsg(handle))
      throw .sqlite(code: code, message: message, statement: sql)
    }
  }

  func prepare(_ sql: String) throws(DemoFarmError) -> FarmStatement {
    try FarmStatement(sql: sql, connection: handle)
  }

  /// Runs one statement and gives every row it returns.
  @discardableResult
  func rows(_ sql: String, _ values: [Value] = []) throws(DemoFarmError) -> [[Value]] {
    try prepare(sql).run(values)
  }

  /// How many columns a table has; 0 when there is no such table.
  func columnCount(of table: String) throws(DemoFarmError) -> Int {
    try rows("SELECT name FROM pragma_table_info(?)", [.text(table)]).count
  }
}

/// A prepared statement that can be run many times.
final class FarmStatement {
  private let statement: OpaquePointer
  private let connection: OpaquePointer
  private let sql: String

  fileprivate init(sql: String, connection: OpaquePointer) throws(DemoFarmError) {
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v2(connection, sql, -1, &prepared, nil)
    guard code == SQLITE_OK, let prepared else {
      let message = String(cString: sqlite3_errmsg(connection))
      throw .sqlite(code: code, message: message, statement: sql)
    }
    statement = prepared
    self.connection = connection
    self.sql = sql
  }

  deinit {
    sqlite3_finalize(statement)
  }

  /// Binds the values in order, steps to the end and gives the rows.
  @discardableResult
  func run(_ values: [Value]) throws(DemoFarmError) -> [[Value]] {
    defer { sqlite3_reset(statement) }
    for (index, value) in values.enumerated() {
      try check(bind(value, at: Int32(index + 1)))
    }
    var rows: [[Value]] = []
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return rows }
      guard code == SQLITE_ROW else {
        try check(code)
        return rows
      }
      rows.append((0..<sqlite3_column_count(statement)).map(column))
    }
  }

  private func check(_ code: Int32) throws(DemoFarmError) {
    guard code != SQLITE_OK else { return }
    let message = String(cString: sqlite3_errmsg(connection))
    throw .sqlite(code: code, message: message, statement: sql)
  }

  private func bind(_ value: Value, at index: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(statement, index)
    case .integer(let number): return sqlite3_bind_int64(statement, index, number)
    case .real(let number): return sqlite3_bind_double(statement, index, number)
    case .text(let text):
      let count = Int32(text.utf8.count)
      return text.withCString { pocket_sqlite_bind_text(statement, index, $0, count) }
    case .blob(let bytes):
      return pocket_sqlite_bind_blob(statement, index, bytes, Int32(bytes.count))
    }
  }

  private func column(_ index: Int32) -> Value {
    switch sqlite3_column_type(statement, index) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, index))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, index))
    case SQLITE_TEXT:
      return .text(String(cString: sqlite3_column_text(statement, index)))
    case SQLITE_BLOB:
      let count = Int(sqlite3_column_bytes(statement, index))
      let bytes = UnsafeRawBufferPointer(
        start: sqlite3_column_blob(statement, index), count: count)
      return .blob(Array(bytes))
    default: return .null
    }
  }
}
