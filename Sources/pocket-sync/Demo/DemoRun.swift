import Backup
import DemoFarm
import FarmDatabase
import Foundation
import Gate
import Media
import Records
import SealedChannel
import SecureChannel
import SyncEngine

/// The story of `demo`: a season that is prepared once, then the farmer's evening.
struct DemoRun {
  let folder: DemoFolder
  let seed: UInt64
  let console: Console

  private static let farmName = "Ferme du Moulin"
  private static let label = "Pocket de Luc"
  /// The week that the evening ends, and the one before.
  private static let monday = CalendarDay(2026, 9, 21)
  private static let mondayBefore = CalendarDay(2026, 9, 14)

  private var pocket: DemoPocket { DemoPocket(folder: folder.pocket, label: Self.label) }

  /// Prepares the season where there is none, then synchronises, copies, restores and compares.
  mutating func run() throws {
    let start = Surroundings.real.nowMilliseconds
    console.say(.demo(.title))
    if !folder.isComplete { try prepare() }
    try evening()
    console.say(.demo(.done(milliseconds: Surroundings.real.nowMilliseconds - start)))
    console.say(.demo(.filesAt(path: folder.path)))
  }

  /// The farm, the pocket's first dock, a week that both sides know, and a week that they do not.
  private func prepare() throws {
    try folder.makeEmpty()
    let counts = try FarmGenerator(seed: seed, scale: .fullFarm).write(to: folder.database)
    console.say(
      .demo(
        .farmMade(rows: UInt64(counts.rows.values.reduce(0, +)), bytes: UInt64(counts.bytes))))
    let profile = try JSONDecoder().decode(SyncProfile.self, from: Data(ShippedFarm.profile))
    _ = try FarmDatabase.prepare(
      path: folder.database, profile: profile, farmName: Self.farmName)
    let farm = try FarmDatabase(path: folder.database)
    try pair(farm)
    console.say(.demo(.firstDock(pockets: 1)))
    _ = try synchronise(farm, slow: false)
    let before = try FieldWeek(seed: seed, monday: Self.mondayBefore)
      .work(knowing: try pocket.knownRows())
    _ = try pocket.apply(before)
    _ = try synchronise(farm, slow: false)
    try workApart()
    try folder.markComplete()
  }

  /// The pocket and the PC meet for the first time; both persons look at the digits.
  private func pair(_ farm: FarmDatabase) throws {
    let simulator = try pocket.askToBePaired()
    try withExtendedLifetime(simulator) {
      let run = syncRun(farm, simulator)
      guard let address = run.addresses.first else { return }
      let peer = try run.pair(address, by: .digits) { digits, pocket in
        console.say(.setUp(.compareDigits(name: pocket.name, digits: "\(digits)")))
        return simulator.compare("\(digits)")
      }
      console.say(.setUp(.paired(name: peer.identity.name)))
    }
  }

  /// Field and office work at the same time, some of it on the same rows.
  private func workApart() throws {
    let known = try pocket.knownRows()
    let office = try OfficeWeek(seed: seed + 1, monday: Self.monday)
      .work(in: folder.database, sharing: Set(known.map(\.id)))
    let field = try FieldWeek(seed: seed + 1, monday: Self.monday)
      .work(knowing: known, meanwhile: office)
    let done = try pocket.apply(field)
    console.say(.demo(.week(field: UInt64(done), office: UInt64(office.count))))
  }

  private func synchronise(_ farm: FarmDatabase, slow: Bool) throws -> [VisitReport] {
    let simulator = try pocket.dock(slow: slow, sessions: 1)
    return try withExtendedLifetime(simulator) {
      try syncRun(farm, simulator).synchronise()
    }
  }

  private func syncRun(
    _ farm: FarmDatabase, _ simulator: DockedSimulator, run: RowID? = nil, isTold: Bool = true
  ) -> SyncRun {
    SyncRun(
      farm, addresses: PocketAddress(simulator.address).map { [$0] } ?? [],
      connect: Docks.connect, keys: KeyFile(path: folder.keys),
      program: PocketSyncProgram.program, run: run,
      stop: Interruption.stop
    ) { [console] in if isTold { console.show($0) } }
  }

  /// What a farmer does in the evening: `pocket-sync --then-backup`, on a slow cradle.
  private func evening() throws {
    let farm = try FarmDatabase(path: folder.database)
    let place = try Volumes.place(Media.pretended(folder.stick), path: folder.stick)
    try askTooEarly(farm, place)
    console.say(.demo(.secondDock(baud: DemoPocket.baud)))
    let simulator = try pocket.dock(slow: true, sessions: 2)
    let run = syncRun(farm, simulator)
    let visits = try run.synchronise()
    console.traffic(visits)
    console.say(.demo(.copying(path: folder.stick)))
    let report = try run.copy(to: place, exceptions: [])
    run.tellWhatIsSafe(visits, after: report)
    withExtendedLifetime(simulator) {}
    try restoreElsewhere(report, farm)
    console.copied(report, to: place, farm: farm.farmName)
  }

  /// `pocket-sync backup` while the pocket still holds the week: the gate must say no.
  private func askTooEarly(_ farm: FarmDatabase, _ place: CopyPlace) throws {
    let simulator = try pocket.dock(slow: false, sessions: 1)
    let run = syncRun(farm, simulator, run: try farm.ledger.newestRun(), isTold: false)
    let asked = run.ask()
    withExtendedLifetime(simulator) {}
    let isWaiting = try farm.pockets().contains { pocket in
      asked[pocket.peer.device].map { $0 > pocket.peer.mergedNumber } ?? false
    }
    // A demonstration that is run again finds nothing new on the pocket.
    guard isWaiting else { return }
    do throws(SyncError) { _ = try run.copy(to: place, exceptions: [], asked: asked) } catch {
      guard case .gate = error else { throw error }
      console.say(.demo(.gateStaysClosed))
      console.tell(error.problem)
      return
    }
    throw Stop(.program(.noReason))
  }

  private func restoreElsewhere(_ report: CopyReport, _ farm: FarmDatabase) throws {
    let target = folder.restored
    try? FileManager.default.removeItem(atPath: target)
    let store = try Store(openAt: folder.stick, farm: StoreName.folder(farm.farmName))
    try store.restore(report.generation, to: target)
    guard DemoFolder.areEqual(target, folder.database) else {
      throw BackupError.imageMismatch(generation: report.generation)
    }
    console.say(.demo(.restoredElsewhere(path: target)))
    let open = try farm.openReviews().conflicts
    console.say(.demo(open == 0 ? .nothingDecided : .losersKept(count: open)))
  }
}
