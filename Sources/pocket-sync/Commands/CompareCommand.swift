import ArgumentParser
import Backup
import Delivery
import FarmDatabase
import Records
import SyncEngine

/// `pocket-sync channels compare`: the server's inventory against what this PC takes for sent.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Hold what is on the server against what this PC sent; no content is fetched.",
    discussion: "What is not there, or not whole, is no longer taken for sent.")

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    Interruption.watch()
    try speaking(common) { console in
      let farm = try database.open()
      let outbox = OutboxPlace.outbox(of: farm)
      let scratch = try ScratchFolder()
      defer { withExtendedLifetime(scratch) {} }
      let account = try ChannelFile.current.server()
      let copies = try ServerCopies(
        account, folder: scratch.path, keys: try CopyKeyFile.all().keys,
        clock: .real, isStopped: { Interruption.stop.isRaised })
      let inventory = try copies.inventory(
        of: farm.hub.hexadecimal, sent: try outbox.sent(to: account.mark))
      let lost = inventory.lost
      if json {
        try console.json(inventory)
      } else {
        console.show(inventory, try copies.protection())
      }
      guard !lost.isEmpty else { return }
      do { try outbox.forget(places: Set(lost.map(\.place))) } catch {
        console.explain(Stop(of: error).problem)
      }
      throw Stop(.outbox(.lost(copies: lost.count)))
    }
  }
}

extension Console {
  fileprivate func show(_ inventory: ServerInventory, _ protection: BucketProtection) {
    let whole = inventory.known.count + inventory.further.count
    result(.inventory(.onServer(copies: whole, bytes: UInt64(inventory.bytes))))
    for copy in inventory.lost { result(.inventory(.lostCopy(copy.generation))) }
    if inventory.lost.isEmpty, !inventory.known.isEmpty { result(.inventory(.allThere)) }
    let counts: [(Int, (Int) -> InventorySentence)] = [
      (inventory.further.count, { .sentByOthers(count: $0) }),
      (inventory.broken.count, { .brokenThere(count: $0) }),
      (inventory.halfMade.count, { .unfinished(count: $0) }),
      (inventory.foreign.count, { .foreignFiles(count: $0) }),
    ]
    for (count, sentence) in counts where count > 0 { result(.inventory(sentence(count))) }
    if protection.isUnprotected { say(.outside(.notProtected)) }
  }
}
