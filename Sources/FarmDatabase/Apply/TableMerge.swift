import GRDB
import Merge
import Records

/// What the merge does with one table in one dock: prepare, classify once, apply in sets.
struct TableMerge {
  /// Where a staged change stands; the numbers live in the staging table only.
  ///
  /// A change is staged with what is expected of its kind; classifying moves the exceptions.
  enum Stage: Int {
    case insert = 1
    case take = 2
    case delete = 3
    case nothing = 4
    case rowRule = 5
    case quarantine = 6
    /// The row rule's values go into the row, which differs from what the pocket has.
    case write = 7
    /// The row rule's image comes back as a row.
    case bringBack = 8
    /// Decided and written as it came; it stands here for changes of its row that follow.
    case decided = 9

    /// True where the row rule wrote down what becomes of the row.
    var isRuled: Bool { self == .write || self == .bringBack }

    init(expectedFor kind: ChangeKind) {
      switch kind {
      case .create: self = .insert
      case .update: self = .take
      case .delete: self = .delete
      }
    }
  }

  /// Why a change could not be placed; the text that stands in `sync_quarantine.reason`.
  enum Reason: String {
    case notWritable = "not-writable"
    case unknownRow = "unknown-row"
    case missingParent = "missing-parent"
    /// For a moment only: the parent may come back.
    case parentWanted = "parent-wanted"
    case contradictoryKey = "contradictory-key"
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
  let stager: Stager
  let commit: CommitStamp
  let request: MergeRequest
  let guards: Guards

  /// Columns of another table that point to this one.
  struct ChildKey: Sendable, Hashable {
    var table: String
    var columns: [String]
    var parentColumns: [String]
  }

  /// The incarnation as SQLite stores it.
  var origin: Int64 { Int64(bitPattern: request.incarnation) }

  var masks: [[Int]] { stager.masks }

  var staged: StagedRows {
    StagedRows(table: table, index: index, masks: masks, incarnation: request.incarnation)
  }

  /// Counts what is staged, by state and mask.
  func summary() throws -> StageSummary {
    var summary = StageSummary()
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT st.verdict, ifnull(r.mask, st.mask), count(*)
        FROM \(table.stage) st LEFT JOIN \(table.ruled) r ON r.gid = st.gid GROUP BY 1, 2
        """)
    while let row = try rows.next() {
      summary.counts[Stage(rawValue: row[0])!, default: [:]][row[1]] = row[2]
    }
    return summary
  }

  /// The staged rows `st` in a state; what the row rule decided of them stands beside, as `r`.
  ///
  /// No CROSS JOIN: in an UPDATE it would make SQLite walk the farm's whole table for each row.
  func source(_ stage: Stage) -> String {
    stage.isRuled
      ? "\(table.ruled) r JOIN \(table.stage) st ON st.gid = r.gid" : "\(table.stage) st"
  }

  /// The SQL of the mask of staged row `st` in a state; `r` stands for what was decided.
  func mask(_ stage: Stage) -> String { stage.isRuled ? "r.mask" : "st.mask" }

  /// The SQL of what staged row `st`, in a state, puts into a column.
  func cell(_ column: Int, _ stage: Stage) -> String {
    stage.isRuled ? "r.v\(column)" : "st.v\(column)"
  }

  /// Moves the changes in state `from` that meet `condition` to another; the number moved.
  @discardableResult
  func move(
    to stage: Stage, _ reason: Reason? = nil, from: Stage, where condition: String
  ) throws -> Int {
    try db.execute(
      sql: """
        UPDATE \(table.stage) AS st SET verdict = ?, detail = ? WHERE verdict = ? AND (\(condition))
        """, arguments: [stage.rawValue, reason?.rawValue, from.rawValue])
    return db.changesCount
  }

  /// Moves changes of every kind that are still expected to go through.
  @discardableResult
  func moveExpected(
    to stage: Stage, _ reason: Reason? = nil, where condition: String
  ) throws -> Int {
    try [Stage.insert, .take, .delete].reduce(0) { moved, from in
      moved + (try move(to: stage, reason, from: from, where: condition))
    }
  }

  /// The SQL condition that row `user` of the farm's table is staged row `st`.
  ///
  /// The plus keeps SQLite from walking the whole table to look each row up in the stage.
  func joinsStage(_ user: String, _ st: String) -> String {
    let names = table.key.map { "\(user).\(SQLText.quoted($0))" }
    return zip(names, stageKey(st)).map { "\($0) = +\($1)" }.joined(separator: " AND ")
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

/// How many staged changes of one table stand in each state, by mask.
struct StageSummary {
  var counts: [TableMerge.Stage: [Int: Int]] = [:]

  /// The masks in a state, ascending.
  func masks(in stage: TableMerge.Stage) -> [Int] { (counts[stage] ?? [:]).keys.sorted() }

  /// The changes in any of some states.
  func count(of stages: TableMerge.Stage...) -> Int {
    stages.reduce(0) { total, stage in total + (counts[stage] ?? [:]).values.reduce(0, +) }
  }
}
