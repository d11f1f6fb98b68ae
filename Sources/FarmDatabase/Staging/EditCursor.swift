import Merge
import Records

/// Edits in the order of their rows, which a statement over a range of rows asks row by row.
///
/// One statement then walks a tree once, from leaf to leaf, instead of finding each row by itself.
final class EditCursor {
  /// What becomes of one row.
  struct Edit {
    /// Its place in the batch.
    let row: Int
    /// True once it was judged to go in.
    var isIn = false
    /// The log that has the row as it will be; nil where none has.
    var origin: Int64?
    /// What was decided, cell by cell, nil for those that stay; nil where all go in as they came.
    var ruling: [Value?]?
    /// What of the decision is kept for review.
    var conflicts: [Conflict] = []
  }

  /// Says what becomes of an edit whose row stands as it was found; it may be asked twice.
  typealias Judge = (_ edit: Edit, _ found: FoundRow) -> Edit

  /// Identities of the rows, ascending, each once.
  private(set) var rows: [RowID] = []
  /// Beside the rows.
  private(set) var edits: [Edit] = []
  /// The new cells of the batch, column by column, while their store is there to be read.
  private(set) var cells: [CellReader] = []
  private var judge: Judge?
  private var next = 0

  func begin(_ rows: [RowID], _ edits: [Edit], _ cells: [CellReader], _ judge: @escaping Judge) {
    (self.rows, self.edits, self.cells, self.judge, next) = (rows, edits, cells, judge, 0)
  }

  func end() { (rows, edits, cells, judge, next) = ([], [], [], nil, 0) }

  /// True where the edit goes in.
  func admits(_ place: Int, _ found: FoundRow) -> Bool {
    edits[place] = judge!(edits[place], found)
    return edits[place].isIn
  }

  /// Leaves those that do not go in to others.
  func keepAdmitted() {
    rows = rows.indices.filter { edits[$0].isIn }.map { rows[$0] }
    edits.removeAll { !$0.isIn }
    next = 0
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
