import GRDB
package import Records

/// Why a change could not be placed; the texts that stand in `sync_quarantine.reason`.
package enum QuarantineReason: String, Sendable, Hashable, CaseIterable {
  /// The table is not written by pockets.
  case notWritable = "not-writable"
  /// The pocket changed a row that this PC never had.
  case unknownRow = "unknown-row"
  /// The row points to one that is not there.
  case missingParent = "missing-parent"
  /// The identity is not the one of the row's key.
  case wrongIdentity = "wrong-identity"
  /// The change would give the row another key.
  case keyChanged = "key-changed"
  /// Another row has its natural key and says something else.
  case contradictoryKey = "contradictory-key"
  /// A rule of the farm program's schema refuses the row.
  case constraint
  /// A reason that this version has no words for.
  case other
}

/// One cell of a change that waits.
package struct QuarantineCell: Sendable, Hashable {
  /// The column.
  package var column: WordedName
  /// What the pocket saw before.
  package var base: ShownValue
  /// What it put there.
  package var new: ShownValue
}

/// A change of a pocket that could not be placed.
package struct QuarantineItem: Sendable, Hashable {
  /// The number that a person gives it by.
  package var number: Int64
  /// The pocket and the commit that brought it.
  package var author: Author
  /// The table.
  package var table: WordedName
  /// The row.
  package var row: RowID
  /// What names the row.
  package var title: [ShownValue]
  /// What the pocket did.
  package var kind: ChangeKind
  /// Why it could not be placed.
  package var reason: QuarantineReason
  /// What SQLite said; empty where it was not asked.
  package var detail: String
  /// What the change holds, in the schema's order.
  package var cells: [QuarantineCell]
  /// `open`, `placed` or `set-aside`.
  package var state: String

  /// True where somebody may still decide.
  package var isOpen: Bool { state == "open" }
}

extension FarmDatabase {
  /// Changes that wait because they could not be placed, newest first.
  package func quarantine(limit: Int) throws(FarmDatabaseError) -> [QuarantineItem] {
    try read { db in
      try QuarantineReader(db: db, tables: tables)
        .items("q.state = 'open' ORDER BY q.id DESC LIMIT ?", [limit])
    }
  }

  /// One change that could not be placed, whatever became of it.
  package func quarantined(_ number: Int64) throws(FarmDatabaseError) -> QuarantineItem {
    try read { db in try QuarantineReader(db: db, tables: tables).item(number) }
  }
}

/// Reads the quarantine with what a sentence about it needs.
struct QuarantineReader {
  let db: Database
  let tables: [ResolvedTable]

  func item(_ number: Int64) throws -> QuarantineItem {
    guard let item = try items("q.id = ?", [number]).first else {
      throw ReviewFault.noSuchItem("q\(number)")
    }
    return item
  }

  func items(_ condition: String, _ arguments: StatementArguments) throws -> [QuarantineItem] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT q.*, m.wall, m.kind AS commit_kind, p.label FROM sync_quarantine q
        LEFT JOIN sync_commit m ON m.seq = q.seq LEFT JOIN sync_peer p ON p.device = q.device
        WHERE \(condition)
        """, arguments: arguments
    ).compactMap(item)
  }

  private func item(_ row: Row) throws -> QuarantineItem? {
    let name: String = row["tbl"]
    guard let table = tables.first(where: { $0.name == name }) else { return nil }
    let titles = RowTitle(db: db, tables: tables)
    let id: RowID = row["gid"]
    let cells = Self.cells(row, of: table)
    var title = try titles.title(of: id, in: table)
    if title.isEmpty { title = try titles.title(cells.mapValues(\.new), in: table) }
    return QuarantineItem(
      number: row["id"], author: ReviewReader.author(row), table: table.worded, row: id,
      title: title, kind: ChangeKind(rawValue: row["kind"])!,
      reason: QuarantineReason(rawValue: row["reason"]) ?? .other, detail: row["detail"],
      cells: try cells.sorted { $0.key < $1.key }.map { column, cell in
        QuarantineCell(
          column: table.worded(column),
          base: try titles.shown(cell.base, column: column, in: table),
          new: try titles.shown(cell.new, column: column, in: table))
      }, state: row["state"])
  }

  /// The cells of the change, by the column's index, as far as the columns still take part.
  static func cells(_ row: Row, of table: ResolvedTable) -> [Int: CellChange] {
    let named = ValueText.decodeCells(row["cells"]) ?? [:]
    let pairs = table.sync.columns.enumerated().compactMap { index, column in
      named[column.name].map { (index, $0) }
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }
}
