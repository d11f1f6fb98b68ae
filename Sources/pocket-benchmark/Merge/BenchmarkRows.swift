import CBenchmark
import PocketProtocol
import Records

/// The rows of every case: 12 columns, about 100 bytes, the same by seed for us and our peers.
enum BenchmarkRows {
  static let seed: UInt64 = 20_260_511
  static let columns = Int(BENCHMARK_COLUMNS)
  /// The columns that an edit changes: dose and note.
  static let edited = [4, 6]

  /// The table as a farm program would make it; `key` is its first column with its type.
  static func schema(key: String, _ options: String = "") -> String {
    """
    CREATE TABLE record(\(key) PRIMARY KEY, c0 TEXT, c1 INTEGER, c2 INTEGER, c3 TEXT, c4 INTEGER,
      c5 REAL, c6 TEXT, c7 INTEGER, c8 TEXT, c9 INTEGER, c10 INTEGER, c11 TEXT)\(options);
    """
  }

  /// Known by identities that the pocket drew.
  static let ownSchema = schema(key: "id BLOB", " WITHOUT ROWID")
  /// For geodiff, which takes tables with one integer key only.
  static let integerSchema = schema(key: "id INTEGER")

  static func row(_ index: Int, edit: Int = 0) -> benchmark_row {
    var row = benchmark_row()
    benchmark_row_make(seed, UInt64(index), UInt32(edit), &row)
    return row
  }

  static func id(_ row: benchmark_row) -> RowID {
    withUnsafeBytes(of: row.id) { RowID(Array($0))! }
  }

  static func value(_ row: benchmark_row, _ column: Int) -> Value {
    var slot: Int32 = 0
    switch UnicodeScalar(UInt8(bitPattern: benchmark_column(Int32(column), &slot))) {
    case "i":
      return .integer(
        withUnsafeBytes(of: row.integers) { bytes in
          bytes.load(fromByteOffset: Int(slot) * 8, as: Int64.self)
        })
    case "r": return .real(row.real)
    default:
      let length = withUnsafeBytes(of: row.lengths) { Int($0[Int(slot)]) }
      if length == 0 { return .null }
      return withUnsafeBytes(of: row.texts) { bytes in
        let start = Int(slot) * Int(BENCHMARK_TEXT_BYTES)
        return .text(String(decoding: bytes[start..<start + length], as: UTF8.self))
      }
    }
  }

  /// A pocket's new row.
  static func create(_ index: Int, number: UInt64) -> PocketChange {
    let row = row(index)
    let cells = (0..<columns).map { column in
      (SchemaPlace.index(column), CellChange(base: .null, new: value(row, column)))
    }
    return change(.create, row, number, seen: 0, Dictionary(uniqueKeysWithValues: cells))
  }

  /// A pocket's edit of a row that stands as it was created.
  static func update(_ index: Int, edit: Int, number: UInt64, seen: UInt64) -> PocketChange {
    let (before, after) = (row(index), row(index, edit: edit))
    let cells = edited.map { column in
      (
        SchemaPlace.index(column),
        CellChange(base: value(before, column), new: value(after, column))
      )
    }
    return change(.update, before, number, seen: seen, Dictionary(uniqueKeysWithValues: cells))
  }

  private static func change(
    _ kind: ChangeKind, _ row: benchmark_row, _ number: UInt64, seen: UInt64,
    _ cells: [SchemaPlace: CellChange]
  ) -> PocketChange {
    PocketChange(
      number: number, nonce: number, kind: kind, table: .index(0), row: id(row), seen: seen,
      cells: cells)
  }
}
