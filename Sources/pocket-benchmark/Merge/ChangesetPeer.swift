import CBenchmark
import CSQLite
import Foundation

/// SQLite's session extension on the same rows: `sqlite3changeset_apply` without a conflict.
struct ChangesetPeer {
  let folder: String

  private var target: String { folder + "/changeset.sqlite" }

  private func file(_ inserts: Bool) -> String {
    folder + (inserts ? "/inserts.changeset" : "/updates.changeset")
  }

  /// Records what turns an empty table into `bare.sqlite`, or what edits each of its rows.
  func record(inserts: Bool) throws -> StepFigures {
    let source = folder + "/bare.sqlite"
    let scratch = folder + "/record.sqlite"
    try? FileManager.default.removeItem(atPath: scratch)
    if inserts {
      try BenchmarkDock(path: scratch).execute(BenchmarkRows.ownSchema)
    } else {
      try FileManager.default.copyItem(atPath: source, toPath: scratch)
    }
    let sql =
      inserts
      ? "ATTACH '\(source)' AS source; INSERT INTO main.record SELECT * FROM source.record"
      : "UPDATE record SET c4 = c4 + 1, c6 = 'edit of ' || c10"
    var bytes: UnsafeMutableRawPointer?
    var count: Int32 = 0
    let code = benchmark_changeset_record(scratch, sql, &bytes, &count)
    guard code == SQLITE_OK, let bytes else { throw BenchmarkFault.sqlite("\(code)") }
    defer { benchmark_changeset_free(bytes) }
    try Data(bytes: bytes, count: Int(count)).write(to: URL(fileURLWithPath: file(inserts)))
    return StepFigures(rows: 0, seconds: 0)
  }

  /// Applies it: inserts to an empty table, updates to a copy of the rows.
  func apply(inserts: Bool, _ rows: Int) throws -> StepFigures {
    try? FileManager.default.removeItem(atPath: target)
    if inserts {
      try BenchmarkDock(path: target).execute(BenchmarkRows.ownSchema)
    } else {
      try FileManager.default.copyItem(atPath: folder + "/bare.sqlite", toPath: target)
    }
    let changes = try Data(contentsOf: URL(fileURLWithPath: file(inserts)))
    var seconds = 0.0
    let synced = benchmark_sync_seconds()
    let code = changes.withUnsafeBytes { raw in
      benchmark_changeset_apply(
        target, BarePeer.pragmas, raw.baseAddress, Int32(raw.count), &seconds)
    }
    guard code == SQLITE_OK else { throw BenchmarkFault.sqlite("\(code)") }
    return StepFigures(
      rows: rows, seconds: seconds, syncSeconds: benchmark_sync_seconds() - synced)
  }
}
