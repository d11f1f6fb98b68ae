import GRDB
import Merge
import Records

/// Updates that lie close together go in a range at a time: one statement keeps the versions that
/// go, one writes the rows, one their images, each from leaf to leaf.
///
/// A row that both sides touched is decided on the way where the PC's values stand; the change is
/// staged all the same, for what may follow it in this dock. Everything else is left to others.
final class SeenRanges {
  /// Rows that are walked for one that changes; where they lie further apart, each is looked up.
  private static let rowsWalkedMaximum = 16

  /// What went in of one batch, by its place there, in the order of the rows.
  struct Placed {
    var rows: [Int] = []
    var conflicts = 0
  }

  /// Updates of one batch that touch the same columns, in the order of their rows.
  struct Group {
    let changes: ChangeColumns
    /// The touched columns by their places in the batch, and by their indices.
    let places: [Int]
    let columns: [Int]
    /// Places of the updates in the batch.
    var rows: [Int]
    let readers: [CellReader]

    func id(_ row: Int) -> RowID { changes.rows[row] }
    func new(_ place: Int) -> CellReader { readers[places[place]] }
    func base(_ place: Int) -> CellReader { readers[readers.count / 2 + places[place]] }
  }

  private let db: Database
  private let table: ResolvedTable
  private let commit: CommitStamp
  private let request: MergeRequest
  private let review: ReviewWriter
  private let takeBack: TakeBack
  private let probe: RawStatement
  private let staged: RawStatement
  private let whole: RawStatement
  private let cursor = EditCursor()
  private var index: CommitIndex
  private var statements: [[Int]: RangeStatements] = [:]

  init(
    _ db: Database, _ table: ResolvedTable, _ commit: CommitStamp, _ request: MergeRequest,
    _ guards: Guards, _ takeBack: TakeBack
  ) throws {
    self.db = db
    self.table = table
    self.takeBack = takeBack
    self.commit = commit
    self.request = request
    review = try ReviewWriter(db, table, commit, request, guards)
    index = CommitIndex(db: db, table: table)
    let cells = SQLText.list(table.columns.count) { "c\($0)" }
    probe = try RawStatement(
      db, sql: "SELECT 1 FROM \(table.image) WHERE gid BETWEEN ?1 AND ?2 LIMIT 1 OFFSET ?3")
    staged = try RawStatement(
      db, sql: "SELECT gid FROM \(table.stage) WHERE gid BETWEEN ?1 AND ?2")
    whole = try RawStatement(db, sql: "SELECT \(cells) FROM \(table.image) WHERE gid = ?1")
  }

  /// Puts a group in place, all of it that can be at once; nothing where a constraint refuses.
  func place(_ group: Group, _ stager: Stager) throws -> Placed {
    guard let first = group.rows.first, let last = group.rows.last,
      try isDense(group.id(first), group.id(last), group.rows.count)
    else { return Placed() }
    let statements = try statements(group.columns)
    try index.leaveOut(expecting: request.lastNumber - group.changes.numbers[first])
    let open = try unstaged(group, stager)
    cursor.begin(
      open.map(group.id), open.map { EditCursor.Edit(row: $0) },
      group.places.map { group.readers[$0] }
    ) { edit, found in self.judge(edit, found, group, statements.affinities) }
    defer { cursor.end() }
    guard try statements.run(group.id(first), group.id(last), cursor) else {
      // A savepoint would do it too, but copy every page that a batch touches once more.
      for id in cursor.rows { try takeBack.withdraw(id) }
      return Placed()
    }
    let edits = cursor.edits
    try stager.add(group.changes, edits.filter { $0.ruling != nil }.map(\.row), as: .decided)
    var conflicts = 0
    for edit in edits {
      for conflict in edit.conflicts { try review.keep(conflict, of: group.id(edit.row)) }
      conflicts += edit.conflicts.count
    }
    return Placed(rows: edits.map(\.row), conflicts: conflicts)
  }

  /// Completes what was left out while rows came.
  func finish() throws { try index.fill() }

  private func isDense(_ first: RowID, _ last: RowID, _ count: Int) throws -> Bool {
    probe.bind(first, at: 1)
    probe.bind(last, at: 2)
    probe.bind(Int64(count * Self.rowsWalkedMaximum), at: 3)
    defer { probe.reset() }
    return try !probe.step()
  }

  /// Without the rows that an earlier change of this dock left to be judged.
  private func unstaged(_ group: Group, _ stager: Stager) throws -> [Int] {
    guard stager.holds(group.changes.table) || stager.hasDecided(group.changes.table) else {
      return group.rows
    }
    staged.bind(group.id(group.rows.first!), at: 1)
    staged.bind(group.id(group.rows.last!), at: 2)
    var waiting: Set<RowID> = []
    while try staged.step() { waiting.insert(staged.rowID(0)!) }
    return waiting.isEmpty ? group.rows : group.rows.filter { !waiting.contains(group.id($0)) }
  }

  /// Where the row is live, not written by this commit, and as the pocket saw it, the edit goes in.
  private func judge(
    _ edit: EditCursor.Edit, _ found: FoundRow, _ group: Group, _ affinities: [String]
  ) -> EditCursor.Edit {
    var judged = EditCursor.Edit(row: edit.row)
    let revision = found.revision
    guard !found.isDeleted, revision < Int64(commit.sequence) else { return judged }
    let own = Int64(bitPattern: request.incarnation)
    let isOwn = found.origin == own
    if group.places.indices.allSatisfy({ found.holds(group.base($0), edit.row, at: $0) }) {
      judged.origin = isOwn || revision <= Int64(request.feedSequence) ? own : nil
      judged.isIn = true
    } else if !isOwn, let (ruling, conflicts) = decide(group, edit.row, affinities) {
      (judged.ruling, judged.conflicts, judged.isIn) = (ruling, conflicts, true)
    }
    return judged
  }

  /// The rule's outcome where the PC's values stand wherever both sides changed; nil for others.
  private func decide(
    _ group: Group, _ row: Int, _ affinities: [String]
  ) -> ([Value?], [Conflict])? {
    let keeps = zip(group.places.indices, affinities).allSatisfy { place, affinity in
      group.new(place).cellClass(row).isKept(by: affinity)
        && group.base(place).cellClass(row).isKept(by: affinity)
    }
    guard keeps, let current = current(group.id(row)) else { return nil }
    let verdict = MergeRule.decide(
      group.changes.change(row, incarnation: request.incarnation), meets: .live(current),
      plan: table.plan)
    guard case .write(let values, let conflicts) = verdict,
      conflicts.allSatisfy({ $0.kind == .bothChanged && $0.winnerIsPC })
    else { return nil }
    return (group.columns.map { values[$0] }, conflicts)
  }

  /// Every cell of a row's image; nil where it cannot be read, which the row's own way will say.
  private func current(_ id: RowID) -> [Value]? {
    whole.bind(id, at: 1)
    defer { whole.reset() }
    guard (try? whole.step()) == true else { return nil }
    return table.sync.columns.indices.map { whole.value(Int32($0)) }
  }

  private func statements(_ columns: [Int]) throws -> RangeStatements {
    if let known = statements[columns] { return known }
    if statements.count >= SeenRows.shapesMaximum { statements = [:] }
    let prepared = try RangeStatements(db, table, columns, commit)
    statements[columns] = prepared
    return prepared
  }
}

extension CellClass {
  /// True where a column of the affinity stores a value of the class as it is.
  fileprivate func isKept(by affinity: String) -> Bool {
    switch self {
    case .null, .blob: true
    case .absent: false
    case .integer: affinity == "INTEGER" || affinity == "NUMERIC" || affinity == "BLOB"
    case .real: affinity == "REAL" || affinity == "BLOB"
    case .text: affinity == "TEXT" || affinity == "BLOB"
    }
  }
}
