import CSQLite
import Foundation

/// Milk and log books of many years in two tables; a day's work, and rows changed anywhere.
///
/// 500 cows are milked twice a day, 1,000 rows; every third day one leaves and another comes.
struct FarmLikeDatabase {
  let path: String
  static let changedRows = 1_000
  private static let cows = 500
  private static let milkRowsPerMegabyte = 11_400
  private static let logRowsPerMegabyte = 2_850

  /// About so large, the same rows every time; prime strides make columns that compress as in life.
  func make(megabytes: Int) throws {
    let milk = megabytes * Self.milkRowsPerMegabyte
    let logs = megabytes * Self.logRowsPerMegabyte
    try run(
      """
      PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8000;
      CREATE TABLE milk(id INTEGER PRIMARY KEY, cow INTEGER, day TEXT, session INTEGER,
        kg REAL, fat REAL, protein REAL, cells INTEGER, note TEXT);
      CREATE TABLE log(id INTEGER PRIMARY KEY, at TEXT, who TEXT, what TEXT);
      CREATE TABLE newest(sequence INTEGER);
      INSERT INTO newest VALUES (1);
      CREATE TABLE busy(what INTEGER);
      INSERT INTO busy VALUES (0);
      BEGIN;
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(milk))
      INSERT INTO milk SELECT i, i / 3000 + i * 7919 % \(Self.cows),
        date('2006-01-01', '+' || (i / 1000) || ' days'), i / \(Self.cows) % 2,
        (i * 104729 % 4001) / 100.0, 3 + (i * 15485863 % 251) / 100.0,
        3 + (i * 32452843 % 127) / 100.0, i * 49979687 % 400009,
        CASE i % 9 WHEN 0 THEN 'lot ' || (i * 86028121 % 9973) END FROM n;
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(logs))
      INSERT INTO log SELECT i, datetime('2006-01-01', '+' || (i * 7) || ' minutes'),
        'user' || (i % 5), 'entry ' || hex(i * 982451653 % 4294967291) || ' of parcel '
          || (i * 7919 % 311) || ', ' || (i * 104729 % 1000) / 10.0 || ' l' FROM n;
      COMMIT;
      CREATE INDEX milk_cow ON milk(cow, day);
      PRAGMA journal_mode = DELETE;
      """)
  }

  /// 400 cows milked twice, 100 corrected milkings of the last days, and 100 lines of the log.
  func workOneDay() throws {
    try changed(
      """
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 799),
        last(id, cow) AS MATERIALIZED (SELECT max(id), max(cow) FROM milk)
      INSERT INTO milk SELECT last.id + 1 + i, last.cow - i % 400, '2026-05-21', i / 400,
        i * 37 % 401 / 10.0, 4, 3, i * 7919 % 4001, NULL FROM n, last;
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
      INSERT INTO log SELECT (SELECT max(id) FROM log) + i, '2026-05-21 08:00:00', 'user1',
        'entry of the day ' || i FROM n;
      UPDATE milk SET kg = kg + 0.1
        WHERE id > (SELECT max(id) FROM milk) - 4800 AND id <= (SELECT max(id) FROM milk) - 800
          AND id % 40 = 7;
      """)
  }

  /// Rows far from each other: nearly each one a page of its own.
  func changeScattered() throws {
    try changed(
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(Self.changedRows))
      UPDATE milk SET kg = kg + 0.1
        WHERE id IN (SELECT 1 + i * 982451653 % (SELECT max(id) FROM milk) FROM n);
      """)
  }

  private func changed(_ sql: String) throws {
    try run("BEGIN; \(sql) UPDATE newest SET sequence = sequence + 1; COMMIT;")
  }

  private func run(_ sql: String) throws {
    var connection: OpaquePointer?
    guard sqlite3_open(path, &connection) == SQLITE_OK, let connection else {
      throw BenchmarkFault.sqlite("cannot open \(path)")
    }
    defer { sqlite3_close(connection) }
    guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else {
      throw BenchmarkFault.sqlite(String(cString: sqlite3_errmsg(connection)))
    }
  }
}
