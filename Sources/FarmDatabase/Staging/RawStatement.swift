import CSQLite
import GRDB
import Records

/// A prepared statement on GRDB's connection, bound cell by cell: the path of a million rows.
final class RawStatement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer

  init(_ db: Database, sql: String) throws {
    connection = db.sqliteConnection!
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v2(connection, sql, -1, &statement, nil)
    guard code == SQLITE_OK, let statement else { throw Self.fault(connection, code, sql) }
    handle = statement
  }

  deinit { sqlite3_finalize(handle) }

  func bind(_ value: Value, at index: Int32) {
    switch value {
    case .null: sqlite3_bind_null(handle, index)
    case .integer(let number): sqlite3_bind_int64(handle, index, number)
    case .real(let number): sqlite3_bind_double(handle, index, number)
    case .text(var text):
      text.withUTF8 { utf8 in
        let start = UnsafeRawPointer(utf8.baseAddress)?.assumingMemoryBound(to: CChar.self)
        _ = pocket_sqlite_bind_text(handle, index, start ?? Self.empty, Int32(utf8.count))
      }
    case .blob(let bytes): bind(bytes, at: index)
    }
  }

  func bind(_ bytes: [UInt8], at index: Int32) {
    bytes.withUnsafeBytes { raw in
      if let start = raw.baseAddress {
        _ = pocket_sqlite_bind_blob(handle, index, start, Int32(raw.count))
      } else {
        sqlite3_bind_zeroblob(handle, index, 0)
      }
    }
  }

  func bind(_ id: RowID, at index: Int32) {
    withUnsafeBytes(of: (id.high.bigEndian, id.low.bigEndian)) { raw in
      _ = pocket_sqlite_bind_blob(handle, index, raw.baseAddress, Int32(raw.count))
    }
  }

  /// Runs the statement once and makes it ready for the next; unbound parameters are NULL.
  func run() throws {
    let code = sqlite3_step(handle)
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    guard code == SQLITE_DONE else {
      throw Self.fault(connection, code, sqlite3_sql(handle).map { String(cString: $0) } ?? "")
    }
  }

  nonisolated(unsafe) private static let empty: UnsafePointer<CChar> = {
    let pointer = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    pointer.pointee = 0
    return UnsafePointer(pointer)
  }()

  private static func fault(
    _ connection: OpaquePointer, _ code: Int32, _ sql: String
  ) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)),
      sql: sql)
  }
}
