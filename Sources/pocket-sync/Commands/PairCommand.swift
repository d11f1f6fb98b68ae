import ArgumentParser
import FarmDatabase
import SealedChannel
import SecureChannel
import SyncEngine

/// `pocket-sync pair`: the first meeting of a pocket and this PC.
struct PairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pair", abstract: "Make a new pocket and this PC known to each other.",
    discussion: "Both show six digits, and a person says whether they are the same.")

  @Option(help: "The key that is printed on a pocket without a screen.")
  var key: String?

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var docks: DockOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    Interruption.watch()
    try speaking(common) { console in
      let way = try way()
      try database.openAlone { farm in try pair(farm, way, console) }
    }
  }

  private func way() throws -> PairingWay {
    guard let key else { return .digits }
    guard let printed = PrintedKey(text: key) else {
      throw Stop(.usage(.unreadablePrintedKey(key)))
    }
    return .printedKey(printed)
  }

  private func pair(_ farm: FarmDatabase, _ way: PairingWay, _ console: Console) throws {
    let addresses = try docks.addresses(for: farm)
    guard addresses.count < 2 else { throw SyncError.severalPockets(addresses.map(\.text)) }
    guard let address = addresses.first else { throw SyncError.noPocket }
    if key == nil { console.say(.setUp(.pairOnPocket)) }
    let run = SyncRun(
      farm, addresses: addresses, connect: Docks.connect, keys: KeyFile.of(farm),
      program: PocketSyncProgram.program, stop: Interruption.stop
    ) { console.show($0) }
    let peer = try run.pair(address, by: way) { digits, pocket in
      console.result(.setUp(.compareDigits(name: pocket.name, digits: "\(digits)")))
      return console.isAgreed(.setUp(.areDigitsSame))
    }
    console.result(.setUp(.paired(name: peer.identity.name)))
  }
}
