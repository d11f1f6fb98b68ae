import CSQLite
import GRDB
import Records

/// The functions by which a statement asks the `EditCursor` that is bound to it.
enum EditFunctions {
  private typealias Function =
    @convention(c) (
      OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?
    ) -> Void

  static func add(to db: Database) {
    add("sync_edit_goes_in", -1, goesIn, db)
    add("sync_edit_has", 2, has, db)
    add("sync_edit_origin", 2, origin, db)
    add("sync_edit_cell", 4, cell, db)
  }

  private static func add(_ name: String, _ count: Int32, _ function: Function, _ db: Database) {
    let code = sqlite3_create_function_v2(
      db.sqliteConnection, name, count, SQLITE_UTF8, nil, function, nil, nil, nil)
    precondition(code == SQLITE_OK, "function \(name): \(code)")
  }

  /// `sync_edit_goes_in(cursor, gid, rev, deleted, origin, touched cells…)`: 1 where the row is
  /// edited, and the edit goes in as the row stands.
  private static let goesIn: Function = { context, _, arguments in
    let (cursor, place) = EditFunctions.read(arguments!)
    guard let place else { return sqlite3_result_int(context, 0) }
    let isIn = cursor.admits(place, FoundRow(arguments: arguments! + 2))
    sqlite3_result_int(context, isIn ? 1 : 0)
  }

  /// `sync_edit_has(cursor, gid)`: 1 where the row is edited.
  private static let has: Function = { context, _, arguments in
    sqlite3_result_int(context, EditFunctions.read(arguments!).place == nil ? 0 : 1)
  }

  /// `sync_edit_origin(cursor, gid)`: the log that has the edited row as it will be.
  private static let origin: Function = { context, _, arguments in
    let (cursor, place) = EditFunctions.read(arguments!)
    guard let origin = place.flatMap({ cursor.edits[$0].origin }) else {
      return sqlite3_result_null(context)
    }
    sqlite3_result_int64(context, origin)
  }

  /// `sync_edit_cell(cursor, gid, place, current)`: what a cell of the edited row will hold.
  private static let cell: Function = { context, _, arguments in
    let (cursor, place) = EditFunctions.read(arguments!)
    guard let place else { return sqlite3_result_value(context, arguments![3]) }
    let column = Int(sqlite3_value_int(arguments![2]))
    if cursor.edits[place].ruling == nil {
      return EditFunctions.give(cursor.cells[column], cursor.edits[place].row, context)
    }
    guard let value = cursor.edits[place].ruling![column] else {
      return sqlite3_result_value(context, arguments![3])
    }
    EditFunctions.give(value, context)
  }

  private static func read(
    _ arguments: UnsafeMutablePointer<OpaquePointer?>
  ) -> (cursor: EditCursor, place: Int?) {
    let object = pocket_sqlite_value_object(arguments[0])!
    let cursor = Unmanaged<EditCursor>.fromOpaque(object).takeUnretainedValue()
    guard sqlite3_value_type(arguments[1]) == SQLITE_BLOB else { return (cursor, nil) }
    let start = sqlite3_value_blob(arguments[1])
    let bytes = UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(arguments[1])))
    return (cursor, RowID(stored: bytes).flatMap(cursor.find))
  }

  /// Gives a cell where it stands: its store outlives the statement.
  private static func give(_ cells: CellReader, _ row: Int, _ context: OpaquePointer?) {
    switch cells.cellClass(row) {
    case .null, .absent: sqlite3_result_null(context)
    case .integer: sqlite3_result_int64(context, cells.integer(row))
    case .real: sqlite3_result_double(context, cells.real(row))
    case .text:
      let bytes = cells.bytes(row)
      pocket_sqlite_result_text(context, bytes.baseAddress, Int32(bytes.count), 1)
    case .blob:
      let bytes = cells.bytes(row)
      pocket_sqlite_result_blob(context, bytes.baseAddress, Int32(bytes.count), 1)
    }
  }

  private static func give(_ value: Value, _ context: OpaquePointer?) {
    switch value {
    case .null: sqlite3_result_null(context)
    case .integer(let number): sqlite3_result_int64(context, number)
    case .real(let number): sqlite3_result_double(context, number)
    case .text(var text):
      text.withUTF8 { pocket_sqlite_result_text(context, $0.baseAddress, Int32($0.count), 0) }
    case .blob(let bytes):
      bytes.withUnsafeBytes {
        pocket_sqlite_result_blob(context, $0.baseAddress, Int32($0.count), 0)
      }
    }
  }
}
