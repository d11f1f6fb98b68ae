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
