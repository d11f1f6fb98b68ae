import ArgumentParser
import Backup
import Delivery
import FarmDatabase
import SyncEngine

/// `pocket-sync send`: what waits to leave the house; with a medium, a copy that is on it.
struct SendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send",
    abstract: "Send what waits for the server or the helpdesk; or a copy of a medium.")

  @Argument(help: "A medium whose newest copy is to go; without it, what waits.")
  var medium: String?

  @Option(help: "The farm's folder on the medium; not needed where there is only one.")
  var farm: String?

  @Option(help: "Which copy of the medium.")
  var generation: Int?

  @Flag(help: "Only what is due again: what a timer asks for.")
  var due = false

  @Option(help: "Give up what waits under this number, as “status --json” tells it.")
  var forget: Int?

  @OptionGroup var outside: OutsideOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard medium == nil || outside.isWanted else {
      throw ValidationError("Say with --server or --mail where the copy is to go.")
    }
    guard forget == nil || (medium == nil && !outside.isWanted) else {
      throw ValidationError("--forget sends nothing; give it alone.")
    }
    guard generation == nil || medium != nil else {
      throw ValidationError("--generation needs the medium that has the copy.")
    }
    guard !outside.server || medium != nil else {
      throw ValidationError("--server needs the medium whose copy is to go.")
    }
  }

  func run() throws {
    Interruption.watch()
    try speaking(common) { console in
      let farm = try database.open()
      guard outside.isWanted else {
        let outbox = OutboxPlace.outbox(of: farm)
        if let forget {
          guard try outbox.forget(forget) else { throw Stop(.outbox(.noSuchParcel(forget))) }
          return try console.showChannels(outbox)
        }
        if try outbox.entries().isEmpty, try outbox.damaged().isEmpty {
          console.say(.outside(.nothingWaits))
        }
        let problem = try console.send(outbox, due ? .due : .asked)
        if let problem, !due { throw ExitCode(problem.exitStatus.rawValue) }
        return
      }
      let outgoing = Outgoing(outside, of: farm, console)
      guard let medium else {
        outgoing.pack(nil, on: "") { throw BackupError.noStore }
        return try outgoing.send()
      }
      do {
        let keys = try CopyKeyFile.all().keys
        let store = try OpenedStore(on: medium, farm: self.farm, keys).store
        let manifest = try generation.map { try store.usable($0) } ?? store.newest()
        outgoing.pack(manifest, on: medium) { store }
      } catch { return try outgoing.refused(error)() }
      try outgoing.send()
    }
  }
}
