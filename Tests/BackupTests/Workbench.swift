import CSQLite
import Crypto
import FarmDatabase
import Foundation
import Gate
import Records

@testable import Backup

/// A folder of its own with a database and a pretended medium; removed with the value.
final class Workbench {
  let folder: String
  let medium: String
  let scratch: String
  var database: String { folder + "/farm.sqlite" }
  var store: String { medium + "/Pocket-Sync/ferme" }
  private(set) var commit = CommitStamp(sequence: 1, nonce: 11)
  private let isOwner: Bool

  /// The bench of another process.
  init(adopting folder: String) {
    self.folder = folder
    medium = folder + "/medium"
    scratch = folder + "/scratch"
    isOwner = false
  }

  init(rows: Int = 400, pageSize: Int = 4_096, mode: String = "delete") throws {
    isOwner = true
    var template = Array("/tmp/copy-tests-XXXXXX".utf8CString)
    folder = String(cString: mkdtemp(&template)!)
    medium = folder + "/medium"
    scratch = folder + "/scratch"
    for path in [medium, scratch] {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true)
    }
    try run(
      """
      PRAGMA page_size = \(pageSize); PRAGMA journal_mode = \(mode);
      CREATE TABLE record (id INTEGER PRIMARY KEY, text TEXT);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(rows))
      INSERT INTO record SELECT i, hex(randomblob(400)) FROM n;
      """)
  }

  deinit { if isOwner { try? FileManager.default.removeItem(atPath: folder) } }

  func run(_ sql: String) throws {
    let connection = try open()
    defer { sqlite3_close(connection) }
    try Self.execute(connection, sql)
  }

  func open() throws -> OpaquePointer {
    var connection: OpaquePointer?
    guard sqlite3_open(database, &connection) == SQLITE_OK, let connection else {
      throw BackupError.databaseBusy(code: sqlite3_errcode(connection))
    }
    return connection
  }

  static func execute(_ connection: OpaquePointer, _ sql: String) throws(BackupError) {
    let code = sqlite3_exec(connection, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw .databaseBusy(code: code) }
  }

  /// Changes `rows` rows from `first` and moves the commit chain on.
  func change(rows: Int, from first: Int = 1, _ seed: UInt64 = 1) throws {
    try run(
      "UPDATE record SET text = hex(randomblob(400)) WHERE id >= \(first) AND id < \(first + rows)")
    commit = CommitStamp(sequence: commit.sequence + 1, nonce: commit.nonce &* 31 &+ seed)
  }

  /// A ticket from the real gate.
  func ticket(partial: Bool = false) -> GateTicket {
    var evidence = GateEvidence(
      pockets: [],
      database: DatabaseEvidence(
        commit: commit, commitAfterSessions: nil, uncapturedRows: 0, blockingQuarantine: 0,
        brokenForeignKeys: 0, integrityFaults: []), milliseconds: 0)
    if partial {
      evidence.pockets = [
        PocketEvidence(
          label: "Anne", finishedSession: false, finishedMilliseconds: nil, lastOnPocket: nil,
          lastMerged: 0, leftInInbox: 0)
      ]
      evidence.exceptions = [GateException(label: "Anne", reason: "volé")]
    }
    switch Gate.evaluate(evidence) {
    case .open(let ticket): return ticket
    case .closed(let refusals): fatalError("closed: \(refusals)")
    }
  }

  static let facts = CertificateFacts(
    pockets: [
      PocketProof(
        label: "Jean", lastRecord: 12, lastMerged: 12, sessionMilliseconds: 5,
        clockSkewMilliseconds: -40)
    ], missing: [], profile: "farm", schemaFingerprint: "00ff", openConflicts: 1, quarantine: 0,
    rowCounts: ["record": 400])

  static let pretended = MediumFacts(
    label: "essai", model: "", fileSystem: "ext4", uuid: "", isPretended: true)

  /// What copies are sealed and opened with; none at first.
  var keys = CopyKeys()

  func openStore(milliseconds: UInt64 = day) throws(BackupError) -> Store {
    try Store(
      prepareAt: medium, farm: "ferme", farmID: "id-1", program: "0.1",
      milliseconds: milliseconds, keys: keys)
  }

  /// One copy, as the engine makes it.
  @discardableResult
  func copy(
    partial: Bool = false, missing: [String] = [], milliseconds: UInt64 = day,
    partBytes: Int? = nil, beforeTheLock: () -> Void = {},
    report: @escaping ProgressReport = { _ in }
  ) throws(BackupError) -> WriteOutcome {
    let writer = BackupWriter(
      store: try openStore(milliseconds: milliseconds), scratchFolder: scratch, program: "0.1",
      medium: Self.pretended, partBytesMaximum: partBytes, report: report)
    let ticket = ticket(partial: partial)
    var facts = Self.facts
    facts.missing = missing.map { MissingPocket(label: $0, reason: "volé") }
    beforeTheLock()
    return try writer.write(
      ticket, facts: facts, milliseconds: milliseconds, locked: locked)
  }

  static let day: UInt64 = 20_000 * 86_400_000
  static func days(_ count: UInt64) -> UInt64 { day + count * 86_400_000 }

  /// What the engine supplies: the lock, the proof of the commit, the pages.
  func locked(
    _ expected: CommitStamp, _ body: (PageSource) throws(BackupError) -> Void
  ) throws(BackupError) {
    guard let connection = try? open() else { throw .databaseBusy(code: 14) }
    defer { sqlite3_close(connection) }
    try Self.execute(connection, "BEGIN IMMEDIATE")
    guard expected == commit else { throw .commitMoved(expected: expected, found: commit) }
    let source = try SnapshotFault.wrapped { () throws(SnapshotError) in
      try PageSource(lockedBy: connection, scratchFolder: scratch)
    }
    try body(source)
  }

  /// What the engine lends before the lock.
  func glance(
    _ lend: (PageSource) throws(BackupError) -> Void
  ) throws(BackupError) {
    guard let connection = try? open() else { throw .databaseBusy(code: 14) }
    defer { sqlite3_close(connection) }
    let source = try SnapshotFault.wrapped { () throws(SnapshotError) in
      try PageSource(glancingAt: connection)
    }
    if let source { try lend(source) }
  }

  func bytes(_ path: String) -> [UInt8] {
    FileManager.default.contents(atPath: path).map(Array.init) ?? []
  }

  /// The database as SQLite itself copies it: what every restoration is held against.
  func reference() throws -> [UInt8] { bytes(database) }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: store).sorted()
  }

  func restored(_ generation: Int) throws -> [UInt8] {
    let path = folder + "/restored-\(UInt32.random(in: 0...UInt32.max)).sqlite"
    try openStore().restore(generation, to: path)
    return bytes(path)
  }

  func faults(_ generation: Int? = nil) throws -> [CheckedFile] {
    try openStore().verify(generation, scratchFolder: scratch).filter { $0.fault != nil }
  }
}

/// Runs a program to its end; its status and what it wrote on both outputs.
func shell(_ command: String) throws -> (status: Int32, output: String) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/bin/sh")
  process.arguments = ["-c", command]
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let output = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}

extension WriteOutcome {
  var sealed: Manifest? {
    if case .sealed(let backup) = self { backup.manifest } else { nil }
  }
}

extension Workbench {
  /// The hashes that would give a plain image away: the whole one, and those of two pages.
  static func imageHashes(
    of database: [UInt8], pageSize: Int
  ) -> (image: String, firstPage: [UInt8], lastPage: [UInt8]) {
    var hashes: [UInt8] = []
    for start in stride(from: 0, to: database.count, by: pageSize) {
      hashes += SHA256.hash(data: database[start..<start + pageSize]).prefix(PageHash.bytes)
    }
    return (
      Hexadecimal.encode(SHA256.hash(data: hashes)), Array(hashes.prefix(PageHash.bytes)),
      Array(hashes.suffix(PageHash.bytes))
    )
  }
}
