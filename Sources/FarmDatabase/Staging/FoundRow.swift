import CSQLite
import Foundation
import Records

/// An image row as a statement shows it to one of our functions; valid for that call only.
struct FoundRow {
  /// Commit, tombstone, origin, and then the cells.
  let arguments: UnsafeMutablePointer<OpaquePointer?>

  /// The commit that wrote it.
  var revision: Int64 { sqlite3_value_int64(arguments[0]) }

  /// True for a tombstone.
  var isDeleted: Bool { sqlite3_value_int(arguments[1]) != 0 }

  /// The log that has the row as it is; nil where none has.
  var origin: Int64? {
    sqlite3_value_type(arguments[2]) == SQLITE_NULL ? nil : sqlite3_value_int64(arguments[2])
  }

  /// True where cell `index` has the very class and value of a cell of ours.
  func holds(_ cells: CellReader, _ row: Int, at index: Int) -> Bool {
    let value = arguments[3 + index]
    let found = sqlite3_value_type(value)
    switch cells.cellClass(row) {
    case .null, .absent: return found == SQLITE_NULL
    case .integer:
      return found == SQLITE_INTEGER && sqlite3_value_int64(value) == cells.integer(row)
    case .real: return found == SQLITE_FLOAT && sqlite3_value_double(value) == cells.real(row)
    case .text: return found == SQLITE_TEXT && holds(value, cells.bytes(row))
    case .blob: return found == SQLITE_BLOB && holds(value, cells.bytes(row))
    }
  }

  private func holds(_ value: OpaquePointer?, _ expected: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = sqlite3_value_blob(value)
    let count = Int(sqlite3_value_bytes(value))
    return count == expected.count
      && (count == 0 || memcmp(start!, expected.baseAddress!, count) == 0)
  }
}
