import GRDB
import Records

/// What the edits of one list of columns need: the cursor is bound at 1, the range at 2 and 3.
struct RangeStatements {
  /// Affinities of the columns.
  let affinities: [String]
  private let keep: RawStatement
  private let row: RawStatement
  private let image: RawStatement
  /// True where the farm's table lies in another order than the images.
  private let isApart: Bool

  init(
    _ db: Database, _ table: ResolvedTable, _ columns: [Int], _ commit: CommitStamp
  ) throws {
    let isEdited = "gid BETWEEN ?2 AND ?3 AND sync_edit_has(?1, gid)"
    let found = "gid, rev, deleted, origin\(columns.map { ", c\($0)" }.joined())"
    affinities = columns.map { table.sync.columns[$0].affinity }
    keep = try RawStatement(
      db,
      sql: PastVersions.keeping(
        of: table, until: commit.sequence,
        where: "gid BETWEEN ?2 AND ?3 AND sync_edit_goes_in(?1, \(found))"))
    let cells = columns.enumerated().map { place, column in
      ", c\(column) = sync_edit_cell(?1, gid, \(place), c\(column))"
    }
    image = try RawStatement(
      db,
      sql: """
        UPDATE \(table.image) SET rev = \(commit.sequence),
          origin = sync_edit_origin(?1, gid)\(cells.joined()) WHERE \(isEdited)
        """)
    isApart = table.sync.identity != .own
    let key = isApart ? "?2" : SQLText.quoted(table.key[0])
    let set = columns.enumerated().map { place, column in
      "\(table.columns[column]) = sync_edit_cell(?1, \(key), \(place), \(table.columns[column]))"
    }.joined(separator: ", ")
    let rows =
      isApart
      ? table.isRow(ofIdentity: "?2")
      : "\(key) BETWEEN ?2 AND ?3 AND sync_edit_has(?1, \(key))"
    row = try RawStatement(db, sql: "UPDATE OR ABORT \(table.sql) SET \(set) WHERE \(rows)")
  }

  private func bind(
    _ statement: RawStatement, _ first: RowID, _ last: RowID, _ cursor: EditCursor
  ) {
    statement.bind(object: cursor, at: 1)
    statement.bind(first, at: 2)
    statement.bind(last, at: 3)
  }

  /// Writes every edit of the cursor that goes in; false, and no image is written, where one is
  /// refused or finds no row.
  func run(_ first: RowID, _ last: RowID, _ cursor: EditCursor) throws -> Bool {
    bind(keep, first, last, cursor)
    try keep.runKeeping()
    cursor.keepAdmitted()
    guard try writeRows(first, last, cursor) else { return false }
    bind(image, first, last, cursor)
    try image.runKeeping()
    precondition(image.changes == cursor.rows.count, "an image left between two statements")
    return true
  }

  private func writeRows(_ first: RowID, _ last: RowID, _ cursor: EditCursor) throws -> Bool {
    row.bind(object: cursor, at: 1)
    guard isApart else {
      bind(row, first, last, cursor)
      return try row.runUnlessRefused() && row.changes == cursor.rows.count
    }
    for id in cursor.rows {
      row.bind(id, at: 2)
      guard try row.runUnlessRefused(), row.changes == 1 else { return false }
    }
    return true
  }
}
