import CSQLite
import Foundation
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

  func bind(_ number: Int64, at index: Int32) { sqlite3_bind_int64(handle, index, number) }

  func bind(_ value: Value, at index: Int32) {
    switch value {
    case .null: sqlite3_bind_null(handle, index)
    case .integer(let number): bind(number, at: index)
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

  /// Binds an object of ours for our own functions; it must outlive the next run.
  func bind(object: AnyObject, at index: Int32) {
    _ = pocket_sqlite_bind_object(handle, index, Unmanaged.passUnretained(object).toOpaque())
  }

  /// Binds a cell where it stands: its store must outlive the next `run`.
  func bind(_ cells: CellReader, _ row: Int, at index: Int32) {
    switch cells.cellClass(row) {
    case .null, .absent: sqlite3_bind_null(handle, index)
    case .integer: sqlite3_bind_int64(handle, index, cells.integer(row))
    case .real: sqlite3_bind_double(handle, index, cells.real(row))
    case .text:
      let bytes = cells.bytes(row)
      let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
      sqlite3_bind_text(handle, index, start ?? Self.empty, Int32(bytes.count), nil)
    case .blob:
      let bytes = cells.bytes(row)
      let start = UnsafeRawPointer(bytes.baseAddress) ?? UnsafeRawPointer(Self.empty)
      sqlite3_bind_blob(handle, index, start, Int32(bytes.count), nil)
    }
  }

  /// Steps once; true where a row is there to be read, false at the end.
  func step() throws -> Bool {
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    sqlite3_reset(handle)
    guard code == SQLITE_DONE else { throw fault(code) }
    return false
  }

  /// Makes the statement ready for the next use; gives its locks back.
  func reset() { sqlite3_reset(handle) }

  /// The value of column `index`, from 0, of the row that `step` found.
  func value(_ index: Int32) -> Value {
    switch sqlite3_column_type(handle, index) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, index))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, index))
    case SQLITE_TEXT: return .text(String(decoding: bytes(index), as: UTF8.self))
    case SQLITE_BLOB: return .blob(Array(bytes(index)))
    default: return .null
    }
  }

  /// The integer in column `index`; 0 for NULL.
  func integer(_ index: Int32) -> Int64 { sqlite3_column_int64(handle, index) }

  /// True where column `index` is NULL.
  func isNull(_ index: Int32) -> Bool { sqlite3_column_type(handle, index) == SQLITE_NULL }

  /// The identity in column `index`; nil for anything but 16 bytes.
  func rowID(_ index: Int32) -> RowID? { RowID(stored: bytes(index)) }

  private func bytes(_ index: Int32) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_blob(handle, index)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index)))
  }

  /// Runs the statement once; false where a constraint refused the row.
  func runUnlessRefused() throws -> Bool {
    let code = sqlite3_step(handle)
    sqlite3_reset(handle)
    if code & 0xff == SQLITE_CONSTRAINT { return false }
    guard code == SQLITE_DONE else { throw fault(code) }
    return true
  }

  /// Rows that the last run wrote.
  var changes: Int { Int(sqlite3_changes(connection)) }

  /// Runs the statement once and makes it ready for the next; unbound parameters are NULL.
  func run() throws {
    defer { sqlite3_clear_bindings(handle) }
    try runKeeping()
  }

  /// As `run`, where every parameter is bound each time.
  func runKeeping() throws {
    let code = sqlite3_step(handle)
    sqlite3_reset(handle)
    guard code == SQLITE_DONE else { throw fault(code) }
  }

  private func fault(_ code: Int32) -> DatabaseError {
    Self.fault(connection, code, sqlite3_sql(handle).map { String(cString: $0) } ?? "")
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

extension RowID {
  /// Reads 16 bytes where they stand; nil for any other count.
  init?(stored bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.byteCount else { return nil }
    self.init(
      high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
      low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
  }

  /// As `<`, in the module where a million rows are compared.
  func precedes(_ other: RowID) -> Bool {
    high < other.high || high == other.high && low < other.low
  }
}
