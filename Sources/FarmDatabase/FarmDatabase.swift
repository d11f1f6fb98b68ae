import CSQLite
import Foundation
import GRDB
package import Records

/// Where SQLite's files are.
package enum FileView: Sendable {
  /// On a file system, where they can be looked at before SQLite does.
  case onDisk
  /// In a simulated disk, which SQLite alone can see.
  case inSQLite
}

/// The PC's database: the farm program's own file, with our bookkeeping in it.
///
/// Used from one thread at a time; every call takes and gives back SQLite's locks by itself.
package final class FarmDatabase {
  /// How long a lock of the farm program is waited for.
  package static let busySeconds = 10
  /// The version of the bookkeeping that this program writes.
  package static let booksFormat = MetadataSchema.currentFormat

  /// Where the file is.
  package let path: String
  /// The farm's identity: 16 bytes, drawn by `prepare`.
  package let hub: RowID
  /// The farm's name for people.
  package let farmName: String
  /// Which tables take part; parents first.
  package let tables: [ResolvedTable]
  /// The name of the profile.
  package let profileName: String

  /// Inbox, sessions and copies, in a file beside the database.
  package let ledger: Ledger

  /// Where the time and random numbers come from.
  package let surroundings: Surroundings
  /// All of them outside of a simulation.
  let guards: Guards
  let queue: DatabaseQueue
  let captures: CaptureMode
  /// What a capture found before it took the lock.
  var ahead: LookAhead?
  /// What the ledger is told once the transaction stands.
  var pendingMark: PendingMark?
  /// The state of the file that the gate's evidence was gathered from.
  var proven: FileMoment?
  let knownBrokenKeys: Int
  let recentDays: Int
  let versionPlace: VersionPlace?

  /// Opens a prepared database; takes over tables that were altered where that loses nothing.
  package init(
    path: String, surroundings: Surroundings = .real, guards: Guards = .all,
    files: FileView = .onDisk
  ) throws(FarmDatabaseError) {
    self.path = path
    self.surroundings = surroundings
    self.guards = guards
    queue = try Self.open(path, surroundings, files)
    let state = try HubState.adopting(queue, path: path)
    hub = state.hub
    farmName = state.farmName
    knownBrokenKeys = state.knownBrokenKeys
    profileName = state.profile.name
    recentDays = state.profile.recentDays
    versionPlace = state.profile.programVersion
    tables = state.tables
    ledger = try Ledger(besideDatabase: path, surroundings: surroundings)
    captures = state.profile.capture ?? .triggers
    // Tables of the connection only: the farm program's lock is none of their business.
    try read { db in
      for table in tables { try db.execute(sql: MetadataSchema.stage(of: table)) }
      try db.execute(sql: News.table)
      try TouchedKeys.create(db, tables)
    }
  }

  /// What both ends agree on.
  package var schema: SyncSchema { SyncSchema(tables: tables.map(\.sync)) }

  /// Opens any SQLite file that is there; says in our words why it cannot.
  static func open(
    _ path: String, _ surroundings: Surroundings = .real, _ files: FileView = .onDisk
  ) throws(FarmDatabaseError) -> DatabaseQueue {
    if files == .onDisk {
      try FarmDatabaseError.inspect(path: path)
      guard access(path, W_OK) == 0 else { throw .readOnly(path: path) }
    }
    var configuration = Configuration()
    let wait = LockWait(seconds: busySeconds)
    // Nobody writes beside us in a simulated disk, and no real time passes there.
    configuration.busyMode =
      files == .onDisk ? .callback(wait.isWorthTrying) : .timeout(TimeInterval(busySeconds))
    configuration.prepareDatabase { db in
      wait.watch(db)
      try db.execute(sql: "PRAGMA synchronous = EXTRA")
      try db.execute(sql: "PRAGMA cache_size = -65536")
      IdentityFunctions.add(to: db, in: surroundings)
      EditFunctions.add(to: db)
    }
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.inDatabase { db in
        _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema")
      }
      return queue
    } catch { throw FarmDatabaseError(error, path: path) }
  }

  static func read<T>(
    _ queue: DatabaseQueue, path: String, _ body: (Database) throws -> T
  ) throws(FarmDatabaseError) -> T {
    do { return try queue.inDatabase(body) } catch { throw FarmDatabaseError(error, path: path) }
  }

  func read<T>(_ body: (Database) throws -> T) throws(FarmDatabaseError) -> T {
    try Self.read(queue, path: path, body)
  }

  /// One `BEGIN IMMEDIATE` … `COMMIT`; rolled back whole where `body` throws.
  func write<T>(_ body: (Database) throws -> T) throws(FarmDatabaseError) -> T {
    try Self.write(queue, path: path, body)
  }

  static func write<T>(
    _ queue: DatabaseQueue, path: String, _ body: (Database) throws -> T
  ) throws(FarmDatabaseError) -> T {
    try read(queue, path: path) { db in
      var result: T?
      try db.inTransaction(.immediate) {
        result = try body(db)
        return .commit
      }
      return result!
    }
  }
}
