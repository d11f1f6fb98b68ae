import ArgumentParser
import Backup
import FarmDatabase
import Foundation
import Records
import SyncEngine

/// `pocket-sync verify MEDIUM`: reads every bit again, on any PC, without the farm database.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Read copies again, every bit, and rebuild them.")

  @Option(help: "Only this copy and what it rests on.")
  var generation: Int?

  @Flag(help: "Also rebuild the copy as a file, open it and hold it against its certificate.")
  var rehearse = false

  @Option(help: "Write the copy's receipt, a page to print, to this new file.")
  var receipt: String?

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var store: StoreOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    Interruption.watch()
    try speaking(common) { console in
      console.say(.store(.verifying(volume: store.medium)))
      let scratch = try ScratchFolder()
      let source = try Unlocking.open(store, console)
      let opened = source.store
      try source.bring(generation)
      let report: ProgressReport = { progress throws(BackupError) in
        try Interruption.stop.check()
        console.show(.copying(progress))
      }
      let checked = try opened.verify(generation, scratchFolder: scratch.path, report: report)
      if json {
        try console.json(checked.map(CheckedLine.init))
      } else {
        for file in checked { console.result(file) }
      }
      let faulty = checked.filter { $0.fault != nil }
      let damaged = faulty.filter { !$0.isOnlyLocked }
      guard damaged.isEmpty else { throw SyncError.copyDamaged(files: damaged.map(\.file)) }
      // Every file is as it was written; what is in them nobody could look at.
      if let fault = faulty.first?.fault { throw fault }
      let copies = Set(checked.compactMap(\.generation)).count
      let allGood = Sentence.store(.allGood(copies: copies, files: checked.count))
      console.say(allGood)
      guard rehearse || receipt != nil else { return }
      let manifest = try generation.map { try opened.usable($0) } ?? opened.newest()
      let now = Moment(milliseconds: Surroundings.real.nowMilliseconds)
      var proofs = [Sentence.store(.checkedOn(now)), allGood]
      if rehearse { proofs.append(try rehearse(manifest, opened, scratch, report, console)) }
      guard let receipt else { return }
      let page = ReceiptPage(
        language: console.language, manifest: manifest, farm: opened.farm, proofs: proofs)
      try NamedFile.create(receipt, Data(page.text.utf8))
      console.say(.store(.receiptWritten(path: receipt)))
    }
  }

  private func rehearse(
    _ manifest: Manifest, _ opened: Store, _ scratch: ScratchFolder,
    _ report: @escaping ProgressReport, _ console: Console
  ) throws -> Sentence {
    let copy = UInt64(manifest.generation)
    console.say(.store(.rehearsing(copy: copy)))
    let rehearsal = try CopyRehearsal(
      of: manifest, in: opened, scratchFolder: scratch.path, report: report)
    let rehearsed = Sentence.store(
      .rehearsed(copy: copy, tables: rehearsal.tables, rows: rehearsal.rows))
    console.say(rehearsed)
    return rehearsed
  }
}

extension Console {
  fileprivate func result(_ checked: CheckedFile) {
    guard let fault = checked.fault else { return result(.store(.fileGood(checked.file))) }
    if checked.isOnlyLocked {
      result(SyncError.backup(fault).problem, head: checked.file + ": ")
    } else {
      result(.store(.fileBad(checked.file)))
    }
  }
}

extension CheckedFile {
  /// Not a damage: the key is missing.
  fileprivate var isOnlyLocked: Bool {
    if case .keyMissing? = fault { true } else { false }
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
