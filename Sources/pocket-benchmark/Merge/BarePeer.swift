import CBenchmark
import CSQLite
import Foundation

/// What SQLite alone can do with the same rows: prepared statements in C, one durable transaction.
struct BarePeer {
  let folder: String
  let rows: Int

  /// As our own connection sets it.
  static let pragmas = "PRAGMA synchronous = EXTRA; PRAGMA cache_size = -65536;"
  static let insert =
    "INSERT INTO record VALUES (?1\((0..<BenchmarkRows.columns).map { ", ?\($0 + 2)" }.joined()))"
  private static let upsert =
    insert + " ON CONFLICT(id) DO UPDATE SET "
    + (0..<BenchmarkRows.columns).map { "c\($0) = excluded.c\($0)" }.joined(separator: ", ")
  private static let update =
    "UPDATE record SET c4 = ?6, c6 = ?8 WHERE id = ?1"

  private var path: String { folder + "/bare.sqlite" }

  func insert() throws -> StepFigures {
    try? FileManager.default.removeItem(atPath: path)
    return try write(path, BenchmarkRows.ownSchema, Self.insert, make(rows))
  }

  func upsert() throws -> StepFigures { try write(path, "", Self.upsert, make(rows, edit: 1)) }

  /// Into a temporary table first, then in one statement.
  func stage() throws -> StepFigures {
    let stage = "CREATE TEMP TABLE stage AS SELECT * FROM record LIMIT 0;"
    return try write(
      folder + "/bare-stage.sqlite", BenchmarkRows.ownSchema + stage,
      Self.insert.replacing("INTO record", with: "INTO temp.stage"), make(rows),
      after: "INSERT INTO record SELECT * FROM temp.stage ORDER BY id")
  }

  /// Edits spread over the whole table.
  func update(_ edits: Int) throws -> StepFigures {
    let spread = Spread(rows: rows, picked: edits)
    return try write(
      path, "", Self.update, (0..<edits).map { BenchmarkRows.row(spread[$0], edit: 2) })
  }

  /// The same edits of a prepared farm where all is decided beforehand: staged, and in one
  /// statement each the version that goes is kept, the row written, its image written.
  ///
  /// What this way of writing costs before anything is decided; no limit of the machine.
  func keep(_ edits: Int) throws -> StepFigures {
    let spread = Spread(rows: rows, picked: edits)
    let setup = """
      DROP TRIGGER sync_log_0_au;
      CREATE TEMP TABLE given(gid BLOB PRIMARY KEY, c4, c6) WITHOUT ROWID;
      """
    let columns = (0..<BenchmarkRows.columns).map { ", c\($0)" }.joined()
    let commit = 1_000_000
    return try write(
      folder + "/kept.sqlite", setup, "INSERT INTO temp.given VALUES (?1, ?6, ?8)",
      (0..<edits).map { BenchmarkRows.row(spread[$0], edit: 2) },
      after: """
        INSERT INTO sync_past_0(until, gid, rev, deleted\(columns))
        SELECT \(commit), s.gid, rev, deleted\(columns.replacing(", c", with: ", s.c"))
        FROM temp.given CROSS JOIN sync_row_0 s ON s.gid = given.gid;
        UPDATE record AS u SET c4 = given.c4, c6 = given.c6 FROM temp.given
        WHERE u.id = +given.gid;
        UPDATE sync_row_0 AS s SET rev = \(commit), c4 = given.c4, c6 = given.c6 FROM temp.given
        WHERE s.gid = +given.gid
        """)
  }

  /// The same rows known by integers: empty, with rows, edited by one side and by the other.
  func geodiffFiles() throws -> StepFigures {
    let created = BenchmarkRows.integerSchema
    func file(_ name: String, _ fill: [benchmark_row], _ edits: [benchmark_row]) throws {
      let path = folder + "/\(name).gpkg"
      _ = try write(path, created, Self.insert, fill, integerKey: true)
      _ = try write(path, "", Self.update, edits, integerKey: true)
    }
    let all = make(rows)
    try file("empty", [], [])
    try file("base", all, [])
    try file("ours", all, make(rows, edit: 1))
    try file(
      "theirs", all, stride(from: 0, to: rows, by: 10).map { BenchmarkRows.row($0, edit: 2) })
    return StepFigures(rows: rows, seconds: 0)
  }

  private func make(_ count: Int, edit: Int = 0) -> [benchmark_row] {
    (0..<count).map { BenchmarkRows.row($0, edit: edit) }
  }

  private func write(
    _ path: String, _ setup: String, _ sql: String, _ rows: [benchmark_row], after: String? = nil,
    integerKey: Bool = false
  ) throws -> StepFigures {
    var seconds = 0.0
    let synced = benchmark_sync_seconds()
    let code = benchmark_write(
      path, Self.pragmas + setup, sql, after, rows, Int64(rows.count), integerKey ? 1 : 0, &seconds)
    guard code == SQLITE_OK else { throw BenchmarkFault.sqlite("\(code)") }
    return StepFigures(
      rows: rows.count, seconds: seconds, syncSeconds: benchmark_sync_seconds() - synced)
  }
}
