import GRDB
import Records

/// Columns of a farm table that no two rows share, as one of its unique indexes has them.
struct UniqueKey: Sendable, Hashable {
  /// Names, each with the way its texts compare.
  var columns: [Column]

  struct Column: Sendable, Hashable {
    var name: String
    var collation: String
  }

  /// Every unique key whose rows a trigger can find with plain columns.
  ///
  /// A partial index, one on an expression or on a generated column is left to the row count. So is
  /// a primary key that compares bytes: the row that replaces another one there logs the same key.
  static func read(_ db: Database, of table: ResolvedTable) throws -> [UniqueKey] {
    let rows = try indexes(db, table, "il.partial = 0")
    var keys: [UniqueKey] = []
    for rows in rows.chunked(by: { $0["name"] as String }) where isPlain(rows) {
      let columns = rows.map { Column(name: $0["col"], collation: $0["coll"]) }
      if rows[0]["origin"] == "pk", columns.allSatisfy({ $0.collation == "BINARY" }) { continue }
      keys.append(UniqueKey(columns: columns))
    }
    return keys
  }

  /// True where a unique key is none of those.
  static func hasOthers(_ db: Database, of table: ResolvedTable) throws -> Bool {
    try indexes(db, table, "1").contains { $0["partial"] == 1 || !isPlain([$0]) }
  }

  private static func isPlain(_ rows: [Row]) -> Bool {
    rows.allSatisfy { $0["col"] != nil && $0["hidden"] == 0 }
  }

  private static func indexes(
    _ db: Database, _ table: ResolvedTable, _ condition: String
  ) throws -> [Row] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT il.name, il.origin, il.partial, ix.name AS col, ix.coll, x.hidden
        FROM pragma_index_list(?1) il, pragma_index_xinfo(il.name) ix
          LEFT JOIN pragma_table_xinfo(?1) x ON x.cid = ix.cid
        WHERE il."unique" = 1 AND ix.key = 1 AND \(condition)
        ORDER BY il.seq DESC, ix.seqno
        """, arguments: [table.name])
  }
}

extension [Row] {
  /// Neighbours that have the same name, together.
  fileprivate func chunked(by name: (Row) -> String) -> [[Row]] {
    reduce(into: []) { chunks, row in
      if let last = chunks.last?.last, name(last) == name(row) {
        chunks[chunks.count - 1].append(row)
      } else {
        chunks.append([row])
      }
    }
  }
}
