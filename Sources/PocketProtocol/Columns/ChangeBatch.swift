package import Records

/// Changes of one incarnation, columnar by table, their numbers without a gap.
package struct ChangeBatch: Hashable, Sendable {
  /// Number of the first change.
  package let first: UInt64
  /// Number of the last change.
  package let last: UInt64
  /// The changes, each table at most once.
  package let tables: [TableChanges]

  /// Takes parts that are known to fit together.
  init(first: UInt64, last: UInt64, tables: [TableChanges]) {
    self.first = first
    self.last = last
    self.tables = tables
  }

  /// How many changes there are.
  package var count: Int { Int(last - first + 1) }

  /// The nonce of the last change.
  package var lastNonce: UInt64 {
    for changes in tables where changes.numbers.last == last { return changes.nonces.last ?? 0 }
    preconditionFailure("change \(last) is in no table")
  }

  /// Where each change stands, in the order of the numbers.
  package var order: [(table: Int, row: Int)] {
    var order = Array(repeating: (table: 0, row: 0), count: count)
    for (table, changes) in tables.enumerated() {
      for (row, number) in changes.numbers.enumerated() {
        order[Int(number - first)] = (table, row)
      }
    }
    return order
  }

  /// The changes of each table, what the PC's schema lacks left out.
  package var changeColumns: [ChangeColumns] { tables.compactMap(\.changeColumns) }

  /// True where a table or column stands by name because the PC's schema lacks it.
  package var hasStrangers: Bool {
    tables.contains { changes in
      changes.place.index == nil || changes.columns.contains { $0.place.index == nil }
    }
  }
}

/// How a table or a column is given: by its index, or by name where the PC's schema lacks it.
package enum SchemaPlace: Hashable, Sendable {
  case index(Int)
  case stranger(String)

  /// The index; nil for a stranger.
  package var index: Int? {
    if case .index(let index) = self { index } else { nil }
  }
}

/// The changes of one table in a batch: one entry a change in every array.
package struct TableChanges: Hashable, Sendable {
  /// The table.
  package let place: SchemaPlace
  /// Numbers of the changes, ascending.
  package internal(set) var numbers: [UInt64] = []
  /// The nonce of each.
  package internal(set) var nonces: [UInt64] = []
  /// What was done.
  package internal(set) var kinds: [ChangeKind] = []
  /// The row of each.
  package internal(set) var rows: [RowID] = []
  /// The last commit applied when each was made.
  package internal(set) var seen: [UInt64] = []
  /// The commit of an earlier ack 1 of each; empty where none had any.
  package internal(set) var accepted: [CommitStamp?] = []
  /// The columns that at least one of the changes touches.
  package internal(set) var columns: [ColumnChanges] = []

  /// No changes yet.
  init(place: SchemaPlace) { self.place = place }

  /// How many changes there are.
  package var count: Int { numbers.count }

  /// The commit of an earlier ack 1; nil for none.
  package func accepted(_ row: Int) -> CommitStamp? { accepted.isEmpty ? nil : accepted[row] }

  /// The same changes by the PC's schema alone; nil where it lacks the table.
  fileprivate var changeColumns: ChangeColumns? {
    guard let table = place.index else { return nil }
    return ChangeColumns(
      table: table, numbers: numbers, kinds: kinds, rows: rows, accepted: accepted,
      columns: columns.compactMap { changes in
        changes.place.index.map {
          ChangeColumns.Column(index: $0, base: changes.base, new: changes.new)
        }
      })
  }
}

/// One column of a table's changes: a cell a change, absent where the change leaves it alone.
package struct ColumnChanges: Hashable, Sendable {
  /// The column.
  package let place: SchemaPlace
  /// What the pocket saw before.
  package internal(set) var base = Cells()
  /// What it put there.
  package internal(set) var new = Cells()

  /// No cells yet.
  init(place: SchemaPlace) { self.place = place }
}
