import GRDB
import Records

/// Lets go of versions that nobody will ask for any more.
enum Pruning {
  /// How long a replaced version is kept.
  static let keptDays: Int64 = 800
  /// How long no look is taken after the last one.
  static let intervalDays: Int64 = 1
  /// A clock that went on by more than this since the last look is believed at the next.
  static let leapDays: Int64 = 400

  private static let dayMilliseconds: Int64 = 86_400_000

  /// The newest commit whose replaced versions went; 0 for none.
  static func until(_ db: Database) throws -> UInt64 {
    UInt64(try Int64.fetchOne(db, sql: "SELECT until FROM sync_pruning") ?? 0)
  }

  /// Prunes where it is time; versions of rows with an open review item stay. Gives the rows gone.
  @discardableResult
  static func run(_ db: Database, _ tables: [ResolvedTable], now: UInt64) throws -> Int {
    let now = Int64(now)
    let last = try Row.fetchOne(db, sql: "SELECT wall, until FROM sync_pruning")
    let days = last.map { (now - ($0["wall"] as Int64)) / dayMilliseconds }
    if let days, (0..<intervalDays).contains(days) { return 0 }
    var until: Int64 = last?["until"] ?? 0
    var pruned = 0
    // After a leap of the clock, either way, only the day is noted.
    if let days, (intervalDays...leapDays).contains(days) {
      let oldest = now - keptDays * dayMilliseconds
      let newest = try Int64.fetchOne(
        db,
        sql: """
          SELECT max(seq) FROM sync_commit WHERE seq > ? AND wall < ?
            AND seq < (SELECT ifnull(min(seq), 0) FROM sync_commit WHERE wall >= ?)
          """, arguments: [until, oldest, oldest])
      if let newest {
        pruned = try tables.reduce(0) { try $0 + prune(db, $1, until: newest) }
        try db.execute(sql: "DELETE FROM sync_superseded WHERE seq <= ?", arguments: [newest])
        until = newest
      }
    }
    try db.execute(
      sql: "INSERT OR REPLACE INTO sync_pruning VALUES (1, ?, ?)", arguments: [now, until])
    return pruned
  }

  private static func prune(
    _ db: Database, _ table: ResolvedTable, until: Int64
  ) throws -> Int {
    try db.execute(
      sql: """
        DELETE FROM \(table.past) WHERE until <= ? AND gid NOT IN
          (SELECT gid FROM sync_conflict WHERE tbl = ? AND state = 'open')
        """, arguments: [until, table.name])
    return db.changesCount
  }
}
