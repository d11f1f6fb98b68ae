import ArgumentParser
import Backup
import SyncEngine

/// `pocket-sync restore MEDIUM TARGET`: a copy becomes a file again; nothing is overwritten.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Rebuild a copy into a new file, proven page by page.")

  @OptionGroup var store: StoreOptions

  @Argument(help: "The new file.")
  var target: String

  @Option(help: "Which copy; the newest complete one where none is named.")
  var generation: Int?

  @OptionGroup var common: CommonOptions

  func run() throws {
    Interruption.watch()
    try speaking(common) { console in
      let opened = try Unlocking.open(store, console)
      let number = try generation ?? newest(opened)
      console.say(.store(.restoring(copy: UInt64(number))))
      try opened.restore(number, to: target) { progress throws(BackupError) in
        try Interruption.stop.check()
        console.show(.copying(progress))
      }
      console.result(.store(.restored(copy: UInt64(number), path: target)))
    }
  }

  private func newest(_ store: Store) throws -> Int {
    let complete = try store.generations().compactMap { state -> Manifest? in
      guard case .complete(let manifest) = state else { return nil }
      return manifest
    }
    // A partial copy succeeds no complete one: it is restored only where it is named.
    let best = complete.last { !$0.certificate.isPartial } ?? complete.last
    guard let best else { throw BackupError.noStore }
    return best.generation
  }
}
