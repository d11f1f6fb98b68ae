import GRDB
package import Records

/// Drafts a profile for a database that nobody described yet, and checks one that somebody wrote.
package enum ProfileAdvice {
  /// How many days of changes a drafted profile sends to a pocket.
  static let recentDays = 400

  /// A draft: every table that can take part does, both ways; each other one with its reason.
  package static func suggest(path: String, name: String) throws(FarmDatabaseError) -> SyncProfile {
    let queue = try FarmDatabase.open(path)
    return try FarmDatabase.read(queue, path: path) { db in
      let catalog = try DatabaseCatalog.read(db)
      var profile = SyncProfile(name: name, recentDays: recentDays, tables: [])
      for table in catalog.tables {
        if let reason = reasonToLeaveOut(table) {
          profile.leftOut.append(LeftOutTable(name: table.name, reason: reason))
        } else {
          profile.tables.append(try draft(db, table))
        }
      }
      leaveOutCircles(&profile, catalog)
      return profile
    }
  }

  /// Everything that does not fit, and what a person should know; nothing is written.
  package static func check(
    path: String, profile: SyncProfile
  ) throws(FarmDatabaseError) -> [ProfileFinding] {
    let queue = try FarmDatabase.open(path)
    return try FarmDatabase.read(queue, path: path) { db in
      var resolver = ProfileResolver(profile, try DatabaseCatalog.read(db))
      _ = resolver.resolve()
      return resolver.findings
    }
  }

  private static func reasonToLeaveOut(_ table: DatabaseCatalog.Table) -> String? {
    if table.isVirtual { return "virtual table: its content is kept by an extension" }
    if table.primaryKey.isEmpty {
      return "no primary key: its rows cannot be told apart; declare one to let it take part"
    }
    return nil
  }

  private static func draft(_ db: Database, _ table: DatabaseCatalog.Table) throws -> ProfileTable {
    var entry = ProfileTable(
      name: table.name, identity: try identity(db, table), direction: .both)
    entry.history = .recent
    entry.title = table.columns.first { column in
      column.keyPlace == 0 && column.type.uppercased().contains("TEXT")
    }.map { [$0.name] }
    return entry
  }

  /// A key that SQLite hands out is a surrogate; 16 bytes in every row are an identity.
  private static func identity(
    _ db: Database, _ table: DatabaseCatalog.Table
  ) throws -> RowIdentity {
    if table.hasRowIDKey { return .surrogate }
    let key = table.primaryKey
    guard key.count == 1, key[0].type.uppercased() == "BLOB" else { return .natural }
    let name = SQLText.quoted(key[0].name)
    let foreign = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS(SELECT 1 FROM \(SQLText.quoted(table.name))
          WHERE typeof(\(name)) <> 'blob' OR length(\(name)) <> \(RowID.byteCount))
        """)
    return foreign == true ? .natural : .own
  }

  /// Tables that point to each other in a circle cannot be ordered: their draft stays out.
  private static func leaveOutCircles(_ profile: inout SyncProfile, _ catalog: DatabaseCatalog) {
    var resolver = ProfileResolver(profile, catalog)
    _ = resolver.resolve()
    for case .circle(let names) in resolver.findings {
      profile.tables.removeAll { names.contains($0.name) }
      profile.leftOut += names.map {
        LeftOutTable(name: $0, reason: "points to a table that points back to it, in a circle")
      }
    }
  }
}
