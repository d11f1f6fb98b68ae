package import Records

/// A row as one side knows it: the names of the farm database and their values.
package struct KnownRow: Hashable, Sendable {
  /// The table's name in the farm database.
  package var table: String
  /// The row.
  package var id: RowID
  /// Column name → value; columns that did not travel are missing.
  package var cells: [String: Value]

  /// Takes everything as it stands.
  package init(table: String, id: RowID, cells: [String: Value]) {
    self.table = table
    self.id = id
    self.cells = cells
  }
}

/// One edit of one row, as an app or the farm program makes it.
package struct WorkEdit: Hashable, Sendable {
  /// What is done.
  package var kind: ChangeKind
  /// The table's name in the farm database.
  package var table: String
  /// The row.
  package var row: RowID
  /// Column name → new value; only what changes, empty in a delete.
  package var cells: [String: Value]
  /// What the edit means beside the other side's work.
  package var intent: WorkIntent

  /// Takes everything as it stands.
  package init(
    kind: ChangeKind, table: String, row: RowID, cells: [String: Value] = [:],
    intent: WorkIntent = .alone
  ) {
    self.kind = kind
    self.table = table
    self.row = row
    self.cells = cells
    self.intent = intent
  }
}

/// How an edit stands to what the other side did to the same row.
package enum WorkIntent: String, Hashable, Sendable, CaseIterable {
  /// The other side did not touch the row.
  case alone
  /// The same column, another value: a true conflict.
  case conflict
  /// The same column, the same value: no conflict.
  case agreement
  /// Another column of the same row: no conflict.
  case elsewhere
  /// The other side deleted the row.
  case editOfDeleted
  /// The other side edited the row that this one deletes.
  case deleteOfEdited
  /// Both sides created a row for the same animal.
  case sameEarTag
}
