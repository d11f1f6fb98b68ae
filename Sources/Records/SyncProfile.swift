/// How much of a table's past goes to a pocket.
package enum FeedHistory: String, Codable, Sendable {
  /// Every row.
  case all
  /// Rows changed since the database was prepared and within `recentDays`.
  case recent
}

/// How the writes of the farm program are found.
package enum CaptureMode: String, Codable, Sendable {
  /// Triggers log the keys; whole tables are compared where a guard trips.
  case triggers
  /// Nothing is put into the farm's tables: whole tables are compared at each dock.
  case compare
}

/// Says which tables of a farm database take part, which way, and what happens in a conflict.
package struct SyncProfile: Codable, Hashable, Sendable {
  /// The version of this file format that this program writes and reads.
  package static let currentFormat = 1

  /// Version of the file format.
  package var format: Int
  /// A name for people.
  package var name: String
  /// How many days `FeedHistory.recent` reaches back.
  package var recentDays: Int
  /// The tables that take part.
  package var tables: [ProfileTable]
  /// The tables that stay out, each with the reason a person would give.
  package var leftOut: [LeftOutTable]
  /// How the farm program's writes are found; triggers when absent.
  package var capture: CaptureMode?
  /// Where the farm program notes its own version; the configuration says it when absent.
  package var programVersion: VersionPlace?

  /// Takes everything as it stands.
  package init(
    format: Int = currentFormat, name: String, recentDays: Int, tables: [ProfileTable],
    leftOut: [LeftOutTable] = []
  ) {
    self.format = format
    self.name = name
    self.recentDays = recentDays
    self.tables = tables
    self.leftOut = leftOut
  }
}

/// The column in which a farm program notes its version.
package struct VersionPlace: Codable, Hashable, Sendable {
  /// The table's name.
  package var table: String
  /// The column's name; of several rows the greatest text counts.
  package var column: String
}

/// One table of a profile.
package struct ProfileTable: Codable, Hashable, Sendable {
  /// The table's name in the farm database.
  package var name: String
  /// How its rows are known.
  package var identity: RowIdentity
  /// Which way its rows travel.
  package var direction: Direction
  /// How much of its past goes to a pocket; all when absent.
  package var history: FeedHistory?
  /// Who wins in columns that no group names; the PC when absent.
  package var policy: ConflictPolicy?
  /// Columns that are decided together, each with a policy of its own or the table's.
  package var groups: [ColumnGroup]?
  /// Keys by which people know a row, beside the primary key.
  package var naturalKeys: [[String]]?
  /// Columns that never travel.
  package var exclude: [String]?
  /// The columns that name a row in a sentence; a column may name a parent: "parcel_id".
  package var title: [String]?
  /// What people call the table, its columns and its values.
  package var words: TableWords?

  /// A table with the defaults of everything that may be absent.
  package init(name: String, identity: RowIdentity, direction: Direction) {
    self.name = name
    self.identity = identity
    self.direction = direction
  }
}

/// A table that stays out of the sync (it is in every copy all the same).
package struct LeftOutTable: Codable, Hashable, Sendable {
  /// The table's name in the farm database.
  package var name: String
  /// Why, in a sentence.
  package var reason: String

  /// Takes everything as it stands.
  package init(name: String, reason: String) {
    self.name = name
    self.reason = reason
  }
}
