import Foundation
import GRDB
package import Records

/// Takes over tables that the farm program altered, and profiles that a person changed.
///
/// Images and past versions are rebuilt by the columns' names; a new column has no value on either
/// side yet, so the next capture finds the farm program's and feeds them.
struct SchemaAdoption {
  let db: Database
  let path: String
  /// The tables as the database and the profile now have them.
  let tables: [ResolvedTable]
  /// True where a person asked for it: columns and tables may then also go.
  let mayDrop: Bool

  /// A table as the bookkeeping has it.
  struct Known {
    var number: Int
    var columns: [String]
    var key: [String]
  }

  /// Rebuilds what differs; the names of the tables that did.
  func run() throws -> [String] {
    let known = try Self.known(db)
    try check(known)
    let changed = tables.filter { table in
      guard let old = known[table.name] else { return true }
      return old.number != table.number || old.columns != table.sync.columns.map(\.name)
    }
    var aside: [String: Known] = [:]
    for (name, old) in known where !tables.contains(where: { $0.name == name }) {
      try drop("row", old.number)
      try drop("past", old.number)
    }
    for table in changed {
      guard let old = known[table.name] else { continue }
      try setAside("row", old.number)
      try setAside("past", old.number)
      aside[table.name] = old
    }
    for table in changed {
      try db.execute(sql: MetadataSchema.image(of: table))
      guard let old = aside[table.name] else { continue }
      try copy(old, to: table)
    }
    try Self.note(db, tables)
    return changed.map(\.name)
  }

  /// An identity must stay what it is, and nothing goes unless somebody asked for it.
  private func check(_ known: [String: Known]) throws {
    for table in tables {
      guard let old = known[table.name] else { continue }
      let columns = Set(table.sync.columns.map(\.name))
      let kept = mayDrop || old.columns.allSatisfy(columns.contains)
      guard old.key == Self.key(of: table), kept else {
        throw FarmDatabaseError.schemaChanged(table: table.name)
      }
    }
    let names = Set(tables.map(\.name))
    if !mayDrop, let gone = known.keys.sorted().first(where: { !names.contains($0) }) {
      throw FarmDatabaseError.schemaChanged(table: gone)
    }
  }

  private func copy(_ old: Known, to table: ResolvedTable) throws {
    let places = table.sync.columns.map { column in
      old.columns.firstIndex(of: column.name).map { "c\($0)" } ?? "NULL"
    }
    let key = table.sync.identity == .surrogate ? "k0, " : ""
    let names = SQLText.list(table.sync.columns.count) { "c\($0)" }
    for (kind, head) in [
      ("row", "gid, rev, deleted, origin"), ("past", "until, gid, rev, deleted"),
    ] {
      let former = "sync_aside_\(kind)_\(old.number)"
      try db.execute(
        sql: """
          INSERT INTO sync_\(kind)_\(table.number)(\(head), \(key)\(names))
          SELECT \(head), \(key)\(places.joined(separator: ", ")) FROM \(former)
          """)
      try db.execute(sql: "DROP TABLE \(former)")
    }
  }

  /// The numbers may be handed out anew, so that every old table first makes room.
  private func setAside(_ kind: String, _ number: Int) throws {
    let table = "sync_\(kind)_\(number)"
    let indexes = try String.fetchAll(
      db,
      sql: """
        SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL
        """, arguments: [table])
    for index in indexes { try db.execute(sql: "DROP INDEX \(SQLText.quoted(index))") }
    try db.execute(sql: "ALTER TABLE \(table) RENAME TO sync_aside_\(kind)_\(number)")
  }

  private func drop(_ kind: String, _ number: Int) throws {
    try db.execute(sql: "DROP TABLE sync_\(kind)_\(number)")
  }

  /// Writes what the bookkeeping must know to map columns by name later.
  static func note(_ db: Database, _ tables: [ResolvedTable]) throws {
    try db.execute(sql: "DELETE FROM sync_table")
    for table in tables {
      try db.execute(
        sql: "INSERT INTO sync_table VALUES (?, ?, ?, ?, ?)",
        arguments: [
          table.name, HubState.fingerprint(table), table.number,
          ValueText.encode(table.sync.columns.map { .text($0.name) }),
          ValueText.encode(key(of: table).map { .text($0) }),
        ])
    }
  }

  private static func key(of table: ResolvedTable) -> [String] {
    [table.sync.identity.rawValue] + table.key
  }

  private static func known(_ db: Database) throws -> [String: Known] {
    let rows = try Row.fetchAll(db, sql: "SELECT * FROM sync_table")
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        (
          row["name"],
          Known(number: row["number"], columns: names(row["columns"]), key: names(row["key"]))
        )
      })
  }

  private static func names(_ text: String) -> [String] {
    (ValueText.decode(text) ?? []).compactMap { value in
      guard case .text(let name) = value else { return nil }
      return name
    }
  }
}

extension FarmDatabase {
  /// Takes over what changed in the farm's tables, or another profile; the tables that differ.
  ///
  /// Without a profile the change must be one that loses nothing: `schemaChanged` otherwise.
  package static func adoptSchema(
    path: String, profile: SyncProfile? = nil
  ) throws(FarmDatabaseError) -> [String] {
    let queue = try open(path)
    return try write(queue, path: path) { db in
      let known = try HubState.profile(db, path: path)
      return try adopt(db, path: path, profile ?? known, mayDrop: profile != nil)
    }
  }

  static func adopt(
    _ db: Database, path: String, _ profile: SyncProfile, mayDrop: Bool
  ) throws -> [String] {
    var resolver = ProfileResolver(profile, try DatabaseCatalog.read(db))
    let tables = resolver.resolve()
    let fatal = resolver.findings.filter(\.isFatal)
    guard fatal.isEmpty else { throw FarmDatabaseError.profileDoesNotFit(fatal) }
    let changed = try SchemaAdoption(db: db, path: path, tables: tables, mayDrop: mayDrop).run()
    if !changed.isEmpty, profile.capture != .compare {
      try KeyLog.remove(db)
      _ = try KeyLog.install(db, tables, guards: .all)
    }
    try db.execute(
      sql: "UPDATE sync_hub SET profile = ?, fingerprint = ?",
      arguments: [
        try HubState.text(of: profile),
        Data(SyncSchema(tables: tables.map(\.sync)).fingerprint.bytes),
      ])
    return changed
  }
}
