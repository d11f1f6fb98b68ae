package import Backup
package import FarmDatabase
import Foundation
import Gate
package import Media
import Records

/// Where a copy goes: a volume that was judged before.
package struct CopyPlace: Sendable, Hashable {
  /// The folder that the volume is mounted on; the drive of a disc.
  package var mountPoint: String
  /// The number of the device that is mounted there; nil for a disc.
  package var device: UInt64?
  /// What it was judged by; nil for a pretended volume and for a disc.
  package var judged: VolumeIdentity?
  /// The medium as people know it.
  package var facts: MediumFacts
  /// The disc to burn; nil for a volume that is written as a file system.
  package var disc: DiscPlace?

  /// Takes everything as it stands.
  package init(
    mountPoint: String, device: UInt64?, judged: VolumeIdentity?, facts: MediumFacts,
    disc: DiscPlace? = nil
  ) {
    self.mountPoint = mountPoint
    self.device = device
    self.judged = judged
    self.facts = facts
    self.disc = disc
  }

  /// Throws unless the volume that was judged is still the one that is mounted there.
  func prove(besides database: String) throws(BackupError) {
    guard let judged else { return }
    guard let found = Media.identity(at: mountPoint, database: database) else { throw .vanished }
    guard found == judged else { throw .changedIdentity }
  }

  /// The name that people know the medium by.
  package var name: String { facts.label.isEmpty ? mountPoint : facts.label }
}

/// What became of a copy.
package struct CopyReport: Sendable, Hashable {
  /// Its generation.
  package var generation: Int
  /// True where the newest generation already held this state and was proven to be there.
  package var isUnchanged: Bool
  /// The manifest; the newest one where nothing changed.
  package var manifest: Manifest
  /// Older generations that left the medium, or why some that should could not.
  package var removed: Result<[Int], BackupError>
  /// Why the PC could not take note of it: then no pocket is told; nil where it did.
  package var unnoted: FarmDatabaseError?
}

extension GenerationState {
  /// What the ledger keeps of it; nil where it does not tell.
  fileprivate var verifiedCopy: VerifiedCopy? {
    guard case .complete(let manifest) = self, let commit = manifest.certificate.commit else {
      return nil
    }
    return VerifiedCopy(
      generation: UInt64(manifest.generation), commit: commit,
      isPartial: manifest.certificate.isPartial,
      isPretended: manifest.certificate.medium.isPretended,
      milliseconds: manifest.createdMilliseconds)
  }
}

extension SyncRun {
  /// As `copy`, which measures it; `begin` is called once the gate has opened.
  func makeCopy(
    to place: CopyPlace, exceptions: [GateException], asked: [RowID: UInt64]?,
    keys copyKeys: CopyKeys, begin: () -> Void
  ) throws(SyncError) -> CopyReport {
    try requireSeal(copyKeys)
    let burn = try place.disc.map { disc throws(SyncError) in
      try DiscBurn(
        disc, farm: StoreName.folder(farm.farmName), keys: copyKeys, stop: stop, report: report)
    }
    let opened = try openGate(exceptions, asked: asked)
    begin()
    let evidence = opened.evidence
    let facts = try certificateFacts(evidence)
    let store: Store
    let outcome: WriteOutcome
    // The writer knows errors of its own only: what the database says is kept beside it.
    var databaseFault: FarmDatabaseError?
    do throws(BackupError) {
      store = try openStore(at: place, burn, copyKeys)
      let scratch = try ScratchFolder()
      let writer = BackupWriter(
        store: store, scratchFolder: scratch.path, program: program, medium: place.facts,
        destination: burn == nil ? .medium : .disc
      ) { progress throws(BackupError) in
        try stop.check()
        report(.copying(progress))
      }
      let planned = try plan(opened.ticket.commit, store, &databaseFault)
      do throws(BackupError) {
        outcome = try writer.write(
          opened.ticket, facts: facts, milliseconds: farm.surroundings.nowMilliseconds,
          unlocked: { lend throws(BackupError) in try lendGlance(lend) },
          locked: { commit, lend throws(BackupError) in
            try lendPages(commit, scratch.path, lend, &databaseFault)
          })
      } catch {
        planned.drop(from: farm.ledger, store)
        throw error
      }
    } catch {
      if let databaseFault { throw .database(databaseFault) }
      throw .backup(error)
    }
    try burn?.finish(outcome, of: store)
    do throws(BackupError) { return try note(outcome, store, place) } catch {
      throw .backup(error)
    }
  }

  private func openStore(
    at place: CopyPlace, _ burn: DiscBurn?, _ keys: CopyKeys
  ) throws(BackupError) -> Store {
    // Pockets may have taken an hour since it was judged; what is held open gives its device
    // number to nobody else.
    try place.prove(besides: farm.path)
    let store = try Store(
      prepareAt: burn?.staging.path ?? place.mountPoint, farm: StoreName.folder(farm.farmName),
      farmID: farm.hub.hexadecimal, program: program,
      milliseconds: farm.surroundings.nowMilliseconds, expectedDevice: place.device,
      keys: keys, burnt: burn?.burnt ?? [:])
    try place.prove(besides: farm.path)
    return store
  }

  /// A PC that lost its key, or cannot find it, must not go on in plain, whatever the medium.
  private func requireSeal(_ keys: CopyKeys) throws(SyncError) {
    let recipient: String?
    do throws(FarmDatabaseError) {
      if let key = keys.sealing { return try farm.sealCopies(for: key.recipient) }
      recipient = try farm.copyRecipient()
    } catch { throw .database(error) }
    if let recipient { throw .backup(.keyMissing(recipient: recipient)) }
  }

  /// Best effort: what is not had here is had under the lock.
  private func lendGlance(
    _ lend: (PageSource) throws(BackupError) -> Void
  ) throws(BackupError) {
    do {
      try farm.glanced { connection in
        if let source = try PageSource(glancingAt: connection) { try lend(source) }
      }
    } catch let error as BackupError {
      throw error
    } catch {
      return
    }
  }

  private func lendPages(
    _ commit: CommitStamp, _ scratch: String, _ lend: (PageSource) throws(BackupError) -> Void,
    _ fault: inout FarmDatabaseError?
  ) throws(BackupError) {
    do {
      try farm.locked(proving: commit) { connection in
        try lend(try PageSource(lockedBy: connection, scratchFolder: scratch))
      }
    } catch let error as BackupError {
      throw error
    } catch let error as SnapshotError {
      throw .snapshot(error)
    } catch {
      fault = FarmDatabaseError(error, path: farm.path)
      throw .commitMoved(expected: commit, found: nil)
    }
  }

  /// Before anything is published: a copy that nobody knows of would let pockets drop what it
  /// lacks, so where this cannot be written none is made.
  private func plan(
    _ commit: CommitStamp, _ store: Store, _ fault: inout FarmDatabaseError?
  ) throws(BackupError) -> PlannedCopy {
    let newest = try store.newestNumber()
    do throws(FarmDatabaseError) {
      try farm.ledger.plan(
        commit, on: store.mediumID, milliseconds: farm.surroundings.nowMilliseconds)
    } catch {
      fault = error
      throw .commitMoved(expected: commit, found: nil)
    }
    return PlannedCopy(newest: newest)
  }

  private func note(
    _ outcome: WriteOutcome, _ store: Store, _ place: CopyPlace
  ) throws(BackupError) -> CopyReport {
    let states = try store.generations()
    var report: CopyReport
    switch outcome {
    case .sealed(let backup):
      report = CopyReport(
        generation: backup.manifest.generation, isUnchanged: false, manifest: backup.manifest,
        removed: backup.removed)
    case .unchanged(let generation):
      guard case .complete(let manifest)? = states.last else {
        throw .noSuchGeneration(generation)
      }
      report = CopyReport(
        generation: generation, isUnchanged: true, manifest: manifest, removed: .success([]))
    }
    do throws(FarmDatabaseError) {
      try farm.ledger.note(
        states.compactMap(\.verifiedCopy),
        on: KnownMedium(
          id: report.manifest.mediumID, label: place.name,
          milliseconds: farm.surroundings.nowMilliseconds),
        unreadable: Set(states.filter { $0.verifiedCopy == nil }.map { UInt64($0.number) }))
    } catch {
      // The copy is there, and what was planned of it holds the pockets back.
      report.unnoted = error
    }
    return report
  }

  private func certificateFacts(_ evidence: GateEvidence) throws(SyncError) -> CertificateFacts {
    do throws(FarmDatabaseError) {
      let reviews = try farm.openReviews()
      let known = Dictionary(
        try farm.pockets().map { ($0.peer.label, $0) }, uniquingKeysWith: { first, _ in first })
      let excepted = Set(evidence.exceptions.map(\.label))
      return CertificateFacts(
        pockets: evidence.pockets.filter { !excepted.contains($0.label) }.map { pocket in
          PocketProof(
            label: pocket.label, lastRecord: pocket.lastOnPocket ?? 0,
            lastMerged: pocket.lastMerged,
            lastMergedMilliseconds: known[pocket.label]?.mergedMilliseconds,
            sessionMilliseconds: pocket.finishedMilliseconds ?? 0,
            sessions: known[pocket.label]?.sessions,
            clockSkewMilliseconds: known[pocket.label]?.newest?.clockSkewMilliseconds ?? 0)
        },
        missing: evidence.exceptions.map { MissingPocket(label: $0.label, reason: $0.reason) },
        profile: farm.profileName,
        schemaFingerprint: Hexadecimal.encode(farm.schema.fingerprint.bytes),
        openConflicts: reviews.conflicts, quarantine: reviews.quarantined,
        rowCounts: Dictionary(
          try farm.counts().map { ($0.table, $0.rows) }, uniquingKeysWith: { first, _ in first }))
    } catch { throw .database(error) }
  }
}

/// A copy that was noted before it was made.
private struct PlannedCopy {
  /// The newest number that was there before.
  let newest: Int?

  /// Where the medium still tells that nothing was published, the note would only hold back.
  func drop(from ledger: Ledger, _ store: Store) {
    do {
      if try store.newestNumber() == newest { try ledger.unplan(on: store.mediumID) }
    } catch { return }
  }
}

/// The farm's folder on a medium.
package enum StoreName {
  private static let lengthMaximum = 40

  /// Letters, digits, blank and hyphen of the farm's name, as FAT takes them; "Farm" for none.
  package static func folder(_ farmName: String) -> String {
    let plain = farmName.folding(options: .diacriticInsensitive, locale: nil)
    let kept = plain.unicodeScalars.map { scalar -> Character in
      let isPlain = scalar.isASCII && (CharacterSet.alphanumerics.contains(scalar) || scalar == "-")
      return isPlain ? Character(scalar) : " "
    }
    let words = String(kept).split(separator: " ")
    let name = words.joined(separator: " ").prefix(lengthMaximum)
    return name.isEmpty ? "Farm" : name.trimmingCharacters(in: .whitespaces)
  }
}
