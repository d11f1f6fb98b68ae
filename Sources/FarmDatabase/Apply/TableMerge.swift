import GRDB
import Merge
import Records

/// What the merge does with one table in one dock: prepare, classify once, apply in sets.
struct TableMerge {
  /// Where a staged change stands; the numbers live in the staging table only.
  enum Stage: Int {
    case undecided = 0
    case insert = 1
    case take = 2
    case delete = 3
    case nothing = 4
    case rowRule = 5
    case quarantine = 6
    case written = 8
  }

  /// Why a change could not be placed; the text that stands in `sync_quarantine.reason`.
  enum Reason: String {
    case notWritable = "not-writable"
    case unknownRow = "unknown-row"
    case missingParent = "missing-parent"
    case wrongIdentity = "wrong-identity"
    case keyChanged = "key-changed"
    case constraint = "constraint"
  }

  let db: Database
  let table: ResolvedTable
  /// Index of the table in the schema.
  let index: Int
  /// Every table that takes part, in the schema's order.
  let tables: [ResolvedTable]
  /// Foreign keys of the whole database that point to this table.
  let children: [ChildKey]
  let masks: [[Int]]
  let commit: CommitStamp
  let request: MergeRequest

  /// Columns of another table that point to this one.
  struct ChildKey: Sendable, Hashable {
    var table: String
    var columns: [String]
    var parentColumns: [String]
  }

  /// The incarnation as SQLite stores it.
  var origin: Int64 { Int64(bitPattern: request.incarnation) }

  var staged: StagedRows {
    StagedRows(table: table, index: index, masks: masks, incarnation: request.incarnation)
  }

  /// The masks that staged changes of this table have in a state.
  func masks(in stage: Stage) throws -> [Int] {
    try Int.fetchAll(
      db, sql: "SELECT DISTINCT mask FROM \(table.stage) WHERE verdict = ? ORDER BY mask",
      arguments: [stage.rawValue])
  }

  /// Moves undecided changes that meet `condition` to a state; the number moved.
  @discardableResult
  func move(
    to stage: Stage, _ reason: Reason? = nil, from: Stage = .undecided, where condition: String
  ) throws -> Int {
    try db.execute(
      sql: """
        UPDATE \(table.stage) AS st SET verdict = ?, detail = ? WHERE verdict = ? AND (\(condition))
        """, arguments: [stage.rawValue, reason?.rawValue, from.rawValue])
    return db.changesCount
  }

  func count(_ stage: Stage, kind: ChangeKind? = nil) throws -> Int {
    let filter = kind.map { " AND kind = \($0.rawValue)" } ?? ""
    return try Int.fetchOne(
      db, sql: "SELECT count(*) FROM \(table.stage) WHERE verdict = ?\(filter)",
      arguments: [stage.rawValue]) ?? 0
  }

  /// The SQL condition that row `user` of the farm's table is staged row `st`.
  func joinsStage(_ user: String, _ st: String) -> String {
    let names = table.key.map { "\(user).\(SQLText.quoted($0))" }
    return zip(names, stageKey(st)).map { "\($0) = \($1)" }.joined(separator: " AND ")
  }

  /// The key of staged row `st`, column by column.
  func stageKey(_ st: String) -> [String] {
    switch table.sync.identity {
    case .own: ["\(st).gid"]
    case .surrogate: ["\(st).k0"]
    case .natural: table.sync.key.map { "\(st).v\($0)" }
    }
  }

  /// The key's columns as SQL names.
  var keyColumns: [String] { table.key.map(SQLText.quoted) }
}
