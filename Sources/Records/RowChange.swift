/// What a pocket did to one row.
package enum ChangeKind: UInt8, Sendable, CaseIterable {
  case create = 1
  case update = 2
  case delete = 3
}

/// One change of one row by a pocket, with the values it replaced.
package struct RowChange: Hashable, Sendable {
  /// Which change of which pocket this is.
  package var dot: Dot
  /// What was done.
  package var kind: ChangeKind
  /// Index of the table in the schema.
  package var table: Int
  /// The row.
  package var row: RowID
  /// The last commit of the PC that the pocket had applied when the change was made.
  package var seen: UInt64
  /// Column index → values. A delete carries the whole image as base and no new values.
  package var cells: [Int: CellChange]

  /// Takes everything as it stands.
  package init(
    dot: Dot, kind: ChangeKind, table: Int, row: RowID, seen: UInt64, cells: [Int: CellChange]
  ) {
    self.dot = dot
    self.kind = kind
    self.table = table
    self.row = row
    self.seen = seen
    self.cells = cells
  }
}

/// The value a change found in a column and the value it put there.
package struct CellChange: Hashable, Sendable {
  /// What the pocket saw before; null for a created row.
  package var base: Value
  /// What the pocket put there; null in a delete.
  package var new: Value

  /// Takes both as they stand.
  package init(base: Value, new: Value) {
    self.base = base
    self.new = new
  }
}
