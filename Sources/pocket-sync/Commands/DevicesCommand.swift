import ArgumentParser
import FarmDatabase
import SealedChannel
import SecureChannel
import SyncEngine

/// `pocket-sync devices`: the pockets that this PC knows by their keys.
struct DevicesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices", abstract: "List the pockets that are paired with this PC.")

  @Option(help: "Know the pockets of this name no more; they can be paired again.")
  var forget: String?

  @Flag(help: "Take new keys for this PC: every pocket must be paired again.")
  var newKeys = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try speaking(common) { console in
      guard forget == nil || !newKeys else {
        throw Stop(.usage(.optionsExclude("--forget", "--new-keys")))
      }
      if forget == nil, !newKeys {
        return try list(KeyFile.of(try database.open()), console)
      }
      try database.openAlone { farm in try change(KeyFile.of(farm), console) }
    }
  }

  private func change(_ file: KeyFile, _ console: Console) throws {
    if newKeys {
      try file.renew()
      return console.result(.setUp(.keysRenewed))
    }
    guard let forget else { return }
    guard try file.keys().book.peers.contains(where: { $0.identity.name == forget }) else {
      throw Stop(.usage(.unknownPocket(name: forget)))
    }
    try file.change { $0.forget(named: forget) }
    try list(file, console)
  }

  private func list(_ file: KeyFile, _ console: Console) throws {
    let peers = try file.keys().book.peers
    if peers.isEmpty { return console.result(.setUp(.noDevices)) }
    for peer in peers {
      console.result(
        .setUp(
          .device(
            name: peer.identity.name, sessions: peer.continuity.sessions,
            isRetired: peer.isRetired)))
    }
  }
}
