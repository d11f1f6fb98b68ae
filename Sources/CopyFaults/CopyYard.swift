package import Backup
import Foundation
import Gate
import Records

/// A folder with a database, a medium, and what every generation on it must give back.
///
/// All its state lies in files, so that a copy can die in one process and be judged in another.
package struct CopyYard: Sendable {
  /// A day of 2026 in milliseconds since 1970; the clock of every copy here.
  package static let milliseconds: UInt64 = 1_772_323_200_000
  static let farm = "ferme"

  /// The folder on the local disk.
  package let folder: String
  /// Where the medium is mounted.
  package let medium: String
  /// The database that is copied.
  package let database: YardDatabase
  /// What copies are sealed and opened with.
  package let keys: CopyKeys

  var scratch: String { folder + "/scratch" }
  /// The farm's folder on the medium.
  package var store: String { medium + "/Pocket-Sync/" + Self.farm }

  /// What lies there; the medium is a folder of it where none is named.
  package init(folder: String, medium: String? = nil, keys: CopyKeys = CopyKeys()) {
    self.folder = folder
    self.keys = keys
    self.medium = medium ?? folder + "/medium"
    database = YardDatabase(path: folder + "/farm.sqlite")
  }

  /// A new yard with a database and nothing on its medium.
  package func make(rows: Int) throws {
    for path in [folder, medium, scratch] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    try database.make(rows: rows)
  }

  /// One copy as the engine makes it; what it must give back is noted before it begins.
  @discardableResult
  package func copy(
    partBytes: Int? = nil, device: UInt64? = nil, report: @escaping ProgressReport = { _ in }
  ) throws -> WriteOutcome {
    try expectations.expect(try database.digest())
    let outcome = try bareCopy(partBytes: partBytes, device: device, report: report)
    if case .sealed(let backup) = outcome {
      try expectations.note(backup.manifest.generation, try database.digest())
    }
    return outcome
  }

  /// The same without a note: in a process that is hit, another one takes the notes.
  package func bareCopy(
    partBytes: Int? = nil, device: UInt64? = nil, report: @escaping ProgressReport = { _ in }
  ) throws(BackupError) -> WriteOutcome {
    let commit = try database.commit()
    let store = try Store(
      prepareAt: medium, farm: Self.farm, farmID: "yard", program: "campaign",
      milliseconds: Self.milliseconds, expectedDevice: device, keys: keys)
    let writer = BackupWriter(
      store: store, scratchFolder: scratch, program: "campaign",
      medium: MediumFacts(label: "", model: "", fileSystem: "", uuid: "", isPretended: true),
      partBytesMaximum: partBytes, report: report)
    return try writer.write(
      ticket(commit), facts: Self.facts, milliseconds: Self.milliseconds,
      unlocked: { lend throws(BackupError) in try database.glance(lend) }
    ) { expected, lend throws(BackupError) in
      try database.locked(scratchFolder: scratch, expected, lend)
    }
  }

  /// The store as a program opens it that only reads.
  package func readingStore() throws(BackupError) -> Store {
    try Store(openAt: medium, farm: Self.farm, keys: keys)
  }

  /// The digest of one generation, restored beside the database.
  package func restored(_ generation: Int) throws -> String {
    let path = folder + "/restored-\(UInt64.random(in: 0 ... .max))"
    defer { unlink(path) }
    try readingStore().restore(generation, to: path)
    return try YardDatabase.digest(path)
  }

  /// What is known of the generations.
  package var expectations: Expectations { Expectations(folder: folder) }

  private func ticket(_ commit: CommitStamp) -> GateTicket {
    let evidence = GateEvidence(
      pockets: [],
      database: DatabaseEvidence(
        commit: commit, commitAfterSessions: nil, uncapturedRows: 0, blockingQuarantine: 0,
        brokenForeignKeys: 0, integrityFaults: []), milliseconds: Self.milliseconds)
    switch Gate.evaluate(evidence) {
    case .open(let ticket): return ticket
    case .closed(let refusals): preconditionFailure("closed: \(refusals)")
    }
  }

  private static let facts = CertificateFacts(
    pockets: [], missing: [], profile: "campaign", schemaFingerprint: "", openConflicts: 0,
    quarantine: 0, rowCounts: [:])
}
