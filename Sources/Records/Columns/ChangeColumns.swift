/// Changes of one table by one log, columnar: one entry a change in every list.
package struct ChangeColumns: Hashable, Sendable {
  /// One column that at least one of the changes touches; absent where a change leaves it alone.
  package struct Column: Hashable, Sendable {
    /// Index of the column in the schema.
    package var index: Int
    /// What the pocket saw before.
    package var base: Cells
    /// What it put there.
    package var new: Cells

    /// Takes everything as it stands.
    package init(index: Int, base: Cells, new: Cells) {
      self.index = index
      self.base = base
      self.new = new
    }
  }

  /// Index of the table in the schema.
  package var table: Int
  /// Numbers of the changes, ascending.
  package var numbers: [UInt64]
  /// What was done.
  package var kinds: [ChangeKind]
  /// The row of each.
  package var rows: [RowID]
  /// The commit of an earlier ack 1 of each; empty where none had any.
  package var accepted: [CommitStamp?]
  /// The columns, each at most once.
  package var columns: [Column]

  /// Takes everything as it stands.
  package init(
    table: Int, numbers: [UInt64], kinds: [ChangeKind], rows: [RowID],
    accepted: [CommitStamp?] = [], columns: [Column]
  ) {
    self.table = table
    self.numbers = numbers
    self.kinds = kinds
    self.rows = rows
    self.accepted = accepted
    self.columns = columns
  }

  /// How many changes there are.
  package var count: Int { numbers.count }

  /// The commit of an earlier ack 1; nil for none.
  package func accepted(_ row: Int) -> CommitStamp? { accepted.isEmpty ? nil : accepted[row] }

  /// One change as a value.
  package func change(_ row: Int, incarnation: UInt64) -> RowChange {
    var cells: [Int: CellChange] = [:]
    for column in columns {
      guard let new = column.new[row] else { continue }
      cells[column.index] = CellChange(base: column.base[row] ?? .null, new: new)
    }
    return RowChange(
      dot: Dot(incarnation: incarnation, number: numbers[row], nonce: 0), kind: kinds[row],
      table: table, row: rows[row], seen: 0, cells: cells)
  }
}
