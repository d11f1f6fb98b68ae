import GRDB
import Merge
package import Records

/// A name of the farm program's schema, with the words that the profile has for it.
package struct WordedName: Sendable, Hashable {
  /// As the farm database has it.
  package var name: String
  /// Language code → what people call it.
  package var words: [String: String]

  /// Takes both as they stand.
  package init(name: String, words: [String: String] = [:]) {
    self.name = name
    self.words = words
  }
}

/// A value as people may read it.
package struct ShownValue: Sendable, Hashable {
  /// What the cell holds.
  package var value: Value
  /// The title of the row that it points to; empty for a plain value.
  package var title: [ShownValue]
  /// Language code → what people call this value.
  package var words: [String: String]

  /// A plain value, or one that points to a row.
  package init(_ value: Value, title: [ShownValue] = [], words: [String: String] = [:]) {
    self.value = value
    self.title = title
    self.words = words
  }
}

/// Names rows by the columns that the profile calls their title, and their parents by theirs.
struct RowTitle {
  /// A title that names a parent that names a parent…; a circle ends here.
  static let depthMaximum = 4

  let db: Database
  let tables: [ResolvedTable]

  /// The title of a row, from our image: a deleted row has one too.
  func title(of row: RowID, in table: ResolvedTable, depth: Int = 0) throws -> [ShownValue] {
    switch try RowWriter.state(db, table, of: row) {
    case .absent: return []
    case .live(let values), .deleted(let values):
      return try title(
        Dictionary(uniqueKeysWithValues: values.enumerated().map { ($0, $1) }), in: table,
        depth: depth)
    }
  }

  /// The title that these cells make; columns that are not among them are left out.
  func title(
    _ cells: [Int: Value], in table: ResolvedTable, depth: Int = 0
  ) throws -> [ShownValue] {
    try table.title.compactMap { name in
      let column = table.sync.columns.firstIndex { $0.name.lowercased() == name.lowercased() }
      guard let column, let value = cells[column], !value.isNull else { return nil }
      return try shown(value, column: column, in: table, depth: depth + 1)
    }
  }

  /// One cell: a key of another row stands with that row's title.
  func shown(
    _ value: Value, column: Int, in table: ResolvedTable, depth: Int = 0
  ) throws -> ShownValue {
    guard depth < Self.depthMaximum, !value.isNull,
      let (parent, row) = try parent(value, column: column, in: table)
    else { return ShownValue(value, words: table.words(for: value, column: column)) }
    return ShownValue(value, title: try title(of: row, in: parent, depth: depth))
  }

  /// The row that a cell points to; nil for a plain value and for a row that is not known.
  private func parent(
    _ value: Value, column: Int, in table: ResolvedTable
  ) throws -> (ResolvedTable, RowID)? {
    let name = table.sync.columns[column].name
    guard
      let key = table.foreignKeys.first(where: { $0.columns == [name] }),
      let parent = tables.first(where: { $0.name.lowercased() == key.parent.lowercased() }),
      key.parentColumns == parent.key
    else { return nil }
    let condition =
      switch parent.sync.identity {
      case .own: "gid"
      // A reference travels as the parent's identity, and stands here as the parent's key.
      case .surrogate: if case .blob = value { "gid" } else { "k0" }
      case .natural: "c\(parent.sync.key[0])"
      }
    let row = try RowID.fetchOne(
      db, sql: "SELECT gid FROM \(parent.image) WHERE \(condition) = ? ORDER BY deleted LIMIT 1",
      arguments: [value])
    return row.map { (parent, $0) }
  }
}
