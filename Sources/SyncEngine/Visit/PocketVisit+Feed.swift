import FarmDatabase
import PocketProtocol
import Records

/// The PC's own changes on their way to the pocket.
extension PocketVisit {
  /// Bytes of a batch: small enough that a cut on a slow line costs little.
  static let batchBytes = 16 << 10
  private static let rowLimit = 256

  mutating func feed(from start: FeedCursor) throws(SyncError) {
    guard let opening else { preconditionFailure("a feed before the welcome") }
    let cursor = min(start, opening.cursor)
    let farm = farm
    let incarnation = opening.peer.incarnation
    let feed = try database { () throws(FarmDatabaseError) in
      try farm.feed(to: incarnation, from: cursor, rowLimit: Self.rowLimit)
    }
    var fed: UInt64 = 0
    while let rows = try database({ () throws(FarmDatabaseError) in try feed.next() }) {
      try stop.checkRun()
      try send(rows)
      fed += UInt64(rows.rows.count)
      report(.fed(rows: fed))
    }
    let end = feed.end
    let total = fed
    try carryOut(
      try speak { machine throws(ProtocolFault) in try machine.downEnd(cursor: end, rows: total) })
  }

  private mutating func send(_ rows: FeedRows) throws(SyncError) {
    let table = farm.tables[rows.table]
    count(table.name) { $0.went += rows.rows.count }
    var batch = RowBatch(table: rows.table, columnCount: table.sync.columns.count)
    for index in rows.rows.indices {
      let values = rows.deleted[index] ? nil : rows.columns.map { $0[index] }
      if !batch.hasRoom(for: values, targetBytes: Self.batchBytes) {
        try send(batch, cursor: rows.cursor(after: index - 1))
        batch = RowBatch(table: rows.table, columnCount: table.sync.columns.count)
      }
      batch.append(row: rows.rows[index], sequence: rows.sequence, values: values)
    }
    if batch.count > 0 {
      try send(batch, cursor: rows.cursor(after: rows.rows.count - 1))
    }
  }

  private mutating func send(_ batch: RowBatch, cursor: FeedCursor) throws(SyncError) {
    try carryOut(
      try speak { machine throws(ProtocolFault) in try machine.down(batch, cursor: cursor) })
  }
}
