package import Records

/// What a user does to one row, by the names of table and columns.
package enum PocketEdit: Hashable, Sendable {
  /// A new row; a new identity is drawn where none is given.
  case create(table: String, row: RowID?, values: [String: Value])
  /// New values in some columns of a row.
  case update(table: String, row: RowID, values: [String: Value])
  /// The row goes away.
  case delete(table: String, row: RowID)
}
