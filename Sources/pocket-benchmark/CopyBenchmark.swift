import ArgumentParser
import Backup
import CSQLite
import FarmDatabase
import Foundation
import Gate
import Glibc
import Records

/// Copies one SQLite file in full, unchanged and after 1,000 changed rows, beside common tools.
struct CopyBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy",
    abstract: "Full copy, unchanged, 1,000 changed rows; beside zstd -3 -T2 and sqlite3 .backup.")

  @Argument(help: "An SQLite file; a copy of it is used, in the scratch folder.")
  var database: String

  @Option(help: "Where the copies go: a pretended medium.")
  var medium: String

  @Option(help: "Local folder with room for three times the database.")
  var scratch: String

  @Option(help: "Table whose rows are changed; it needs a rowid.")
  var table: String

  @Option(help: "Column that is changed.")
  var column: String

  @Option(help: "Changed rows; 0 spreads them over the whole table.")
  var firstRow: Int = 0

  private static let changedRows = 1_000

  func run() throws {
    let work = scratch + "/benchmark.sqlite"
    try? FileManager.default.removeItem(atPath: work)
    try FileManager.default.copyItem(atPath: database, toPath: work)
    let bench = CopyBench(database: work, medium: medium, scratch: scratch)
    let size = try Self.megabytes([work])
    print("database \(Self.text(size)) MB")

    // Each tool in turn, warm: what ours is held against.
    let zstd = try Self.tool("zstd -q -f -3 -T2 \(work) -o \(scratch)/peer.zst && sync -d \(scratch)/peer.zst")
    let packed = try Self.megabytes([scratch + "/peer.zst"])
    let plain = try Self.tool(
      "rm -f \(scratch)/peer.sqlite && sqlite3 \(work) '.backup \(scratch)/peer.sqlite'")
    report("zstd -3 -T2", zstd, megabytes: packed, against: zstd)
    report("sqlite3 .backup", plain, megabytes: size, against: zstd)

    let full = try bench.copy()
    report("full", full.seconds, megabytes: full.megabytes, against: zstd, lock: full.lockSeconds)
    let same = try bench.copy()
    report("unchanged", same.seconds, megabytes: same.megabytes, against: zstd, lock: same.lockSeconds)
    for round in 1...3 {
      try bench.change(sql(round))
      let delta = try bench.copy()
      report(
        "delta \(round)", delta.seconds, megabytes: delta.megabytes, against: zstd,
        lock: delta.lockSeconds)
    }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print("peak RSS \(usage.ru_maxrss / 1_024) MiB")
  }

  private func sql(_ round: Int) -> String {
    let rows =
      firstRow > 0
      ? "rowid >= \(firstRow + round * Self.changedRows) AND rowid < \(firstRow + (round + 1) * Self.changedRows)"
      : """
      rowid IN (SELECT 1 + abs(random() % (SELECT max(rowid) FROM \(table)))
      FROM \(table) LIMIT \(Self.changedRows))
      """
    return "UPDATE \(table) SET \(column) = \(column) + 1 WHERE \(rows)"
  }

  private func report(
    _ name: String, _ seconds: Double, megabytes: Double, against peer: Double, lock: Double? = nil
  ) {
    let ratio = seconds > 0 ? peer / seconds : 0
    print(
      name.padding(toLength: 16, withPad: " ", startingAt: 0), Self.text(seconds, digits: 3), "s",
      Self.text(megabytes, digits: 3), "MB", "\(Self.text(ratio)) x zstd's speed",
      lock.map { "locked \(Self.text($0, digits: 3)) s" } ?? "")
  }

  private static func text(_ number: Double, digits: Int = 2) -> String {
    String(format: "%.\(digits)f", number)
  }

  static func megabytes(_ paths: [String]) throws -> Double {
    try paths.reduce(0) { sum, path in
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
      return sum + Double(size) / 1e6
    }
  }

  private static func tool(_ command: String) throws -> Double {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    let start = ContinuousClock.now
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw ExitCode(process.terminationStatus) }
    return (ContinuousClock.now - start) / .seconds(1)
  }
}

/// One database and one pretended medium.
private final class CopyBench {
  struct Result {
    let seconds: Double
    let lockSeconds: Double
    let megabytes: Double
  }

  let database: String
  let medium: String
  let scratch: String
  private var commit = CommitStamp(sequence: 1, nonce: 1)

  init(database: String, medium: String, scratch: String) {
    self.database = database
    self.medium = medium
    self.scratch = scratch
  }

  func change(_ sql: String) throws {
    try withConnection { connection in
      guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else {
        throw ValidationError(String(cString: sqlite3_errmsg(connection)))
      }
    }
    commit = CommitStamp(sequence: commit.sequence + 1, nonce: commit.nonce &* 31)
  }

  func copy() throws -> Result {
    let now = UInt64(Date().timeIntervalSince1970 * 1_000)
    let start = ContinuousClock.now
    var lockSeconds = 0.0
    let store = try Store(
      prepareAt: medium, farm: "benchmark", farmID: "benchmark", program: "benchmark",
      milliseconds: now)
    let writer = BackupWriter(
      store: store, scratchFolder: scratch, program: "benchmark",
      medium: MediumFacts(
        label: "", model: "", fileSystem: "", uuid: "", isPretended: true))
    let outcome = try writer.write(
      try ticket(now), facts: facts, milliseconds: now
    ) { _, body throws(BackupError) in
      let locked = ContinuousClock.now
      try self.lend(body)
      lockSeconds += (ContinuousClock.now - locked) / .seconds(1)
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    guard case .sealed(let backup) = outcome else {
      return Result(seconds: seconds, lockSeconds: lockSeconds, megabytes: 0)
    }
    let bytes = backup.manifest.files.reduce(backup.manifest.index?.bytes ?? 0) { $0 + $1.bytes }
    return Result(seconds: seconds, lockSeconds: lockSeconds, megabytes: Double(bytes) / 1e6)
  }

  private func lend(
    _ body: (PageSource) throws(BackupError) -> Void
  ) throws(BackupError) {
    var connection: OpaquePointer?
    guard sqlite3_open(database, &connection) == SQLITE_OK, let connection else {
      throw .databaseBusy(code: SQLITE_CANTOPEN)
    }
    defer { sqlite3_close(connection) }
    guard sqlite3_exec(connection, "BEGIN IMMEDIATE", nil, nil, nil) == SQLITE_OK else {
      throw .databaseBusy(code: sqlite3_errcode(connection))
    }
    let source: PageSource
    do throws(SnapshotError) {
      source = try PageSource(lockedBy: connection, scratchFolder: scratch)
    } catch {
      throw .snapshot(error)
    }
    try body(source)
  }

  private func withConnection(_ body: (OpaquePointer) throws -> Void) throws {
    var connection: OpaquePointer?
    guard sqlite3_open(database, &connection) == SQLITE_OK, let connection else {
      throw ValidationError("cannot open \(database)")
    }
    defer { sqlite3_close(connection) }
    try body(connection)
  }

  private func ticket(_ now: UInt64) throws -> GateTicket {
    let evidence = GateEvidence(
      pockets: [],
      database: DatabaseEvidence(
        commit: commit, commitAfterSessions: nil, uncapturedRows: 0, blockingQuarantine: 0,
        brokenForeignKeys: 0, integrityFaults: []), milliseconds: now)
    switch Gate.evaluate(evidence) {
    case .open(let ticket): return ticket
    case .closed(let refusals): throw ValidationError("\(refusals)")
    }
  }

  private let facts = CertificateFacts(
    pockets: [], missing: [], profile: "benchmark", schemaFingerprint: "", openConflicts: 0,
    quarantine: 0, rowCounts: [:])
}
