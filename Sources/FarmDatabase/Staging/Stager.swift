import GRDB
import Records

/// Puts the changes of one dock into the staging tables; remembers which columns each touches.
final class Stager {
  /// Distinct sets of touched columns; a staged row names its set by index.
  private(set) var masks: [[Int]] = []
  private var maskIndex: [[Int]: Int] = [:]
  private var statements: [Shape: RawStatement] = [:]
  private var staged: Set<Int> = []
  private var decided: Set<Int> = []
  private let tables: [ResolvedTable]
  private let db: Database

  /// Statements kept prepared at once.
  private static let statementCount = 64

  /// What one prepared INSERT fills in.
  private struct Shape: Hashable {
    var table: Int
    var columns: [Int]
    var hasBase: Bool
  }

  init(_ db: Database, _ tables: [ResolvedTable]) throws {
    self.db = db
    self.tables = tables
    for table in tables {
      try db.execute(sql: "DELETE FROM \(table.stage); DELETE FROM \(table.ruled)")
    }
  }

  /// True where a change of the table waits to be judged.
  func holds(_ table: Int) -> Bool { staged.contains(table) }

  /// True where a change of the table was decided and stands in the stage all the same.
  func hasDecided(_ table: Int) -> Bool { decided.contains(table) }

  /// A decided change of the table is to be judged after all.
  func reopen(_ table: Int) { staged.insert(table) }

  /// Stages those of the changes whose place stands in `rows`, as what is expected of their kind
  /// or as what they are.
  func add(
    _ changes: ChangeColumns, _ rows: some Collection<Int>, as stage: TableMerge.Stage? = nil
  ) throws {
    guard !rows.isEmpty else { return }
    if stage == .decided { decided.insert(changes.table) } else { staged.insert(changes.table) }
    let hasBase = changes.kinds.contains { $0 != .create }
    let statement = try statement(
      Shape(table: changes.table, columns: changes.columns.map(\.index), hasBase: hasBase))
    let masks = MaskFinder(changes)
    let uniform = masks.uniform.map(index(ofMask:))
    let cells = changes.columns.map(\.new) + (hasBase ? changes.columns.map(\.base) : [])
    try CellReader.withReaders(of: cells) { readers in
      for row in rows {
        let mask = uniform ?? index(ofMask: masks.columns(of: row, readers))
        bindHead(statement, changes, row, mask, stage ?? .init(expectedFor: changes.kinds[row]))
        for (place, reader) in readers.enumerated() {
          statement.bind(reader, row, at: Int32(8 + place))
        }
        try statement.run()
      }
    }
  }

  /// Stages one change that stands for several.
  func add(_ change: RowChange) throws {
    staged.insert(change.table)
    let columns = change.cells.keys.sorted()
    let statement = try statement(Shape(table: change.table, columns: columns, hasBase: true))
    statement.bind(change.row, at: 1)
    statement.bind(Int64(change.dot.number), at: 2)
    statement.bind(Int64(change.kind.rawValue), at: 3)
    statement.bind(Int64(index(ofMask: columns)), at: 4)
    statement.bind(Int64(TableMerge.Stage(expectedFor: change.kind).rawValue), at: 5)
    for (place, column) in columns.enumerated() {
      let cell = change.cells[column]!
      statement.bind(cell.new, at: Int32(8 + place))
      statement.bind(cell.base, at: Int32(8 + columns.count + place))
    }
    try statement.run()
  }

  private func bindHead(
    _ statement: RawStatement, _ changes: ChangeColumns, _ row: Int, _ mask: Int,
    _ stage: TableMerge.Stage
  ) {
    statement.bind(changes.rows[row], at: 1)
    statement.bind(Int64(changes.numbers[row]), at: 2)
    statement.bind(Int64(changes.kinds[row].rawValue), at: 3)
    statement.bind(Int64(mask), at: 4)
    statement.bind(Int64(stage.rawValue), at: 5)
    if let accepted = changes.accepted(row) {
      statement.bind(Int64(accepted.sequence), at: 6)
      statement.bind(Int64(bitPattern: accepted.nonce), at: 7)
    }
  }

  func index(ofMask columns: [Int]) -> Int {
    if let index = maskIndex[columns] { return index }
    masks.append(columns)
    maskIndex[columns] = masks.count - 1
    return masks.count - 1
  }

  private func statement(_ shape: Shape) throws -> RawStatement {
    if let statement = statements[shape] { return statement }
    if statements.count >= Self.statementCount { statements = [:] }
    let names =
      shape.columns.map { ", v\($0)" } + (shape.hasBase ? shape.columns.map { ", b\($0)" } : [])
    let statement = try RawStatement(
      db,
      sql: """
        INSERT OR REPLACE INTO \(tables[shape.table].stage)(gid, number, kind, mask, verdict,
          accepted, accepted_nonce\(names.joined()))
        VALUES (?, ?, ?, ?, ?, ?, ?\(String(repeating: ", ?", count: names.count)))
        """)
    statements[shape] = statement
    return statement
  }
}

/// Says which columns each of some changes touches; in ascending order.
private struct MaskFinder {
  /// The columns where every change touches the same ones; nil otherwise.
  let uniform: [Int]?
  private let columns: [Int]

  init(_ changes: ChangeColumns) {
    columns = changes.columns.map(\.index)
    let isUniform = changes.columns.allSatisfy { $0.new.number(of: .absent) == 0 }
    uniform = isUniform ? columns.sorted() : nil
  }

  func columns(of row: Int, _ readers: [CellReader]) -> [Int] {
    columns.indices.filter { readers[$0].cellClass(row) != .absent }.map { columns[$0] }.sorted()
  }
}
