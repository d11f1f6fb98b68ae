import GRDB
import Merge
import Records

/// Writes single rows in a forward commit: the farm's table, our image and the version before.
struct RowWriter {
  let db: Database
  let table: ResolvedTable
  /// The commit that the rows belong to.
  let commit: UInt64

  /// What the image holds of the row.
  static func state(_ db: Database, _ table: ResolvedTable, of row: RowID) throws -> RowState {
    let found = try Row.fetchOne(
      db, sql: "SELECT * FROM \(table.image) WHERE gid = ?", arguments: [row])
    guard let image = found else { return .absent }
    let values = table.sync.columns.indices.map { image["c\($0)"] as Value }
    return image["deleted"] == true ? .deleted(values) : .live(values)
  }

  /// Gives columns of a row that is there new values.
  func update(_ row: RowID, _ values: [Int: Value]) throws {
    guard !values.isEmpty else { return }
    let cells = values.sorted { $0.key < $1.key }
    let set = cells.map { "\(table.columns[$0.key]) = ?" }.joined(separator: ", ")
    try db.execute(
      sql: """
        UPDATE \(table.sql) AS u SET \(set) FROM \(table.image) s
        WHERE s.gid = ? AND \(table.joins("u", "s"))
        """, arguments: StatementArguments(cells.map(\.value)) + [row])
    try refresh(row)
  }

  /// Brings back a row whose tombstone the image holds, with these values.
  func insert(_ row: RowID, _ values: [Value]) throws {
    var names = table.columns
    var sources = values.map { _ in "?" }
    if table.sync.identity != .natural {
      names.append(SQLText.quoted(table.key[0]))
      sources.append(table.sync.identity == .own ? "s.gid" : "s.k0")
    }
    try db.execute(
      sql: """
        INSERT INTO \(table.sql)(\(names.joined(separator: ", ")))
        SELECT \(sources.joined(separator: ", ")) FROM \(table.image) s WHERE s.gid = ?
        """, arguments: StatementArguments(values) + [row])
    try keepPast(row)
    // A natural key is found by the values of the tombstone, which are the same.
    try db.execute(
      sql: "UPDATE \(table.image) SET deleted = 0, rev = ?, origin = NULL WHERE gid = ?",
      arguments: [Int64(commit), row])
    try refresh(row)
  }

  /// Takes a row away; nobody may point to it.
  func delete(_ row: RowID) throws {
    let name = { (key: String) in "u.\(SQLText.quoted(key))" }
    let key = table.key.map(SQLText.quoted).joined(separator: ", ")
    try db.execute(
      sql: """
        DELETE FROM \(table.sql) WHERE (\(key)) IN
          (SELECT \(table.key.map(name).joined(separator: ", "))
           FROM \(table.sql) u JOIN \(table.image) s ON \(table.joins("u", "s")) WHERE s.gid = ?)
        """, arguments: [row])
    try keepPast(row)
    try db.execute(
      sql: "UPDATE \(table.image) SET deleted = 1, rev = ?, origin = NULL WHERE gid = ?",
      arguments: [Int64(commit), row])
  }

  /// The tables with rows that point to this one.
  func children(of row: RowID, _ keys: [TableMerge.ChildKey]) throws -> [String] {
    try keys.filter { child in
      let pointing = zip(child.columns, child.parentColumns)
        .map { "c.\(SQLText.quoted($0)) = u.\(SQLText.quoted($1))" }.joined(separator: " AND ")
      return try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS(SELECT 1 FROM \(table.image) s JOIN \(table.sql) u
            ON \(table.joins("u", "s")) JOIN \(SQLText.quoted(child.table)) c ON \(pointing)
            WHERE s.gid = ?)
          """, arguments: [row]) ?? false
    }.map(\.table)
  }

  /// Reads the row as SQLite has stored it back into the image.
  private func refresh(_ row: RowID) throws {
    try keepPast(row)
    let values = table.columns.enumerated().map { ", c\($0) = u.\($1)" }.joined()
    try db.execute(
      sql: """
        UPDATE \(table.image) AS s SET rev = ?, origin = NULL\(values)
        FROM \(table.sql) u WHERE s.gid = ? AND \(table.joins("u", "s"))
        """, arguments: [Int64(commit), row])
  }

  private func keepPast(_ row: RowID) throws {
    try PastVersions.keep(
      db, of: table, until: commit, where: "s.gid = x'\(row.hexadecimal)'")
  }
}
