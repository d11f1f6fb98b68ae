import ArgumentParser
import FarmDatabase
import Records
import SyncEngine

/// `pocket-sync history`: what happened to the database, commit by commit or record by record.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Tell what happened, when and by whom, newest first.",
    discussion: """
      pocket-sync history                         the newest commits
      pocket-sync history --session 1a2b3c4d      one session, record by record
      pocket-sync history --record TABLE KEY      every version of one record
      """)

  @Option(
    parsing: .upToNextOption,
    help: "A table, and a record in it: its key or the first word of its title.")
  var record: [String] = []

  @Option(help: "A session or a number that the history shows.")
  var session: String?

  @Option(help: "How many to tell at most.")
  var limit = 20

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard record.isEmpty || record.count == 2 else {
      throw ValidationError("--record takes a table and a key.")
    }
  }

  func run() throws {
    try speaking(common) { console in
      guard session == nil || record.isEmpty else {
        throw Stop(.usage(.optionsExclude("--session", "--record")))
      }
      let farm = try database.open()
      let limit = max(1, limit)
      if record.count == 2 {
        let rows = try farm.history(ofRecord: record[1], in: record[0], limit: limit)
        if json { try console.json(rows.map(HistoryRowLine.init)) } else { console.versions(rows) }
      } else if let session {
        let told = try farm.history(ofSession: session, limit: limit)
        if json { try console.json(SessionLines(told)) } else { console.tell(told, limit: limit) }
      } else {
        let entries = try farm.history(limit: limit)
        if json { try console.json(entries.map(HistoryLine.init)) } else { console.list(entries) }
      }
    }
  }
}

/// What `history --session --json` prints.
private struct SessionLines: Encodable {
  var commits: [HistoryLine]
  var records: [HistoryRowLine]
  var reviews: [ReviewLine]

  init(_ history: SessionHistory) {
    commits = history.entries.map(HistoryLine.init)
    records = history.rows.map(HistoryRowLine.init)
    reviews = history.reviews.map(ReviewLine.init)
  }
}

/// A commit as another program reads it.
private struct HistoryLine: Encodable {
  var number: UInt64
  var kind: String
  var made: UInt64
  var pocket: String?
  var session: String?
  var rows: [String: Int]
  var conflicts: Int
  var settled: Int
  var quarantined: Int
  var undoes: [UInt64]?

  init(_ entry: HistoryEntry) {
    number = entry.author.commit
    kind = entry.author.kind.rawValue
    made = entry.author.milliseconds
    pocket = entry.author.pocket
    session = entry.session
    rows = Dictionary(
      entry.tables.map { ($0.table.name, $0.rows) }, uniquingKeysWith: { first, _ in first })
    conflicts = entry.conflicts
    settled = entry.settled
    quarantined = entry.quarantined
    undoes = entry.undone.map { [$0.lowerBound, $0.upperBound] }
  }
}

/// What a commit did with a record, as another program reads it.
private struct HistoryRowLine: Encodable {
  struct Cell: Encodable {
    var column: String
    var old: JSONValue?
    var new: JSONValue?
  }

  var number: UInt64
  var kind: String
  var made: UInt64
  var pocket: String?
  var table: String
  var row: String
  var event: String
  var cells: [Cell]

  init(_ row: HistoryRow) {
    number = row.author.commit
    kind = row.author.kind.rawValue
    made = row.author.milliseconds
    pocket = row.author.pocket
    table = row.table.name
    self.row = row.row.hexadecimal
    event = row.event.rawValue
    cells = row.cells.map { cell in
      Cell(
        column: cell.column.name, old: cell.old.map(JSONValue.init),
        new: cell.new.map(JSONValue.init))
    }
  }
}
