import GRDB

/// What the farm program's own tables look like, read from SQLite; nothing of ours in it.
package struct DatabaseCatalog: Sendable {
  /// One column of a table.
  package struct Column: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// The declared type as written; empty where none is.
    package var type: String
    /// True where NULL is refused.
    package var isRequired: Bool
    /// The SQL expression that fills in a missing value; nil for none.
    package var defaultValue: String?
    /// Place in the primary key, from 1; 0 for none.
    package var keyPlace: Int
    /// True for a generated column, which cannot be written.
    package var isGenerated: Bool
    /// How the primary key's index compares its texts; nil outside of such an index.
    package var keyCollation: String?
  }

  /// Columns that point to another table's key.
  package struct ForeignKey: Sendable, Hashable {
    /// The table pointed to.
    package var parent: String
    /// Columns here.
    package var columns: [String]
    /// Columns there, in the same order.
    package var parentColumns: [String]
  }

  /// One ordinary table.
  package struct Table: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// Its columns in order.
    package var columns: [Column]
    /// Its foreign keys.
    package var foreignKeys: [ForeignKey]
    /// True where it has no rowid.
    package var isWithoutRowID: Bool
    /// True for a virtual table or one that belongs to it.
    package var isVirtual: Bool
    /// True where a trigger of the farm program stands on it: a row may not stay as it was written.
    package var hasTriggers: Bool

    /// The columns of the primary key in their order there; empty for none.
    package var primaryKey: [Column] {
      columns.filter { $0.keyPlace > 0 }.sorted { $0.keyPlace < $1.keyPlace }
    }

    /// True where SQLite itself hands out the key: one column declared INTEGER PRIMARY KEY.
    package var hasRowIDKey: Bool {
      !isWithoutRowID && primaryKey.count == 1 && primaryKey[0].type.uppercased() == "INTEGER"
    }
  }

  /// The tables in the order of their names, without SQLite's own and ours.
  package var tables: [Table]

  /// The table of this name; names compare as SQLite compares them.
  package func table(named name: String) -> Table? {
    tables.first { $0.name.lowercased() == name.lowercased() }
  }

  static func read(_ db: Database) throws -> DatabaseCatalog {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT name, type, wr FROM pragma_table_list
        WHERE schema = 'main' AND type IN ('table', 'virtual', 'shadow')
          AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'sync\\_%' ESCAPE '\\'
        ORDER BY name
        """)
    let withTriggers = Set(
      try String.fetchAll(
        db,
        sql: """
          SELECT lower(tbl_name) FROM sqlite_schema
          WHERE type = 'trigger' AND name NOT LIKE 'sync\\_%' ESCAPE '\\'
          """))
    return DatabaseCatalog(
      tables: try rows.map { row in
        let name: String = row["name"]
        return Table(
          name: name, columns: try columns(db, name), foreignKeys: try foreignKeys(db, name),
          isWithoutRowID: row["wr"], isVirtual: row["type"] != "table",
          hasTriggers: withTriggers.contains(name.lowercased()))
      })
  }

  private static func columns(_ db: Database, _ table: String) throws -> [Column] {
    let collations = try Row.fetchAll(
      db,
      sql: """
        SELECT ix.name, ix.coll FROM pragma_index_list(?) il, pragma_index_xinfo(il.name) ix
        WHERE il.origin = 'pk' AND ix.key = 1 AND ix.name IS NOT NULL
        """, arguments: [table]
    ).reduce(into: [String: String]()) { $0[$1["name"]] = $1["coll"] }
    return try Row.fetchAll(
      db, sql: "SELECT * FROM pragma_table_xinfo(?)", arguments: [table]
    ).compactMap {
      let hidden: Int = $0["hidden"]
      guard hidden != 1 else { return nil }
      return Column(
        name: $0["name"], type: $0["type"], isRequired: $0["notnull"],
        defaultValue: $0["dflt_value"], keyPlace: $0["pk"], isGenerated: hidden >= 2,
        keyCollation: collations[$0["name"]])
    }
  }

  private static func foreignKeys(_ db: Database, _ table: String) throws -> [ForeignKey] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM pragma_foreign_key_list(?) ORDER BY id, seq", arguments: [table])
    var keys: [Int: ForeignKey] = [:]
    for row in rows {
      let id: Int = row["id"]
      let parent: String = row["table"]
      var key = keys[id] ?? ForeignKey(parent: parent, columns: [], parentColumns: [])
      key.columns.append(row["from"])
      if let target: String = row["to"] {
        key.parentColumns.append(target)
      } else {
        let primary = try columns(db, parent).filter { $0.keyPlace > 0 }
          .sorted { $0.keyPlace < $1.keyPlace }
        let place = key.columns.count - 1
        key.parentColumns.append(primary.indices.contains(place) ? primary[place].name : "rowid")
      }
      keys[id] = key
    }
    return keys.sorted { $0.key < $1.key }.map(\.value)
  }
}
