import ArgumentParser
import Backup
import FarmDatabase
import Foundation
import Gate
import Media
import SyncEngine

extension Language: ExpressibleByArgument {}

/// Options of every command.
struct CommonOptions: ParsableArguments {
  @Option(help: "Language of all sentences: fr, nl, de or en.")
  var language: Language?

  @Flag(help: "Say nothing but results and problems.")
  var quiet = false
}

/// Which farm database.
struct DatabaseOptions: ParsableArguments {
  @Option(help: "The farm database; remembered by 'init'.")
  var database: String?

  /// The path that was named here, in the environment or by `init`.
  func path() throws -> String {
    if let database { return database }
    if let named = ProcessInfo.processInfo.environment["POCKET_SYNC_DATABASE"] { return named }
    if let remembered = try Configuration.load().database { return remembered }
    throw Stop(.usage(.missingOption("--database")))
  }

  func open() throws -> FarmDatabase { try FarmDatabase(path: try path()) }

  /// Opens the database while no other run works on it; waits for that as long as it may.
  func openAlone<T>(
    waitSeconds: Int = 0, _ body: (FarmDatabase) throws -> T
  ) throws -> T {
    let path = try path()
    return try RunLock.hold(
      besideDatabase: path, waitSeconds: waitSeconds, isStopped: { Interruption.stop.isRaised }
    ) { try body(try FarmDatabase(path: path)) }
  }
}

/// Where pockets are docked.
struct DockOptions: ParsableArguments {
  @Option(
    help: """
      Where a pocket is docked: /dev/ttyACM0, /dev/ttyUSB0@9600, usb:1-2 or usb:SERIAL, \
      accessory for a phone, or tcp:host:port.
      """)
  var pocket: [String] = []

  /// The docks named here or by the configuration; else what is plugged in, never a guess.
  func addresses(for farm: FarmDatabase) throws -> [PocketAddress] {
    let named = pocket.isEmpty ? try Configuration.load().pockets ?? [] : pocket
    if !named.isEmpty {
      return try named.map { text in
        guard let address = PocketAddress(text) else {
          throw Stop(.usage(.unreadableAddress(text)))
        }
        return address
      }
    }
    let found = Docks.discover()
    guard found.count < 2 else { throw SyncError.severalPockets(found.map(\.text)) }
    let isExpected = try farm.pockets().contains { !$0.peer.isRetired }
    if found.isEmpty, isExpected { throw SyncError.noPocket }
    return found
  }
}

/// Where the copy goes, and who is left out.
struct CopyOptions: ParsableArguments {
  @Option(
    help: "The volume for the copy: its folder, its label, its model, its device, or a drive.")
  var to: String?

  @Option(help: "Wait so many seconds for the medium to be connected.")
  var waitForMedium = 0

  @Flag(help: "Leave the medium open after the copy; else it is ejected.")
  var keep = false

  @Option(help: "Treat this folder as an external medium; the certificate says so.")
  var pretendExternal: String?

  @Option(help: "Leave out a pocket by name: the copy becomes a partial one.")
  var without: [String] = []

  @Option(help: "Why the pocket before is left out.")
  var reason: [String] = []

  func exceptions() throws -> [GateException] {
    guard without.count == reason.count else {
      throw Stop(.usage(.missingReason(name: without.last ?? "")))
    }
    return zip(without, reason).map { GateException(label: $0, reason: $1) }
  }

  /// The volume that was named, or the only one that fits.
  func place(besides database: String, _ console: Console) throws -> CopyPlace {
    if let pretendExternal {
      guard to == nil else {
        throw Stop(.usage(.optionsExclude("--to", "--pretend-external")))
      }
      return try Volumes.place(Media.pretended(pretendExternal), path: pretendExternal)
    }
    return try Volumes.place(
      named: try to ?? Configuration.load().copyTo, database: database,
      waitSeconds: waitForMedium, console)
  }
}
