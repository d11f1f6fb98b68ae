package import Records

/// Rows of one table, columnar: what the PC's feed is made of.
package struct RowBatch: Hashable, Sendable {
  /// Index of the table in the schema.
  package let table: Int
  /// The identity of each row.
  package internal(set) var rows: [RowID] = []
  /// The commit of each row's version.
  package internal(set) var sequences: [UInt64] = []
  /// 1 for each tombstone, else 0.
  package internal(set) var tombstones: [UInt8] = []
  /// Every column of the table, in the schema's order; null throughout in a tombstone.
  package internal(set) var columns: [Cells]

  /// An empty batch of a table with so many columns.
  package init(table: Int, columnCount: Int) {
    self.table = table
    columns = Array(repeating: Cells(), count: columnCount)
  }

  /// How many rows there are.
  package var count: Int { rows.count }

  /// True where the row at `index` was deleted.
  package func isDeleted(_ index: Int) -> Bool { tombstones[index] != 0 }

  /// The values of the row at `index`, in the schema's order.
  package func values(_ index: Int) -> [Value] { columns.map { $0[index] ?? .null } }

  /// Appends a row; nil values make a tombstone.
  package mutating func append(row: RowID, sequence: UInt64, values: [Value]?) {
    precondition(values == nil || values?.count == columns.count, "\(values?.count ?? 0) values")
    rows.append(row)
    sequences.append(sequence)
    tombstones.append(values == nil ? 1 : 0)
    for index in columns.indices { columns[index].append(values?[index] ?? .null) }
  }

  /// True where a row may be added before the batch is sent; the first row always may.
  package func hasRoom(for values: [Value]?, targetBytes: Int) -> Bool {
    if count == 0 { return true }
    let added = values?.reduce(20) { $0 + $1.estimatedBytes } ?? 20
    return count < ProtocolLimit.batchRows.maximum
      && (count + 1) * columns.count <= ProtocolLimit.batchCells.maximum
      && estimatedBytes + added <= targetBytes
  }

  /// About how many bytes the batch takes on the wire.
  package var estimatedBytes: Int {
    columns.reduce(count * 20) { $0 + $1.estimatedBytes }
  }
}

extension Value {
  fileprivate var estimatedBytes: Int {
    switch self {
    case .null: 1
    case .integer: 5
    case .real: 9
    case .text(let text): text.utf8.count + 2
    case .blob(let blob): blob.count + 2
    }
  }
}

extension Cells {
  /// About how many bytes the cells take on the wire.
  package var estimatedBytes: Int {
    bytes.count + (uniform == nil ? count : 1) + 4 * integers.count + 8 * reals.count + ends.count
      + 8
  }
}

/// Rows whose commits the PC no longer knows, each with the nonce of its commit.
package struct LostBatch: Hashable, Sendable {
  /// The rows, as the PC sent them before it was set back.
  package var rows: RowBatch
  /// The nonce of each row's commit; 0 where the pocket was never told.
  package var nonces: [UInt64]

  /// Takes both as they stand; a nonce for each row.
  package init(rows: RowBatch, nonces: [UInt64]) {
    precondition(rows.count == nonces.count, "\(nonces.count) nonces")
    self.rows = rows
    self.nonces = nonces
  }
}
