import ArgumentParser
import Backup
import FarmDatabase
import SealedChannel
import SyncEngine

/// `pocket-sync [--then-backup]`: the main job.
struct SyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Take the records of every docked pocket over (the default).")

  @Flag(help: "Then, and only if every record is on the PC, make a verified copy.")
  var thenBackup = false

  @Option(help: "Let another run finish first, for so many seconds at most.")
  var wait = 0

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var docks: DockOptions
  @OptionGroup var copy: CopyOptions
  @OptionGroup var outside: OutsideOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    Interruption.watch()
    try speaking(common) { console in
      let send = try database.openAlone(waitSeconds: wait) { farm in try run(farm, console) }
      try send()
    }
  }

  /// What is left is to send, which takes as long as the line likes: no other run waits for it.
  private func run(_ farm: FarmDatabase, _ console: Console) throws -> () throws -> Void {
    let outgoing = Outgoing(outside, of: farm, console)
    // Who asks for help may do so because the copy does not come about.
    do { return try run(farm, outgoing, console) } catch { return outgoing.refused(error) }
  }

  private func run(
    _ farm: FarmDatabase, _ outgoing: Outgoing, _ console: Console
  ) throws -> () throws -> Void {
    // What is wrong with the medium is said before anybody waits for a slow line.
    let place = thenBackup ? try copy.place(besides: farm.path, console) : nil
    let exceptions = try copy.exceptions()
    let addresses = try docks.addresses(for: farm)
    // A farm without pockets may be copied; who only takes over must hear that nothing is there.
    guard thenBackup || !addresses.isEmpty else { throw SyncError.noPocket }
    let run = SyncRun(
      farm, addresses: addresses, connect: Docks.connect,
      keys: KeyFile.of(farm),
      program: PocketSyncProgram.program, stop: Interruption.stop
    ) { console.show($0) }
    let visits = try run.synchronise()
    console.traffic(visits)
    guard let place else {
      // What waits since an earlier run goes now, where its rest is over.
      return outgoing.sendAfterDock
    }
    let report = try run.copy(
      to: place, exceptions: exceptions, keys: try CopyKeyFile.of(farm).keys())
    run.tellWhatIsSafe(visits, after: report)
    console.copied(report, to: place, farm: farm.farmName)
    outgoing.pack(report, at: place)
    console.release(place, besides: farm.path, keep: copy.keep)
    return outgoing.send
  }
}

extension Console {
  /// The end of a copy: the receipt, or that there was nothing to do.
  func copied(_ report: CopyReport, to place: CopyPlace, farm: String) {
    let made = Moment(milliseconds: report.manifest.createdMilliseconds)
    let number = UInt64(report.generation)
    certificate(report.manifest, farm: farm)
    result(
      .copy(
        report.isUnchanged
          ? .nothingToDo(copy: number, made: made) : .written(copy: number, volume: place.name)))
    let missing = report.manifest.certificate.facts.missing.map(\.label)
    if !missing.isEmpty { result(.copy(.partial(missing: missing))) }
    tell(report.removed)
    if let fault = report.unnoted {
      result(.copy(.notNoted(code: SyncError.database(fault).problem.code)))
    }
    result(.copy(last(place)))
  }

  private func last(_ place: CopyPlace) -> CopySentence {
    guard place.facts.isPretended else { return .keepUntilNext }
    return place.disc == nil
      ? .pretended(path: place.mountPoint) : .pretendedDisc(drive: place.mountPoint)
  }

  private func tell(_ removed: Result<[Int], BackupError>) {
    switch removed {
    case .success(let copies):
      guard let first = copies.min(), let last = copies.max() else { return }
      result(.copy(.removed(first: first, last: last)))
    case .failure(let fault): result(.copy(.notRemoved(code: SyncError.backup(fault).problem.code)))
    }
  }
}
