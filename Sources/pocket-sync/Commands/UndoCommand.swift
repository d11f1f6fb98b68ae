import ArgumentParser
import FarmDatabase
import SyncEngine

/// `pocket-sync undo SESSION`: takes back what one session brought, by a new commit.
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back what one session brought; what somebody changed since stays.")

  @Argument(help: "A session or a number that 'history' shows.")
  var session: String

  @Flag(help: "Only say what would happen.")
  var dryRun = false

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try speaking(common) { console in
      let receipt = try database.openAlone { try $0.undo(session, isDryRun: dryRun) }
      if json { try console.json(UndoLine(receipt)) } else { console.undone(receipt, dryRun) }
    }
  }
}

/// What an undo did, as another program reads it.
private struct UndoLine: Encodable {
  struct Table: Encodable {
    var table: String
    var removed: Int
    var restored: Int
    var broughtBack: Int
    var kept: Int
  }

  var undone: UInt64
  var commit: UInt64?
  var tables: [Table]

  init(_ receipt: UndoReceipt) {
    undone = receipt.session.commit
    commit = receipt.commit
    tables = receipt.tables.map { count in
      Table(
        table: count.table.name, removed: count.removed, restored: count.restored,
        broughtBack: count.broughtBack, kept: count.kept)
    }
  }
}
