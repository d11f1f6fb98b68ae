import Foundation
import GRDB
package import Records

extension FarmDatabase {
  /// Prepares a database that we do not own: bookkeeping beside its tables, one transaction.
  package static func prepare(
    path: String, profile: SyncProfile, farmName: String, surroundings: Surroundings = .real,
    files: FileView = .onDisk
  ) throws(FarmDatabaseError) -> [ProfileFinding] {
    let queue = try open(path, surroundings, files)
    return try write(queue, path: path) { db in
      if try db.tableExists("sync_hub") { throw FarmDatabaseError.alreadyPrepared(path: path) }
      var resolver = ProfileResolver(profile, try DatabaseCatalog.read(db))
      let tables = resolver.resolve()
      let fatal = resolver.findings.filter(\.isFatal)
      guard fatal.isEmpty else { throw FarmDatabaseError.profileDoesNotFit(fatal) }
      try db.execute(sql: MetadataSchema.tables)
      for table in tables { try db.execute(sql: MetadataSchema.image(of: table)) }
      let broken = try Int.fetchOne(db, sql: "SELECT count(*) FROM pragma_foreign_key_check") ?? 0
      try db.execute(
        sql: "INSERT INTO sync_hub VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          MetadataSchema.currentFormat, surroundings.freshID(), farmName,
          try HubState.text(of: profile),
          Data(SyncSchema(tables: tables.map(\.sync)).fingerprint.bytes), broken,
          Int64(surroundings.nowMilliseconds),
        ])
      try SchemaAdoption.note(db, tables)
      let first = try CommitChain.append(db, .prepare, in: surroundings)
      for table in tables {
        _ = try Capture(table: table, commit: first.sequence, isNamed: false).run(db)
      }
      if profile.capture != .compare { _ = try KeyLog.install(db, tables, guards: .all) }
      return resolver.findings
    }
  }
}
