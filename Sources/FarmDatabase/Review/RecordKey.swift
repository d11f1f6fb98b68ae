import GRDB
import Records

/// Finds rows by what a person calls them: an identity, a key, or a value of the title.
struct RecordKey {
  /// More rows of one name need a better name.
  static let foundMaximum = 2

  let db: Database
  let table: ResolvedTable

  /// At most `foundMaximum` rows; a row that is there goes before a deleted one.
  func find(_ text: String) throws -> [RowID] {
    for rows in [try byIdentity(text), try byKey(text), try byTitle(text)] where !rows.isEmpty {
      return rows
    }
    return []
  }

  private func byIdentity(_ text: String) throws -> [RowID] {
    guard let bytes = Hexadecimal.decode(text.lowercased()), let row = RowID(bytes) else {
      return []
    }
    return try fetch("gid = ?", [row])
  }

  private func byKey(_ text: String) throws -> [RowID] {
    switch table.sync.identity {
    case .own: []
    case .surrogate: try Int64(text).map { try fetch("k0 = ?", [$0]) } ?? []
    case .natural:
      table.sync.key.count == 1
        ? try fetch("CAST(c\(table.sync.key[0]) AS TEXT) = ?", [text]) : []
    }
  }

  private func byTitle(_ text: String) throws -> [RowID] {
    let columns = table.title.compactMap { name in
      table.sync.columns.firstIndex { $0.name.lowercased() == name.lowercased() }
    }
    for column in columns {
      let rows = try fetch("CAST(c\(column) AS TEXT) = ?", [text])
      if !rows.isEmpty { return rows }
    }
    return []
  }

  private func fetch(_ condition: String, _ arguments: StatementArguments) throws -> [RowID] {
    for deleted in [0, 1] {
      let rows = try RowID.fetchAll(
        db,
        sql: """
          SELECT gid FROM \(table.image) WHERE deleted = \(deleted) AND \(condition)
          ORDER BY rev DESC LIMIT \(Self.foundMaximum)
          """, arguments: arguments)
      if !rows.isEmpty { return rows }
    }
    return []
  }
}
