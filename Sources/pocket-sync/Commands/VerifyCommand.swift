import ArgumentParser
import Backup
import SyncEngine

/// `pocket-sync verify MEDIUM`: reads every bit again, on any PC, without the farm database.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Read copies again, every bit, and rebuild them.")

  @Option(help: "Only this copy and what it rests on.")
  var generation: Int?

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var store: StoreOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    Interruption.watch()
    try speaking(common) { console in
      console.say(.store(.verifying(volume: store.medium)))
      let scratch = try ScratchFolder()
      let opened = try Unlocking.open(store, console)
      let checked = try opened.verify(generation, scratchFolder: scratch.path) {
        progress throws(BackupError) in
        try Interruption.stop.check()
        console.show(.copying(progress))
      }
      if json {
        try console.json(checked.map(CheckedLine.init))
      } else {
        for file in checked {
          console.result(.store(file.fault == nil ? .fileGood(file.file) : .fileBad(file.file)))
        }
      }
      let damaged = checked.filter { $0.fault != nil }
      guard damaged.isEmpty else { throw SyncError.copyDamaged(files: damaged.map(\.file)) }
      let copies = Set(checked.compactMap(\.generation)).count
      console.say(.store(.allGood(copies: copies, files: checked.count)))
    }
  }
}

/// A checked file as another program reads it.
private struct CheckedLine: Encodable {
  var file: String
  var generation: Int?
  var isGood: Bool
  var code: String?

  init(_ checked: CheckedFile) {
    file = checked.file
    generation = checked.generation
    isGood = checked.fault == nil
    code = checked.fault.map { SyncError.backup($0).problem.code }
  }
}
