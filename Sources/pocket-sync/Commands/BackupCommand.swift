import ArgumentParser
import FarmDatabase
import SealedChannel
import SyncEngine

/// `pocket-sync backup`: the gate and the copy, on the evidence of the run before.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Make a copy without synchronising; refused unless every record is on the PC.")

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var docks: DockOptions
  @OptionGroup var copy: CopyOptions
  @OptionGroup var outside: OutsideOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    Interruption.watch()
    try speaking(common) { console in
      let send = try database.openAlone { farm in try run(farm, console) }
      try send()
    }
  }

  private func run(_ farm: FarmDatabase, _ console: Console) throws -> () throws -> Void {
    let outgoing = Outgoing(outside, of: farm, console)
    do { return try run(farm, outgoing, console) } catch { return outgoing.refused(error) }
  }

  private func run(
    _ farm: FarmDatabase, _ outgoing: Outgoing, _ console: Console
  ) throws -> () throws -> Void {
    let place = try copy.place(besides: farm.path, console)
    let exceptions = try copy.exceptions()
    let run = SyncRun(
      farm, addresses: try addresses(farm), connect: Docks.connect, keys: KeyFile.of(farm),
      program: PocketSyncProgram.program, run: try farm.ledger.newestRun(),
      stop: Interruption.stop
    ) { console.show($0) }
    let asked = run.ask()
    let hasPockets = try farm.pockets().contains { !$0.peer.isRetired }
    if !hasPockets { _ = try farm.capture() }
    let report = try run.copy(
      to: place, exceptions: exceptions, asked: asked, keys: try CopyKeyFile.of(farm).keys())
    console.copied(report, to: place, farm: farm.farmName)
    outgoing.pack(report, at: place)
    console.release(place, besides: farm.path, keep: copy.keep)
    return outgoing.send
  }

  /// Pockets that are docked are asked; that none is docked is for the gate to judge.
  private func addresses(_ farm: FarmDatabase) throws -> [PocketAddress] {
    do { return try docks.addresses(for: farm) } catch SyncError.noPocket { return [] }
  }
}
