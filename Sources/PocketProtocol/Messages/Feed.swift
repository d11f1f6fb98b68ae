import FoundationEssentials
package import Records

/// Rows for the pocket, staged there until the feed ends.
package struct DownBatch: Hashable, Sendable {
  /// The rows, all of one table.
  package var rows: RowBatch
  /// Where the feed stands after them.
  package var cursor: FeedCursor

  /// Takes both as they stand.
  package init(rows: RowBatch, cursor: FeedCursor) {
    self.rows = rows
    self.cursor = cursor
  }

  init(_ wire: Pocket_V1_DownBatch) throws(ProtocolFault) {
    rows = try RowBatch(
      table: wire.table, rows: wire.rows, sequences: wire.sequences, deleted: wire.deleted,
      columns: wire.columns, field: "DownBatch")
    cursor = try FeedCursor(wire.cursor, field: "DownBatch.cursor")
  }

  var wire: Pocket_V1_DownBatch {
    var wire = Pocket_V1_DownBatch()
    wire.table = UInt32(rows.table)
    wire.rows = rows.rows.data
    wire.sequences = rows.sequences
    wire.deleted = Data(rows.tombstones)
    wire.columns = rows.columns.map(\.wire)
    wire.cursor = cursor.wire
    return wire
  }
}

/// The feed is complete: the pocket applies at once all that is staged.
package struct DownEnd: Hashable, Sendable {
  /// Where the feed stands now.
  package var cursor: FeedCursor
  /// Rows of this feed in all sessions, for people.
  package var rows: UInt64

  /// Takes both as they stand.
  package init(cursor: FeedCursor, rows: UInt64) {
    self.cursor = cursor
    self.rows = rows
  }
}

extension LostBatch {
  init(_ wire: Pocket_V1_LostBatch) throws(ProtocolFault) {
    let rows = try RowBatch(
      table: wire.table, rows: wire.rows, sequences: wire.sequences, deleted: wire.deleted,
      columns: wire.columns, field: "LostBatch")
    guard wire.nonces.count == rows.count else { throw .malformed("LostBatch.nonces") }
    self.init(rows: rows, nonces: wire.nonces)
  }

  var wire: Pocket_V1_LostBatch {
    var wire = Pocket_V1_LostBatch()
    wire.table = UInt32(rows.table)
    wire.rows = rows.rows.data
    wire.sequences = rows.sequences
    wire.nonces = nonces
    wire.deleted = Data(rows.tombstones)
    wire.columns = rows.columns.map(\.wire)
    return wire
  }
}
