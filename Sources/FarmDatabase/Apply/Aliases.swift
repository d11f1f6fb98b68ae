import GRDB
import Merge
import Records

/// Rows that both sides made for one thing: the PC's stays, the pocket's identity is its alias.
///
/// Nothing is replaced or renumbered. The pocket's own row comes back to it as a tombstone, the
/// PC's in its place, and whatever pointed to the alias points to the row that stays.
extension TableMerge {
  /// Finds new rows whose natural key a row of the PC has, and lets the rule merge the two.
  func findAliases(_ staged: StageSummary) throws {
    // The identity of a natural key is derived from it: the same key is the same row.
    guard table.sync.identity != .natural else { return }
    let keys = try identityKeys()
    var found = false
    for key in keys {
      let covering = staged.masks(in: .insert).filter { Set(key).isSubset(of: masks[$0]) }
      guard !covering.isEmpty else { continue }
      for twin in try twins(key, keys, covering) {
        found = true
        try adopt(twin, key)
      }
    }
    guard found else { return }
    for (index, child) in tables.enumerated() { try mapReferences(in: child, index, to: table) }
  }

  /// A new row of the pocket and the row of the PC that has its key.
  private struct Twin {
    var alias: RowID
    var row: RowID
    /// True where another key says that they are two things.
    var contradicts: Bool
    var pocket: [Value]
    var pc: [Value]
  }

  private func twins(_ key: [Int], _ keys: [[Int]], _ masks: [Int]) throws -> [Twin] {
    func match(_ key: [Int], _ user: String) -> String {
      key.map { "\(user).\(table.columns[$0]) = st.v\($0)" }.joined(separator: " AND ")
    }
    let isThis = keyColumns.map { "w.\($0) = u.\($0)" }.joined(separator: " AND ")
    let others = Set(keys.flatMap { $0 }).subtracting(key).sorted()
    let differ =
      others.map { "ifnull(NOT (\(match([$0], "u"))), 0)" }
      + keys.filter { $0 != key }.map {
        "EXISTS (SELECT 1 FROM \(table.sql) w WHERE \(match($0, "w")) AND NOT (\(isThis)))"
      }
    let cells = key.map { ", st.v\($0), u.\(table.columns[$0])" }.joined()
    return try Row.fetchAll(
      db,
      sql: """
        SELECT st.gid, s.gid, \((differ + ["0"]).joined(separator: " OR "))\(cells)
        FROM \(table.stage) st CROSS JOIN \(table.sql) u ON \(match(key, "u"))
          CROSS JOIN \(table.image) s ON \(table.joins("u", "s")) AND s.deleted = 0
        WHERE st.verdict = \(Stage.insert.rawValue) AND st.mask IN (\(SQLText.list(masks.count) {
          String(masks[$0])
        })) ORDER BY st.gid
        """
    ).map { row in
      Twin(
        alias: row[0], row: row[1], contradicts: row[2],
        pocket: key.indices.map { row[3 + 2 * $0] }, pc: key.indices.map { row[4 + 2 * $0] })
    }
  }

  private func adopt(_ twin: Twin, _ key: [Int]) throws {
    if twin.contradicts { return try quarantine(twin.alias, "", .contradictoryKey) }
    let isBusy = try Bool.fetchOne(
      db, sql: "SELECT EXISTS(SELECT 1 FROM \(table.stage) WHERE gid = ?)", arguments: [twin.row])
    try db.execute(
      sql: "INSERT INTO sync_alias VALUES (?, ?, ?, ?)",
      arguments: [table.name, twin.alias, twin.row, Int64(commit.sequence)])
    let cells = SQLText.list(table.sync.columns.count) { "c\($0)" }
    let values = SQLText.list(table.sync.columns.count) { "v\($0)" }
    try db.execute(
      sql: """
        INSERT INTO \(table.image)(gid, rev, deleted, origin, \(cells))
        SELECT gid, \(commit.sequence), 1, NULL, \(values) FROM \(table.stage) WHERE gid = ?
        """, arguments: [twin.alias])
    try ReviewWriter(self).keep(
      Conflict(
        kind: .sameKey, columns: key, base: key.map { _ in .null }, winner: twin.pc,
        loser: twin.pocket, winnerIsPC: true), of: twin.row)
    // A change of the row that stays is on its way too: this one is taken up by the next merge.
    if isBusy == true { return try quarantine(twin.alias, "", .contradictoryKey) }
    try mapOwnKeys(twin)
    try db.execute(
      sql: "UPDATE \(table.stage) SET gid = ?, verdict = ? WHERE gid = ?",
      arguments: [twin.row, Stage.rowRule.rawValue, twin.alias])
    try News.add(db, index, twin.row)
  }

  /// Rows of the same table that point to the alias by the key that it was about to get.
  private func mapOwnKeys(_ twin: Twin) throws {
    guard table.sync.identity == .surrogate else { return }
    let keys = "SELECT k0 FROM \(table.stage) WHERE gid = x'\(twin.alias.hexadecimal)'"
    let stays = "SELECT k0 FROM \(table.image) WHERE gid = x'\(twin.row.hexadecimal)'"
    for (column, name) in table.sync.columns.map(\.reference).enumerated() where name == table.name
    {
      try News.addAll(db, index, "SELECT gid FROM \(table.stage) WHERE v\(column) = (\(keys))")
      try db.execute(
        sql: "UPDATE \(table.stage) SET v\(column) = (\(stays)) WHERE v\(column) = (\(keys))")
    }
    try db.execute(
      sql: "UPDATE \(table.stage) SET k0 = (\(stays)) WHERE gid = ?", arguments: [twin.alias])
  }

  /// Changes that name an alias become changes of the row that stays; before anything is folded.
  func mapAliases() throws {
    let any = "SELECT EXISTS(SELECT 1 FROM sync_alias)"
    guard try Bool.fetchOne(db, sql: any) == true else { return }
    for parent in tables { try mapReferences(in: table, index, to: parent) }
    let stands = "(SELECT a.gid FROM sync_alias a WHERE a.tbl = ? AND a.alias = st.gid)"
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT st.gid, \(stands), st.kind, st.number FROM \(table.stage) st
        WHERE \(stands) IS NOT NULL
        """, arguments: [table.name, table.name])
    for row in rows {
      let (alias, stays, number): (RowID, RowID, Int64) = (row[0], row[1], row[3])
      try News.add(db, index, stays)
      guard row[2] == ChangeKind.delete.rawValue else {
        try db.execute(
          sql: "UPDATE \(table.stage) SET gid = ? WHERE gid = ? AND number = ?",
          arguments: [stays, alias, number])
        continue
      }
      // Who deletes the alias has not seen the row that stays: nothing of that one goes with it.
      try db.execute(
        sql: "DELETE FROM \(table.stage) WHERE gid = ? AND number = ?", arguments: [alias, number])
      try ReviewWriter(self).keep(
        Conflict(
          kind: .deletedOnPocket, columns: [], base: [], winner: [], loser: [], winnerIsPC: true),
        of: stays)
    }
  }

  private func mapReferences(
    in child: ResolvedTable, _ index: Int, to parent: ResolvedTable
  ) throws {
    for key in child.foreignKeys where key.parent == parent.name {
      guard key.parentColumns == parent.key, key.columns.count == 1,
        let column = child.sync.columns.firstIndex(where: { $0.name == key.columns[0] })
      else { continue }
      let name = SQLText.text(parent.name)
      for cell in ["v\(column)", "b\(column)"] {
        let aliases = "\(cell) IN (SELECT alias FROM sync_alias WHERE tbl = \(name))"
        try News.addAll(db, index, "SELECT gid FROM \(child.stage) WHERE \(aliases)")
        try db.execute(
          sql: """
            UPDATE \(child.stage) SET \(cell) = (SELECT a.gid FROM sync_alias a
              WHERE a.tbl = \(name) AND a.alias = \(cell)) WHERE \(aliases)
            """)
      }
    }
  }

  /// Columns that no two rows share: the profile's natural keys and the farm's unique indexes.
  private func identityKeys() throws -> [[Int]] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT il.name, ix.name AS col FROM pragma_index_list(?) il, pragma_index_info(il.name) ix
        WHERE il."unique" = 1 AND il.partial = 0 AND il.origin <> 'pk' ORDER BY il.seq, ix.seqno
        """, arguments: [table.name])
    let unique = Dictionary(grouping: rows) { $0["name"] as String }.values.compactMap { rows in
      let columns = rows.compactMap { row in
        table.sync.columns.firstIndex { $0.name == row["col"] as String? }
      }
      return columns.count == rows.count ? columns.sorted() : nil
    }
    return Set(table.naturalKeys + unique).sorted { $0.lexicographicallyPrecedes($1) }
  }
}

/// Rows that differ from what the pocket has although it wrote them: its feed must bring them.
enum News {
  static let table = "CREATE TABLE temp.sync_news(tbl INTEGER, gid BLOB, PRIMARY KEY(tbl, gid))"

  static func clear(_ db: Database) throws { try db.execute(sql: "DELETE FROM temp.sync_news") }

  static func add(_ db: Database, _ table: Int, _ row: RowID) throws {
    try db.execute(
      sql: "INSERT OR IGNORE INTO temp.sync_news VALUES (?, ?)", arguments: [table, row])
  }

  static func addAll(_ db: Database, _ table: Int, _ rows: String) throws {
    try db.execute(sql: "INSERT OR IGNORE INTO temp.sync_news SELECT \(table), gid FROM (\(rows))")
  }

  /// Takes the pocket's name off the rows that this commit wrote.
  static func announce(_ merge: TableMerge) throws {
    try merge.db.execute(
      sql: """
        UPDATE \(merge.table.image) SET origin = NULL WHERE rev = ? AND origin IS NOT NULL
          AND gid IN (SELECT gid FROM temp.sync_news WHERE tbl = ?)
        """, arguments: [Int64(merge.commit.sequence), merge.index])
  }
}
