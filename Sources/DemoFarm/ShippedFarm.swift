/// The farm program's schema and its sync profile, embedded from `fixtures/`.
package enum ShippedFarm {
  /// The SQL text that makes every table of the farm program, without rows.
  package static var schema: String { String(decoding: PackageResources.schema_sql, as: UTF8.self) }
  /// The sync profile of that schema: UTF-8 JSON in the format of `SyncProfile`.
  package static var profile: [UInt8] { PackageResources.farm_json }
}
