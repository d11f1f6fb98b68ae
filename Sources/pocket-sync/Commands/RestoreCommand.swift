import ArgumentParser
import Backup
import FarmDatabase
import Foundation
import Records
import SyncEngine

/// `pocket-sync restore MEDIUM TARGET`: a copy becomes a file again; nothing is overwritten.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Rebuild a copy, proven page by page: as a new file, as the database, or one table.")

  @OptionGroup var store: StoreOptions

  @Argument(help: "The new file.")
  var target: String?

  @Option(help: "Which copy; the newest complete one where none is named.")
  var generation: Int?

  @Option(help: "The newest copy of this day (2026-05-21) or minute (2026-05-21T18:30) or before.")
  var date: NamedMoment?

  @Option(help: "Only this table, for a look.")
  var table: String?

  @Option(name: .customLong("as"), help: "How the table is written: csv or sql.")
  var format = TableFormat.csv

  @Flag(help: "Put the copy in the database's place; the old one is kept beside it.")
  var replace = false

  @Flag(help: "With --replace: also where the database in place is another farm's.")
  var otherFarm = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (target == nil) == replace else {
      throw ValidationError("Give either a new file or --replace.")
    }
    guard table == nil || !replace else {
      throw ValidationError("--table needs a new file; it replaces nothing.")
    }
    guard generation == nil || date == nil else {
      throw ValidationError("Give either --generation or --date.")
    }
  }

  func run() throws {
    Interruption.watch()
    try speaking(common) { console in
      let source = try Unlocking.open(store, console)
      let opened = source.store
      let number = try generation ?? opened.newest(until: date?.milliseconds).generation
      console.say(.store(.restoring(copy: UInt64(number))))
      try source.bring(number)
      let report: ProgressReport = { progress throws(BackupError) in
        try Interruption.stop.check()
        console.show(.copying(progress))
      }
      if replace {
        try replace(number, opened, report, console)
      } else if let target, let table {
        try write(table, of: number, opened, to: target, report, console)
      } else if let target {
        try opened.restore(number, to: target, report: report)
        console.result(.store(.restored(copy: UInt64(number), path: target)))
      }
    }
  }

  private func replace(
    _ number: Int, _ opened: Store, _ report: @escaping ProgressReport, _ console: Console
  ) throws {
    let path = try database.path()
    let replacement = DatabaseReplacement(
      path: path, milliseconds: Surroundings.real.nowMilliseconds,
      isOtherFarmAllowed: otherFarm)
    let kept = try replacement.run(number, of: opened, report: report)
    console.result(.store(.replaced(copy: UInt64(number), path: path)))
    if let kept { console.result(.store(.keptAside(path: kept))) }
  }

  private func write(
    _ table: String, of number: Int, _ opened: Store, to target: String,
    _ report: @escaping ProgressReport, _ console: Console
  ) throws {
    let scratch = try ScratchFolder()
    let path = scratch.path + "/copy.sqlite"
    try opened.restore(number, to: path, report: report)
    let copy = try CopiedDatabase(path: path)
    let file = try NamedFile.create(target)
    let rows = try copy.dump(table, as: format) { bytes in try file.write(contentsOf: bytes) }
    guard let rows else {
      try NamedFile.discard(target)
      throw BackupError.noSuchTable(table, tables: try copy.tables())
    }
    try file.synchronize()
    console.result(.store(.tableWritten(table: table, rows: rows, path: target)))
  }
}

extension TableFormat: ExpressibleByArgument {}
