import Backup
import Delivery
import Diagnostics
import FarmDatabase
import Foundation
import Gate
import Media
import Records
import SyncEngine

/// What the doctor reads of the farm's file, its ledger and its outbox.
struct DoctorFarm {
  private(set) var database: DatabaseFacts
  private(set) var farm: FarmFacts?
  private(set) var outbox: OutboxFacts?
  private(set) var versions: VersionFacts
  /// Where the newest copy is; nil where that medium is not plugged in.
  private(set) var medium: PlaceFacts?
  /// The newest moment that was written anywhere.
  private(set) var evidenceMilliseconds: UInt64 = 0

  init(path: String?, versions: VersionFacts) {
    database = DatabaseFacts(path: path)
    self.versions = versions
    guard let path else { return }
    database.bytes = Self.bytes(path)
    let runner = RunLock.runner(besideDatabase: path)
    database.isInUse = runner.map { SystemReader().program($0) == "pocket-sync" } ?? false
    do throws(FarmDatabaseError) {
      try Ledger.prove(besideDatabase: path)
      try look(at: try FarmDatabase(path: path))
    } catch {
      switch error {
      case .ledgerDamaged(_, let detail): database.ledgerFault = detail
      default: database.fault = error
      }
    }
    lookBeside(path)
  }

  private mutating func look(at opened: FarmDatabase) throws(FarmDatabaseError) {
    let condition = try opened.condition()
    let run = try opened.ledger.newestRun() ?? opened.surroundings.freshID()
    let evidence = try opened.evidence(run: run, asked: [:], exceptions: [])
    farm = FarmFacts(
      condition: condition, pockets: try opened.pockets(), media: try opened.ledger.media(),
      evidence: evidence,
      sessions: try opened.ledger.newestSessions(framesMinimum: Doctor.cableFramesMinimum))
    evidenceMilliseconds = condition.newestMilliseconds
    versions.profile = opened.profileName
    versions.format = FarmDatabase.booksFormat
    versions.fingerprint = String(
      Hexadecimal.encode(opened.schema.fingerprint.bytes).prefix(Self.fingerprintDigits))
    versions.farmProgram =
      try opened.programVersion() ?? (try? Configuration.load())?.programVersion
    look(at: OutboxPlace.outbox(of: opened))
  }

  private mutating func look(at box: Outbox) {
    do throws(OutboxError) {
      let entries = try box.entries()
      let damaged = try box.damaged()
      outbox = OutboxFacts(entries: entries, faults: damaged.map { .damaged(path: $0) })
      evidenceMilliseconds = max(evidenceMilliseconds, entries.map(\.created).max() ?? 0)
    } catch {
      outbox = OutboxFacts(entries: [], faults: [error])
    }
  }

  private static let fingerprintDigits = 12

  /// What the ledger knows also where the database does not open.
  private mutating func lookBeside(_ path: String) {
    // Opening would make the file.
    guard FileManager.default.fileExists(atPath: Ledger.place(besideDatabase: path)),
      let ledger = try? Ledger(besideDatabase: path)
    else { return }
    let newest = (try? ledger.newestMilliseconds()) ?? 0
    evidenceMilliseconds = max(evidenceMilliseconds, newest)
    let media = ((try? ledger.media()) ?? []).filter { !$0.newest.isPartial }
    let known = media.max { $0.newest.milliseconds < $1.newest.milliseconds }
    guard let known else { return }
    let found = Self.find(known.medium, database: path)
    database.newestCopy = KnownCopy(
      generation: known.newest.generation, medium: known.medium.label, place: found?.place)
    if let found, let needed = try? found.store.nextFullBytes() {
      medium = SystemReader.place(found.place, neededBytes: needed)
    }
  }

  /// Where a medium is now; the store's identity decides, not the name that people gave it.
  private static func find(
    _ medium: KnownMedium, database: String
  ) -> (place: String, store: Store)? {
    guard let keys = try? CopyKeyFile.all().keys else { return nil }
    let mounted = Media.candidates(database: database).compactMap(\.verdict.volume?.mountPoint)
    // A pretended medium is known by its folder.
    for place in mounted + [medium.label] where place.hasPrefix("/") {
      let stores = ((try? Store.farms(at: place)) ?? []).compactMap { farm in
        try? Store(openAt: place, farm: farm, keys: keys)
      }
      if let store = stores.first(where: { $0.mediumID == medium.id }) { return (place, store) }
    }
    return nil
  }

  private static func bytes(_ path: String) -> UInt64 {
    var status = stat()
    return stat(path, &status) == 0 ? UInt64(status.st_size) : 0
  }
}
