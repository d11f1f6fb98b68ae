import GRDB
import Records

/// Undoes what `SeenRows` put in place of one row in this commit.
struct TakeBack {
  private let table: ResolvedTable
  private let index: Int
  private let incarnation: UInt64
  private let note: RawStatement
  private let noted: RawStatement
  private let before: RawStatement
  private let row: RawStatement
  private let image: RawStatement
  private let past: RawStatement
  private let isDecided: RawStatement
  private let wait: RawStatement
  private let review: RawStatement

  init(
    _ db: Database, _ table: ResolvedTable, _ commit: CommitStamp, _ request: MergeRequest,
    index: Int
  ) throws {
    self.table = table
    self.index = index
    incarnation = request.incarnation
    let version = "FROM \(table.past) p WHERE p.until = \(commit.sequence) AND p.gid = ?1"
    let cells = table.sync.columns.indices
    try db.execute(sql: "DELETE FROM \(table.touched)")
    note = try RawStatement(db, sql: "INSERT OR IGNORE INTO \(table.touched) VALUES (?, ?)")
    noted = try RawStatement(db, sql: "SELECT col FROM \(table.touched) WHERE gid = ?")
    before = try RawStatement(
      db,
      sql: """
        SELECT 1\(cells.map { ", p.c\($0), s.c\($0)" }.joined())
        FROM \(table.past) p JOIN \(table.image) s ON s.gid = p.gid AND s.rev = p.until
        WHERE p.until = \(commit.sequence) AND p.gid = ?1
        """)
    let set = cells.map { "\(table.columns[$0]) = (SELECT p.c\($0) \(version))" }
    row = try RawStatement(
      db,
      sql: """
        UPDATE OR ABORT \(table.sql) SET \(set.joined(separator: ", "))
        WHERE \(table.isRow(ofIdentity: "?1"))
        """)
    let names = ["rev"] + cells.map { "c\($0)" }
    let values = names.map { ", \($0) = (SELECT p.\($0) \(version))" }
    // Where the pocket had seen the row, it does not matter who wrote it.
    image = try RawStatement(
      db,
      sql: """
        UPDATE \(table.image) SET origin = iif((SELECT p.rev \(version))
          <= \(request.feedSequence), NULL, origin)\(values.joined()) WHERE gid = ?1
        """)
    let decided = "gid = ?1 AND verdict = \(TableMerge.Stage.decided.rawValue)"
    isDecided = try RawStatement(db, sql: "SELECT 1 FROM \(table.stage) WHERE \(decided)")
    wait = try RawStatement(
      db,
      sql: """
        UPDATE \(table.stage) SET verdict = \(TableMerge.Stage.take.rawValue) WHERE \(decided)
        """)
    review = try RawStatement(
      db,
      sql: """
        DELETE FROM sync_conflict
        WHERE seq = \(commit.sequence) AND tbl = \(SQLText.text(table.name)) AND gid = ?1
        """)
    past = try RawStatement(
      db, sql: "DELETE FROM \(table.past) WHERE until = \(commit.sequence) AND gid = ?1")
  }

  /// Remembers that a change touched a column: its cells may look as they did before.
  func note(_ id: RowID, _ column: Int) throws {
    note.bind(id, at: 1)
    note.bind(Int64(column), at: 2)
    try note.run()
  }

  /// What went in, as one change to be staged; nil where nothing did, or the old row is refused by
  /// now: then the row is judged as it stands.
  func run(_ id: RowID, before number: UInt64) throws -> RowChange? {
    before.bind(id, at: 1)
    defer { before.reset() }
    guard try before.step() else { return nil }
    noted.bind(id, at: 1)
    var touched: Set<Int> = []
    while try noted.step() { touched.insert(Int(noted.integer(0))) }
    var cells: [Int: CellChange] = [:]
    for column in table.sync.columns.indices {
      let place = Int32(1 + 2 * column)
      let cell = CellChange(base: before.value(place), new: before.value(place + 1))
      if cell.base != cell.new || touched.contains(column) { cells[column] = cell }
    }
    before.reset()
    row.bind(id, at: 1)
    guard try row.runUnlessRefused() else { return nil }
    image.bind(id, at: 1)
    try image.run()
    try forget(id)
    return RowChange(
      dot: Dot(incarnation: incarnation, number: number - 1, nonce: 0), kind: .update,
      table: index, row: id, seen: 0, cells: cells)
  }

  /// Undoes what was decided of a row, whose change then waits in the stage to be judged with those
  /// that follow; the number of decisions undone. Nil where nothing was decided, or the old row is
  /// refused by now.
  func reopen(_ id: RowID) throws -> Int? {
    isDecided.bind(id, at: 1)
    defer { isDecided.reset() }
    guard try isDecided.step() else { return nil }
    isDecided.reset()
    row.bind(id, at: 1)
    guard try row.runUnlessRefused() else { return nil }
    image.bind(id, at: 1)
    try image.run()
    try forget(id)
    wait.bind(id, at: 1)
    try wait.run()
    review.bind(id, at: 1)
    try review.run()
    return review.changes
  }

  /// Undoes an edit whose image was not written yet.
  func withdraw(_ id: RowID) throws {
    row.bind(id, at: 1)
    _ = try row.runUnlessRefused()
    try forget(id)
  }

  /// The row was not written after all.
  func forget(_ id: RowID) throws {
    past.bind(id, at: 1)
    try past.run()
  }
}
