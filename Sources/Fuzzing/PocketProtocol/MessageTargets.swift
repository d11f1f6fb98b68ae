import PocketProtocol
import Records

extension FuzzTarget {
  /// Messages of a pocket, with every column of their batches.
  static let toPC = FuzzTarget(
    "to-pc", seeds: { Talk.toPC },
    run: { input throws(BrokenPromise) in
      guard let message = try? ToPC(decoding: input) else { return }
      switch message {
      case .upBatch(let batch): try read(batch)
      case .lostBatch(let batch): try read(batch.rows)
      default: break
      }
      guard let bytes = try? message.encoded() else {
        return try promise(false, "\(message.name) was read and cannot be written")
      }
      let again = try? ToPC(decoding: bytes)
      try promise(again == message, "\(message.name) comes back")
    })

  /// Messages of the PC, with every column of their batches.
  static let toPocket = FuzzTarget(
    "to-pocket", seeds: { Talk.toPocket },
    run: { input throws(BrokenPromise) in
      guard let message = try? ToPocket(decoding: input) else { return }
      if case .downBatch(let batch) = message { try read(batch.rows) }
      guard let bytes = try? message.encoded() else {
        return try promise(false, "\(message.name) was read and cannot be written")
      }
      let again = try? ToPocket(decoding: bytes)
      try promise(again == message, "\(message.name) comes back")
    })

  private static func read(_ batch: ChangeBatch) throws(BrokenPromise) {
    try promise(batch.count <= ProtocolLimit.batchRows.maximum, "\(batch.count) changes")
    let changes = batch.pocketChanges
    try promise(changes.map(\.number) == Array(batch.first...batch.last), "numbers without a gap")
    try promise(changes.last?.nonce == batch.lastNonce, "the last nonce")
    for columns in batch.changeColumns {
      for column in columns.columns {
        try read([column.base, column.new], rows: columns.numbers.count)
      }
    }
  }

  private static func read(_ batch: RowBatch) throws(BrokenPromise) {
    try promise(batch.count <= ProtocolLimit.batchRows.maximum, "\(batch.count) rows")
    for row in 0..<batch.count {
      let values = batch.values(row)
      try promise(!batch.isDeleted(row) || values.allSatisfy { $0 == .null }, "a full tombstone")
    }
    try read(batch.columns, rows: batch.count)
  }

  /// Through the readers that the merge uses, which trust the counts.
  private static func read(_ columns: [Cells], rows: Int) throws(BrokenPromise) {
    // The readers nest a call for each column; a batch of all columns is read in parts.
    for column in columns {
      let bytes = CellReader.withReaders(of: [column]) { readers in
        (0..<rows).reduce(0) { $0 + size(of: $1, in: readers[0]) }
      }
      try promise(bytes <= ProtocolLimit.messageBytes.maximum * 9, "\(bytes) bytes in a column")
    }
  }

  private static func size(of row: Int, in reader: CellReader) -> Int {
    switch reader.cellClass(row) {
    case .null, .absent: 0
    case .integer: Int(reader.integer(row) & 7)
    case .real: reader.real(row).isZero ? 0 : 8
    case .text, .blob: reader.bytes(row).reduce(into: 0) { count, _ in count += 1 }
    }
  }
}
