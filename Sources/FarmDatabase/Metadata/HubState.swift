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

  /// What `prepare` or the last adoption wrote; refuses tables that were altered since.
  static func fetch(_ db: Database, path: String) throws -> HubState {
    let row = try row(db, path: path)
    let profile = try profile(of: row)
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

  /// The same, after taking over altered tables where that loses nothing.
  static func adopting(
    _ queue: DatabaseQueue, path: String
  ) throws(FarmDatabaseError) -> HubState {
    do throws(FarmDatabaseError) {
      return try FarmDatabase.read(queue, path: path) { db in try fetch(db, path: path) }
    } catch {
      guard case .schemaChanged = error else { throw error }
      return try FarmDatabase.write(queue, path: path) { db in
        _ = try FarmDatabase.adopt(db, path: path, try profile(db, path: path), mayDrop: false)
        return try fetch(db, path: path)
      }
    }
  }

  /// The profile that the database was prepared with.
  static func profile(_ db: Database, path: String) throws -> SyncProfile {
    try profile(of: try row(db, path: path))
  }

  /// A profile as it stands in the bookkeeping.
  static func text(of profile: SyncProfile) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(profile), as: UTF8.self)
  }

  private static func profile(of row: Row) throws -> SyncProfile {
    let text: String = row["profile"]
    return try JSONDecoder().decode(SyncProfile.self, from: Data(text.utf8))
  }

  private static func row(_ db: Database, path: String) throws -> Row {
    guard try db.tableExists("sync_hub"),
      let row = try Row.fetchOne(db, sql: "SELECT * FROM sync_hub")
    else { throw FarmDatabaseError.notPrepared(path: path) }
    let format: Int = row["format"]
    let supported = MetadataSchema.currentFormat
    if format > supported {
      throw FarmDatabaseError.newerFormat(found: format, supported: supported)
    }
    if format < supported {
      throw FarmDatabaseError.olderFormat(found: format, supported: supported)
    }
    return row
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
