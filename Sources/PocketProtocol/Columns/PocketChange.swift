package import Records

/// A change as a pocket keeps it: tables and columns by place, so that nothing gets lost.
package struct PocketChange: Hashable, Sendable {
  /// Counts the changes of the incarnation from 1.
  package var number: UInt64
  /// Random, drawn with the change.
  package var nonce: UInt64
  /// What was done.
  package var kind: ChangeKind
  /// The table.
  package var table: SchemaPlace
  /// The row.
  package var row: RowID
  /// The last commit applied when the change was made.
  package var seen: UInt64
  /// The commit of an earlier ack 1; nil for none.
  package var accepted: CommitStamp?
  /// The cells that it touches; a delete carries the whole image as base and null as new.
  package var cells: [SchemaPlace: CellChange]

  /// Takes everything as it stands.
  package init(
    number: UInt64, nonce: UInt64, kind: ChangeKind, table: SchemaPlace, row: RowID, seen: UInt64,
    accepted: CommitStamp? = nil, cells: [SchemaPlace: CellChange]
  ) {
    self.number = number
    self.nonce = nonce
    self.kind = kind
    self.table = table
    self.row = row
    self.seen = seen
    self.accepted = accepted
    self.cells = cells
  }
}

extension ChangeBatch {
  /// Every change in the order of the numbers, strangers included.
  package var pocketChanges: [PocketChange] {
    order.map { place in
      let changes = tables[place.table]
      let row = place.row
      var cells: [SchemaPlace: CellChange] = [:]
      for column in changes.columns {
        guard let new = column.new[row] else { continue }
        cells[column.place] = CellChange(base: column.base[row] ?? .null, new: new)
      }
      return PocketChange(
        number: changes.numbers[row], nonce: changes.nonces[row], kind: changes.kinds[row],
        table: changes.place, row: changes.rows[row], seen: changes.seen[row],
        accepted: changes.accepted(row), cells: cells)
    }
  }
}
