import Foundation
import GRDB
import Merge
import Records

/// Reads review items with everything that a sentence about them needs.
struct ReviewReader {
  let db: Database
  let tables: [ResolvedTable]

  private var titles: RowTitle { RowTitle(db: db, tables: tables) }

  private static let select = """
    SELECT c.*, m.wall, m.kind AS commit_kind, p.label FROM sync_conflict c
    LEFT JOIN sync_commit m ON m.seq = c.seq LEFT JOIN sync_peer p ON p.device = c.device
    """

  /// Open items, newest first.
  func open(limit: Int) throws -> [ReviewItem] {
    try Row.fetchAll(
      db, sql: Self.select + " WHERE c.state = 'open' ORDER BY c.id DESC LIMIT ?",
      arguments: [limit]
    ).compactMap(item)
  }

  /// One item, open or not; nil where there is none or its table no longer takes part.
  func item(_ number: Int64) throws -> ReviewItem? {
    try Row.fetchOne(db, sql: Self.select + " WHERE c.id = ?", arguments: [number]).flatMap(item)
  }

  /// The items that came up in these commits, in their order.
  func items(of range: CommitRange, limit: Int) throws -> [ReviewItem] {
    try Row.fetchAll(
      db, sql: Self.select + " WHERE c.seq BETWEEN ? AND ? ORDER BY c.id LIMIT ?",
      arguments: [Int64(range.first), Int64(range.last), limit]
    ).compactMap(item)
  }

  /// Who made a commit; nil where it is not of this chain.
  func author(of commit: UInt64) throws -> Author? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT m.seq, m.kind AS commit_kind, m.wall, p.label FROM sync_commit m
        LEFT JOIN sync_peer p ON p.device = m.device WHERE m.seq = ?
        """, arguments: [Int64(commit)]
    ).map(Self.author)
  }

  static func author(_ row: Row) -> Author {
    Author(
      commit: UInt64(row["seq"] as Int64),
      kind: (row["commit_kind"] as String?).flatMap(CommitKind.init) ?? .merge,
      pocket: row["label"], milliseconds: UInt64(max(0, row["wall"] as Int64? ?? 0)))
  }

  private func item(_ row: Row) throws -> ReviewItem? {
    let name: String = row["tbl"]
    guard let table = tables.first(where: { $0.name == name }) else { return nil }
    let id: RowID = row["gid"]
    let commit = UInt64(row["seq"] as Int64)
    let columns = Self.columns(row, of: table)
    let state = try RowWriter.state(db, table, of: id)
    let kind = ReviewKind(rawValue: row["kind"]) ?? .other
    let versions = try RowVersions.fetch(db, table, of: id)
    let cells = try cells(row, columns, of: table, now: state)
    return ReviewItem(
      number: row["id"], author: Self.author(row),
      table: table.worded, row: id, title: try titles.title(of: id, in: table), kind: kind,
      winnerIsPC: row["winner_is_pc"], cells: cells,
      other: try versions.origin(of: columns, before: commit).flatMap(author(of:)),
      isLive: state.isLive,
      hasChanged: Self.hasChanged(kind, cells, versions, state, since: commit),
      state: row["state"], decision: row["decision"])
  }

  /// The columns that the item names, as far as they still take part.
  static func columns(_ row: Row, of table: ResolvedTable) -> [Int] {
    let names = ValueText.decode(row["columns"]) ?? []
    return names.compactMap { name in
      table.sync.columns.firstIndex { .text($0.name) == name }
    }
  }

  private func cells(
    _ row: Row, _ columns: [Int], of table: ResolvedTable, now: RowState
  ) throws -> [ReviewCell] {
    let names = ValueText.decode(row["columns"]) ?? []
    let lists = ["base", "winner", "loser"].map { ValueText.decode(row[$0]) ?? [] }
    return try columns.map { column in
      let place = names.firstIndex(of: .text(table.sync.columns[column].name)) ?? 0
      func shown(_ values: [Value]) throws -> ShownValue {
        let value = values.indices.contains(place) ? values[place] : .null
        return try titles.shown(value, column: column, in: table)
      }
      var present: ShownValue?
      if case .live(let values) = now {
        present = try titles.shown(values[column], column: column, in: table)
      }
      return ReviewCell(
        column: table.worded(column), base: try shown(lists[0]), winner: try shown(lists[1]),
        loser: try shown(lists[2]), now: present)
    }
  }

  /// A cell counts by its value; a whole row by any commit after the one that decided.
  private static func hasChanged(
    _ kind: ReviewKind, _ cells: [ReviewCell], _ versions: RowVersions, _ state: RowState,
    since commit: UInt64
  ) -> Bool {
    switch kind {
    case .bothChanged, .recovered, .wholeRow, .sameKey, .summed, .movedForward, .united, .keptBoth,
      .other, .undoKeptCells:
      return !state.isLive || cells.contains { $0.now?.value != $0.winner.value }
    case .deletedOnPocket, .deletedOnPC, .parentBroughtBack, .undoKeptRow, .undoKeptDeletion:
      return versions.all.last.map { $0.commit > commit } ?? true
    }
  }
}

extension ResolvedTable {
  /// Its name for people.
  var worded: WordedName { WordedName(name: name, words: words?.name ?? [:]) }

  /// True where a person may mean this table: its name, or a word for it.
  func isCalled(_ text: String) -> Bool {
    ([name] + (words?.name ?? [:]).values).contains { $0.lowercased() == text.lowercased() }
  }

  /// A column's name for people.
  func worded(_ column: Int) -> WordedName {
    let name = sync.columns[column].name
    return WordedName(name: name, words: words?.columns?[name] ?? [:])
  }

  /// What people call a value of a column.
  func words(for value: Value, column: Int) -> [String: String] {
    guard case .text(let text) = value else { return [:] }
    return words?.values?[sync.columns[column].name]?[text] ?? [:]
  }
}

extension FarmDatabase {
  /// Open review items, newest first.
  package func reviews(limit: Int) throws(FarmDatabaseError) -> [ReviewItem] {
    try read { db in try ReviewReader(db: db, tables: tables).open(limit: limit) }
  }

  /// One review item, open or not.
  package func review(_ number: Int64) throws(FarmDatabaseError) -> ReviewItem {
    try read { db in
      guard let item = try ReviewReader(db: db, tables: tables).item(number) else {
        throw ReviewFault.noSuchItem(String(number))
      }
      return item
    }
  }
}
