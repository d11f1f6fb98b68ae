import Records

/// Edits in the order of their rows, which a statement over a range of rows asks row by row.
///
/// One statement then walks a tree once, from leaf to leaf, instead of finding each row by itself.
final class EditCursor {
  /// What becomes of one row.
  struct Edit {
    /// Its place in the batch.
    let row: Int
    /// The log that has the row as it will be; nil where none has.
    var origin: Int64?
    /// What was decided, cell by cell, nil for those that stay; nil where all go in as they came.
    var ruling: [Value?]?
  }

  /// Identities of the rows, ascending, each once.
  private(set) var rows: [RowID] = []
  /// Beside the rows.
  private(set) var edits: [Edit] = []
  /// The new cells of the batch, column by column, while their store is there to be read.
  private(set) var cells: [CellReader] = []
  private var next = 0

  func begin(_ rows: [RowID], _ edits: [Edit], _ cells: [CellReader]) {
    (self.rows, self.edits, self.cells, next) = (rows, edits, cells, 0)
  }

  /// The place of a row's edit; cheap where rows are asked for in their order.
  func find(_ row: RowID) -> Int? {
    if next > 0, !rows[next - 1].precedes(row) { next = firstPlace(from: row) }
    while next < rows.count, rows[next].precedes(row) { next += 1 }
    return next < rows.count && !row.precedes(rows[next]) ? next : nil
  }

  private func firstPlace(from row: RowID) -> Int {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].precedes(row) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
