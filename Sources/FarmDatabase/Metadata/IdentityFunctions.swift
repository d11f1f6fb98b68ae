import GRDB
import Records

/// SQL functions of our own connections; the farm program never sees them.
enum IdentityFunctions {
  static func add(to db: Database, in surroundings: Surroundings) {
    db.add(function: newID(surroundings))
    db.add(function: derivedID)
  }

  /// `sync_new_id()`: a new time-ordered identity.
  private static func newID(_ surroundings: Surroundings) -> DatabaseFunction {
    DatabaseFunction("sync_new_id", argumentCount: 0) { _ in surroundings.freshID() }
  }

  /// `sync_derived_id(table, key…)`: the identity of a row with a natural key.
  private static let derivedID = DatabaseFunction("sync_derived_id", pure: true) { values in
    guard let table = values.first.flatMap({ String.fromDatabaseValue($0) }) else { return nil }
    let key = values.dropFirst().map { Value.fromDatabaseValue($0) ?? .null }
    return RowID.derived(table: table, key: key)
  }
}
