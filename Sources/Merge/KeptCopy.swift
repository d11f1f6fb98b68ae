package import Records

/// The pocket's version of a row where both versions are kept.
package struct KeptCopy: Hashable, Sendable {
  /// Derived from the row and the pocket's values, so that redelivery makes the same row.
  package let row: RowID
  /// The PC's row with everything that the pocket put into it.
  package let values: [Value]

  /// The copy that `change` asks for where it meets the live row `current`.
  package init(of change: RowChange, meeting current: [Value]) {
    var values = current
    for (column, cell) in change.cells { values[column] = cell.new }
    self.values = values
    let told = change.cells.sorted { $0.key < $1.key }
      .flatMap { [.integer(Int64($0.key)), $0.value.base, $0.value.new] }
    row = .derived(table: "kept-both", key: [.blob(change.row.bytes)] + told)
  }
}
