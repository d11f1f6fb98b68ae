import GRDB
package import Records

/// A cell of a table or column that this database does not have; kept until it has.
package struct ExtraCell: Sendable, Hashable {
  /// The change's number in its log.
  package var number: UInt64
  /// What was done to the row.
  package var kind: ChangeKind
  /// The table as the pocket names it.
  package var table: String
  /// The row.
  package var row: RowID
  /// The column as the pocket names it.
  package var column: String
  /// What the pocket found and put there.
  package var cell: CellChange

  /// Takes everything as it stands.
  package init(
    number: UInt64, kind: ChangeKind, table: String, row: RowID, column: String, cell: CellChange
  ) {
    self.number = number
    self.kind = kind
    self.table = table
    self.row = row
    self.column = column
    self.cell = cell
  }

  func store(_ db: Database, _ request: MergeRequest) throws {
    try db.execute(
      sql: "INSERT OR IGNORE INTO sync_extra VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        request.device, Int64(bitPattern: request.incarnation), Int64(number), table, row,
        kind.rawValue, column, ValueText.encode([cell.base, cell.new]),
      ])
  }
}
