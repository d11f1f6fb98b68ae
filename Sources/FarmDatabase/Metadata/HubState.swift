import Foundation
import GRDB
import Records

/// What `prepare` wrote, matched again with what the database looks like now.
struct HubState {
  let hub: RowID
  let farmName: String
  let profile: SyncProfile
  let tables: [ResolvedTable]
  let knownBrokenKeys: Int

  static func fetch(_ db: Database, path: String) throws -> HubState {
    guard try db.tableExists("sync_hub"),
      let row = try Row.fetchOne(db, sql: "SELECT * FROM sync_hub")
    else { throw FarmDatabaseError.notPrepared(path: path) }
    let format: Int = row["format"]
    guard format <= MetadataSchema.currentFormat else {
      throw FarmDatabaseError.newerFormat(found: format, supported: MetadataSchema.currentFormat)
    }
    let text: String = row["profile"]
    let profile = try JSONDecoder().decode(SyncProfile.self, from: Data(text.utf8))
    var resolver = ProfileResolver(profile, try DatabaseCatalog.read(db))
    let tables = resolver.resolve()
    let fatal = resolver.findings.filter(\.isFatal)
    guard fatal.isEmpty else { throw FarmDatabaseError.profileDoesNotFit(fatal) }
    let fingerprint: Data = row["fingerprint"]
    guard SyncSchema(tables: tables.map(\.sync)).fingerprint.bytes == Array(fingerprint) else {
      throw FarmDatabaseError.schemaChanged(table: try changed(db, tables))
    }
    return HubState(
      hub: row["hub"], farmName: row["farm_name"], profile: profile, tables: tables,
      knownBrokenKeys: row["known_broken_keys"])
  }

  /// The fingerprint of one table by itself.
  static func fingerprint(_ table: ResolvedTable) -> Data {
    Data(SyncSchema(tables: [table.sync]).fingerprint.bytes)
  }

  /// The first table that is not as it was when the database was prepared.
  private static func changed(_ db: Database, _ tables: [ResolvedTable]) throws -> String {
    let changed = try tables.first { table in
      let known = try Data.fetchOne(
        db, sql: "SELECT fingerprint FROM sync_table WHERE name = ?", arguments: [table.name])
      return known != fingerprint(table)
    }
    return changed?.name ?? ""
  }
}
