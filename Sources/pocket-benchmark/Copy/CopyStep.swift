import ArgumentParser
import Backup
import CSQLite
import FarmDatabase
import Foundation
import Gate
import Records

/// One step of ours in a process of its own, so that its memory is its own too.
struct CopyStep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy-step", abstract: "One step of the copy's benchmark.", shouldDisplay: false)

  enum Name: String, ExpressibleByArgument {
    case make
    case day
    case scattered
    case copy
    case verify
    case restore
  }

  /// What the process tells in one line.
  struct Told: Codable {
    let seconds: Double
    let lockSeconds: Double?
    let checkSeconds: Double?
  }

  @Argument var name: Name
  @Option var database: String
  @Option var medium: String
  @Option var scratch: String
  @Option var restored: String
  @Option var megabytes = 0

  func run() throws {
    let start = ContinuousClock.now
    var copied: LockedCopy.Result?
    let farm = FarmLikeDatabase(path: database)
    switch name {
    case .make: try farm.make(megabytes: megabytes)
    case .day: try farm.workOneDay()
    case .scattered: try farm.changeScattered()
    case .copy:
      copied = try LockedCopy(database: database, medium: medium, scratch: scratch).run()
    case .verify:
      let faults = try store().verify(scratchFolder: scratch).filter { $0.fault != nil }
      guard faults.isEmpty else { throw BenchmarkFault.step("verify") }
    case .restore:
      guard let newest = try store().generations().last else {
        throw BenchmarkFault.step("restore")
      }
      try store().restore(newest.number, to: restored)
    }
    let told = Told(
      seconds: (ContinuousClock.now - start) / .seconds(1),
      lockSeconds: copied?.lockSeconds, checkSeconds: copied?.checkSeconds)
    print(String(decoding: try JSONEncoder().encode(told), as: UTF8.self))
  }

  private func store() throws(BackupError) -> Store {
    try Store(openAt: medium, farm: LockedCopy.farm)
  }
}

/// One copy of a database whose table `newest` holds the number of its newest commit.
struct LockedCopy {
  static let farm = "benchmark"

  let database: String
  let medium: String
  let scratch: String

  struct Result {
    let lockSeconds: Double
    /// What SQLite's check of a full took; 0 for a delta.
    let checkSeconds: Double
    /// The newest commit of what was copied; nil where it was there already.
    let sequence: UInt64
    let generation: Int
  }

  func run() throws -> Result {
    let now = UInt64(Date().timeIntervalSince1970 * 1_000)
    var lockSeconds = 0.0
    let watch = PhaseWatch(.checkingIntegrity)
    let store = try Store(
      prepareAt: medium, farm: Self.farm, farmID: "benchmark", program: "benchmark",
      milliseconds: now)
    let writer = BackupWriter(
      store: store, scratchFolder: scratch, program: "benchmark",
      medium: MediumFacts(label: "", model: "", fileSystem: "", uuid: "", isPretended: true),
      report: { progress throws(BackupError) in watch.note(progress.phase) })
    let commit = try newest()
    let outcome = try writer.write(
      try ticket(commit, now), facts: facts, milliseconds: now, unlocked: glance
    ) { expected, body throws(BackupError) in
      let start = ContinuousClock.now
      try lend(expected, body)
      lockSeconds += (ContinuousClock.now - start) / .seconds(1)
    }
    let generation =
      switch outcome {
      case .sealed(let backup): backup.manifest.generation
      case .unchanged(let generation): generation
      }
    return Result(
      lockSeconds: lockSeconds, checkSeconds: watch.seconds, sequence: commit.sequence,
      generation: generation)
  }

  private func newest() throws(BackupError) -> CommitStamp {
    let connection = try open()
    defer { sqlite3_close(connection) }
    return Self.newest(connection)
  }

  private static func newest(_ connection: OpaquePointer) -> CommitStamp {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    sqlite3_prepare_v2(connection, "SELECT sequence FROM newest", -1, &statement, nil)
    let sequence = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0
    return CommitStamp(sequence: UInt64(sequence), nonce: UInt64(sequence))
  }

  private func open() throws(BackupError) -> OpaquePointer {
    var connection: OpaquePointer?
    guard sqlite3_open(database, &connection) == SQLITE_OK, let connection else {
      throw .databaseBusy(code: SQLITE_CANTOPEN)
    }
    sqlite3_busy_timeout(connection, 10_000)
    return connection
  }

  private func glance(
    _ body: (PageSource) throws(BackupError) -> Void
  ) throws(BackupError) {
    let connection = try open()
    defer { sqlite3_close(connection) }
    let source: PageSource?
    do throws(SnapshotError) {
      source = try PageSource(glancingAt: connection)
    } catch { throw .snapshot(error) }
    if let source { try body(source) }
  }

  private func lend(
    _ expected: CommitStamp, _ body: (PageSource) throws(BackupError) -> Void
  ) throws(BackupError) {
    let connection = try open()
    defer { sqlite3_close(connection) }
    guard sqlite3_exec(connection, "BEGIN IMMEDIATE", nil, nil, nil) == SQLITE_OK else {
      throw .databaseBusy(code: sqlite3_errcode(connection))
    }
    let found = Self.newest(connection)
    guard found == expected else { throw .commitMoved(expected: expected, found: found) }
    let source: PageSource
    do throws(SnapshotError) {
      source = try PageSource(lockedBy: connection, scratchFolder: scratch)
    } catch { throw .snapshot(error) }
    try body(source)
  }

  private func ticket(_ commit: CommitStamp, _ now: UInt64) throws -> GateTicket {
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

/// How long one phase of a copy took.
/// Safe to share: progress is told from any thread, but never from two at once.
final class PhaseWatch: @unchecked Sendable {
  private let phase: CopyProgress.Phase
  private var began: ContinuousClock.Instant?
  private(set) var seconds = 0.0

  init(_ phase: CopyProgress.Phase) { self.phase = phase }

  func note(_ phase: CopyProgress.Phase) {
    let now = ContinuousClock.now
    if let began { seconds += began.duration(to: now) / .seconds(1) }
    began = phase == self.phase ? now : nil
  }
}
