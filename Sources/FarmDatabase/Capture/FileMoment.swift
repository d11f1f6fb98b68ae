import CSQLite
import Foundation
import GRDB

/// One moment of the database file, to tell later whether anybody wrote since.
struct FileMoment: Sendable, Hashable {
  /// Moves with every commit of another connection.
  var version: Int
  /// Header, times and size of the file; nil where they do not tell, as with a write-ahead log.
  var state: String?

  /// Reads it within a transaction that wrote nothing yet.
  init(_ db: Database) throws {
    version = try Int.fetchOne(db, sql: "PRAGMA data_version")!
    state = try Self.state(db)
  }

  /// True where nobody else committed in between, nor wrote to the file and took it back.
  func stands(at now: FileMoment) -> Bool { self == now }

  static func state(_ db: Database) throws -> String? {
    let database = LockedDatabase(connection: db.sqliteConnection!)
    guard try !isWriteAhead(db) else { return nil }
    return database.stateText(try database.path())
  }

  /// SQLite's schema version.
  static func schema(_ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA schema_version")!
  }

  static func isWriteAhead(_ db: Database) throws -> Bool {
    try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal"
  }
}
