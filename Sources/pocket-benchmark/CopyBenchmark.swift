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
    let packed = scratch + "/peer.zst"
    let zstd = try Self.tool("zstd -q -f -3 -T2 \(work) -o \(packed) && sync -d \(packed)", packed)
    let plain = scratch + "/peer.sqlite"
    let backup = try Self.tool("rm -f \(plain); sqlite3 \(work) '.backup \(plain)'", plain)
    report("zstd -3 -T2", zstd, against: zstd)
    report("sqlite3 .backup", backup, against: zstd)
    // What the tools left unwritten must not be charged to our sync of the file system.
    sync()
    report("full", try bench.copy(), against: zstd)
    report("unchanged", try bench.copy(), against: zstd)
    for round in 1...3 {
      try bench.change(sql(round))
      report("delta \(round)", try bench.copy(), against: zstd)
    }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print("peak RSS \(usage.ru_maxrss / 1_024) MiB")
  }

  private func sql(_ round: Int) -> String {
    let first = firstRow + round * Self.changedRows
    let rows =
      firstRow > 0
      ? "rowid >= \(first) AND rowid < \(first + Self.changedRows)"
      : """
      rowid IN (SELECT 1 + abs(random() % (SELECT max(rowid) FROM \(table)))
      FROM \(table) LIMIT \(Self.changedRows))
      """
    return "UPDATE \(table) SET \(column) = \(column) + 1 WHERE \(rows)"
  }

  private func report(_ name: String, _ result: CopyResult, against peer: CopyResult) {
    let ratio = result.seconds > 0 ? peer.seconds / result.seconds : 0
    var words = [
      name.padding(toLength: 16, withPad: " ", startingAt: 0),
      "\(Self.text(result.seconds, digits: 3)) s", "cpu \(Self.text(result.cpuSeconds)) s",
      "\(Self.text(result.megabytes, digits: 3)) MB", "\(Self.text(ratio)) x zstd's speed",
    ]
    if result.lockSeconds > 0 {
      words.append("locked \(Self.text(result.lockSeconds, digits: 3)) s")
    }
    words += result.phases.filter { $0.seconds > 0.02 }.map {
      "\($0.name) \(Self.text($0.seconds))"
    }
    print(words.joined(separator: "  "))
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

  private static func tool(_ command: String, _ output: String) throws -> CopyResult {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    let start = ContinuousClock.now
    let cpu = cpuSeconds(RUSAGE_CHILDREN)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw ExitCode(process.terminationStatus) }
    return CopyResult(
      seconds: (ContinuousClock.now - start) / .seconds(1), lockSeconds: 0,
      cpuSeconds: cpuSeconds(RUSAGE_CHILDREN) - cpu, megabytes: try megabytes([output]), phases: [])
  }
}

/// What one tool or one copy took.
private struct CopyResult {
  let seconds: Double
  let lockSeconds: Double
  let cpuSeconds: Double
  let megabytes: Double
  let phases: [(name: String, seconds: Double)]
}

/// User and system time of this process, or of the children it waited for.
private func cpuSeconds(_ whose: __rusage_who) -> Double {
  var usage = rusage()
  getrusage(__rusage_who_t(whose.rawValue), &usage)
  return [usage.ru_utime, usage.ru_stime].reduce(0) {
    $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
  }
}

/// Sums the time from one progress report to the next by phase.
private final class PhaseWatch {
  private var sums: [(name: String, seconds: Double)] = []
  private var current: (name: String, since: ContinuousClock.Instant)?

  func note(_ progress: CopyProgress) {
    guard progress.phase.rawValue != current?.name else { return }
    close()
    current = (progress.phase.rawValue, ContinuousClock.now)
  }

  func finished() -> [(name: String, seconds: Double)] {
    close()
    return sums
  }

  private func close() {
    guard let current else { return }
    sums.append((current.name, (ContinuousClock.now - current.since) / .seconds(1)))
  }
}

/// One database and one pretended medium.
private final class CopyBench {
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

  func copy() throws -> CopyResult {
    let now = UInt64(Date().timeIntervalSince1970 * 1_000)
    let start = ContinuousClock.now
    let cpu = cpuSeconds(RUSAGE_SELF)
    var lockSeconds = 0.0
    let watch = PhaseWatch()
    let store = try Store(
      prepareAt: medium, farm: "benchmark", farmID: "benchmark", program: "benchmark",
      milliseconds: now)
    let writer = BackupWriter(
      store: store, scratchFolder: scratch, program: "benchmark",
      medium: MediumFacts(
        label: "", model: "", fileSystem: "", uuid: "", isPretended: true),
      report: watch.note)
    let outcome = try writer.write(
      try ticket(now), facts: facts, milliseconds: now
    ) { _, body throws(BackupError) in
      let locked = ContinuousClock.now
      try self.lend(body)
      lockSeconds += (ContinuousClock.now - locked) / .seconds(1)
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    var bytes = 0
    if case .sealed(let backup) = outcome {
      bytes = backup.manifest.files.reduce(backup.manifest.index?.bytes ?? 0) { $0 + $1.bytes }
    }
    return CopyResult(
      seconds: seconds, lockSeconds: lockSeconds, cpuSeconds: cpuSeconds(RUSAGE_SELF) - cpu,
      megabytes: Double(bytes) / 1e6, phases: watch.finished())
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
