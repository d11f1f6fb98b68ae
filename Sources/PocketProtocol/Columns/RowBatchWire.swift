import FoundationEssentials
import Records

extension RowBatch {
  /// Reads the parts that a down batch and a lost batch share.
  init(
    table: UInt32, rows: Data, sequences: [UInt64], deleted: Data, columns: [Pocket_V1_Cells],
    field: String
  ) throws(ProtocolFault) {
    guard table < ProtocolLimit.tables.maximum else {
      throw .overLimit(.tables, found: Int(table))
    }
    self.table = Int(table)
    self.rows = try RowID.list(rows, field: "\(field).rows")
    self.columns = []
    let count = self.rows.count
    guard count > 0 else { throw .malformed("\(field).rows") }
    guard sequences.count == count else { throw .malformed("\(field).sequences") }
    guard deleted.count == count, deleted.allSatisfy({ $0 <= 1 }) else {
      throw .malformed("\(field).deleted")
    }
    try checkCells(rows: count, columns: columns.count)
    self.sequences = sequences
    tombstones = [UInt8](deleted)
    self.columns.reserveCapacity(columns.count)
    for cells in columns {
      self.columns.append(try Cells(cells, rows: count, field: "\(field).columns"))
    }
    try checkTombstones(field)
  }

  private func checkTombstones(_ field: String) throws(ProtocolFault) {
    for cells in columns {
      if cells.uniform == .null { continue }
      for row in 0..<count {
        let kind = cells.cellClass(row)
        guard kind != .absent, kind == .null || tombstones[row] == 0 else {
          throw .malformed("\(field).columns")
        }
      }
    }
  }
}

/// Holds the size of a batch against the limit for cells.
func checkCells(rows: Int, columns: Int) throws(ProtocolFault) {
  guard rows * columns <= ProtocolLimit.batchCells.maximum else {
    throw .overLimit(.batchCells, found: rows * columns)
  }
}

extension RowID {
  /// Reads identities that stand one after the other.
  static func list(_ data: Data, field: String) throws(ProtocolFault) -> [RowID] {
    guard data.count.isMultiple(of: byteCount) else { throw .malformed(field) }
    return data.withUnsafeBytes { raw in
      stride(from: 0, to: raw.count, by: byteCount).map { offset in
        RowID(
          high: UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)),
          low: UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)))
      }
    }
  }

  /// Reads one identity.
  static func one(_ data: Data, field: String) throws(ProtocolFault) -> RowID {
    guard let identity = RowID([UInt8](data)) else { throw .malformed(field) }
    return identity
  }

  /// The sixteen bytes for the wire.
  var data: Data { Data(bytes) }
}

extension [RowID] {
  /// All identities, one after the other.
  var data: Data {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count * RowID.byteCount)
    for row in self {
      Swift.withUnsafeBytes(of: row.high.bigEndian) { bytes.append(contentsOf: $0) }
      Swift.withUnsafeBytes(of: row.low.bigEndian) { bytes.append(contentsOf: $0) }
    }
    return Data(bytes)
  }
}
