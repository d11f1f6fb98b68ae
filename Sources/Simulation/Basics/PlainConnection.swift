import CSQLite
import Records

/// What SQLite answered to a plain program.
struct PlainFault: Error, CustomStringConvertible {
  let code: Int32
  let message: String
  let sql: String
  var description: String { "\(code) \(message) in \(sql)" }
}

/// A connection as the farm program has one: bare SQLite, nothing of ours.
final class PlainConnection {
  private var handle: OpaquePointer?

  init(_ path: String) throws(PlainFault) {
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    guard sqlite3_open_v2(path, &handle, flags, nil) == SQLITE_OK else { throw fault("open") }
  }

  deinit { sqlite3_close_v2(handle) }

  /// The rows that a statement gives.
  @discardableResult
  func rows(_ sql: String, _ arguments: [Value] = []) throws(PlainFault) -> [[Value]] {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else {
      throw fault(sql)
    }
    defer { sqlite3_finalize(statement) }
    for (index, value) in arguments.enumerated() { bind(value, Int32(index + 1), statement) }
    var rows: [[Value]] = []
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        rows.append((0..<sqlite3_column_count(statement)).map { value($0, statement) })
      case SQLITE_DONE: return rows
      default: throw fault(sql)
      }
    }
  }

  /// Runs statements one after the other; a transaction that one of them began is rolled back.
  func run(_ statements: String) throws(PlainFault) {
    guard sqlite3_exec(handle, statements, nil, nil, nil) == SQLITE_OK else {
      let reason = fault(statements)
      sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
      throw reason
    }
  }

  private func fault(_ sql: String) -> PlainFault {
    PlainFault(
      code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)),
      sql: sql)
  }

  private func bind(_ value: Value, _ index: Int32, _ statement: OpaquePointer?) {
    switch value {
    case .null: sqlite3_bind_null(statement, index)
    case .integer(let number): sqlite3_bind_int64(statement, index, number)
    case .real(let number): sqlite3_bind_double(statement, index, number)
    case .text(let text):
      _ = pocket_sqlite_bind_text(statement, index, text, Int32(text.utf8.count))
    case .blob(let bytes): _ = pocket_sqlite_bind_blob(statement, index, bytes, Int32(bytes.count))
    }
  }

  private func value(_ column: Int32, _ statement: OpaquePointer?) -> Value {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, column))
    case SQLITE_TEXT:
      return .text(String(cString: sqlite3_column_text(statement, column)))
    case SQLITE_BLOB:
      let count = Int(sqlite3_column_bytes(statement, column))
      guard let bytes = sqlite3_column_blob(statement, column) else { return .blob([]) }
      return .blob(Array(UnsafeRawBufferPointer(start: bytes, count: count)))
    default: return .null
    }
  }
}
