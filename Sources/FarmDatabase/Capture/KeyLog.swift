import GRDB
import Records

/// The log of keys that the farm program's writes leave behind, by triggers on its tables.
///
/// It begins with a row of ours that says whether everything before was taken, so a missing row
/// shows at either end: numbers are handed out once (AUTOINCREMENT) and follow each other.
enum KeyLog {
  static let table = "sync_log"

  static func triggerPrefix(_ number: Int) -> String { "\(table)_\(number)_" }

  /// What stands in the log.
  struct Reading {
    /// True where it names every row since its first one, which is ours.
    var isUnbroken: Bool
    /// True where all before its first row was taken as well: whoever takes it has everything.
    var isWhole: Bool
    /// Rows of the farm program.
    var rows: Int
    /// Numbers of the tables that they name.
    var tables: Set<Int>
    /// The number of the first row, ours where the log is whole.
    var first: Int64
  }

  /// Makes the log and all triggers; false, and nothing changed, where the database refuses.
  ///
  /// - Parameter first: the row that the log begins with; nil where it goes on as it is.
  static func install(
    _ db: Database, _ tables: [ResolvedTable], guards: Guards,
    first: KeyLogTrigger.Event? = .taken
  ) throws -> Bool {
    do {
      try db.inSavepoint {
        if try !exists(db) {
          let width = tables.map(\.key.count).max() ?? 1
          let keys = SQLText.list(width) { "k\($0)" }
          try db.execute(
            sql: """
              \(head) tbl INTEGER NOT NULL, op INTEGER NOT NULL, \(keys))
              """)
        }
        for name in try Row.fetchAll(db, sql: found).map({ $0["name"] as String }) {
          try db.execute(sql: "DROP TRIGGER \(SQLText.quoted(name))")
        }
        for trigger in try wanted(db, tables, guards) { try db.execute(sql: trigger.sql) }
        if let first { try begin(db, with: first) }
        return .commit
      }
      return true
    } catch let fault as DatabaseError where fault.resultCode == .SQLITE_ERROR {
      return false
    }
  }

  /// Removes log and triggers: another set of tables may need wider keys.
  static func remove(_ db: Database) throws {
    for name in try Row.fetchAll(db, sql: found).map({ $0["name"] as String }) {
      try db.execute(sql: "DROP TRIGGER \(SQLText.quoted(name))")
    }
    try db.execute(sql: "DROP TABLE IF EXISTS \(table)")
  }

  /// True where exactly our triggers stand in the database.
  static func isInstalled(
    _ db: Database, _ tables: [ResolvedTable], guards: Guards
  ) throws -> Bool {
    guard try exists(db) else { return false }
    let there = try Row.fetchAll(db, sql: found).map {
      KeyLogTrigger(name: $0["name"], sql: $0["sql"])
    }
    return Set(there) == Set(try wanted(db, tables, guards))
  }

  /// What the log says; nil where there is none.
  static func read(_ db: Database) throws -> Reading? {
    guard try exists(db) else { return nil }
    let ends = try Row.fetchOne(
      db, sql: "SELECT min(seq) AS low, max(seq) AS high, count(*) AS rows FROM \(table)")!
    let handed = try Int64.fetchOne(
      db, sql: "SELECT seq FROM sqlite_sequence WHERE name = '\(table)'")
    guard let low = ends["low"] as Int64?, let high = ends["high"] as Int64? else {
      return Reading(isUnbroken: false, isWhole: false, rows: 0, tables: [], first: 0)
    }
    let rows: Int64 = ends["rows"]
    let first = try Int.fetchOne(db, sql: "SELECT op FROM \(table) WHERE seq = ?", arguments: [low])
      .flatMap(KeyLogTrigger.Event.init)
    let isUnbroken =
      (first == .taken || first == .owed) && high - low + 1 == rows && handed == high
    return Reading(
      isUnbroken: isUnbroken, isWhole: isUnbroken && first == .taken, rows: Int(rows) - 1,
      tables: try rows == 1
        ? [] : Set(Int.fetchAll(db, sql: "SELECT DISTINCT tbl FROM \(table) WHERE tbl >= 0")),
      first: low)
  }

  /// Empties the log. `.taken`: everything in it was; `.owed`: it had a gap, and that is durable
  /// until everything was compared.
  static func begin(_ db: Database, with first: KeyLogTrigger.Event) throws {
    try db.execute(sql: "DELETE FROM \(table)")
    try db.execute(sql: "INSERT INTO \(table)(tbl, op) VALUES(-1, \(first.rawValue))")
  }

  /// A table of the farm's may have the name.
  private static func exists(_ db: Database) throws -> Bool {
    try String.fetchOne(
      db, sql: "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = '\(table)'"
    )?.hasPrefix(head) == true
  }

  private static let head = "CREATE TABLE \(table)(seq INTEGER PRIMARY KEY AUTOINCREMENT,"

  private static let found = """
    SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name GLOB '\(table)_*'
    """

  private static func wanted(
    _ db: Database, _ tables: [ResolvedTable], _ guards: Guards
  ) throws -> [KeyLogTrigger] {
    try tables.flatMap { table in
      KeyLogTrigger.all(on: table, unique: try UniqueKey.read(db, of: table), guards: guards)
    }
  }
}
