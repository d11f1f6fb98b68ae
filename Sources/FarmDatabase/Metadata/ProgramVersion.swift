import GRDB
import Records

extension FarmDatabase {
  /// The version that the farm program noted; nil where the profile names no place, or it has none.
  package func programVersion() throws(FarmDatabaseError) -> String? {
    guard let place = versionPlace else { return nil }
    return try read { db -> String? in
      // A program that was updated may have another table: then its version is not known.
      guard try db.tableExists(place.table),
        try db.columns(in: place.table).contains(where: { $0.name == place.column })
      else { return nil }
      let (table, column) = (SQLText.quoted(place.table), SQLText.quoted(place.column))
      let text = try String.fetchOne(db, sql: "SELECT max(\(column)) FROM \(table)")
      return text.map { String($0.prefix(Self.versionScalarsMaximum)) }
    }
  }

  private static let versionScalarsMaximum = 64
}
