import GRDB
import Records

/// Puts the changes of one dock into the staging tables; remembers which columns each touches.
final class Stager {
  /// Distinct sets of touched columns; a staged row names its set by index.
  private(set) var masks: [[Int]] = []
  private(set) var count = 0
  private var maskIndex: [[Int]: Int] = [:]
  private var statements: [Int: RawStatement] = [:]
  private let tables: [ResolvedTable]
  private let db: Database

  init(_ db: Database, _ tables: [ResolvedTable]) throws {
    self.db = db
    self.tables = tables
    for table in tables { try db.execute(sql: "DELETE FROM \(table.stage)") }
  }

  func add(_ change: RowChange) throws {
    let statement = try statement(for: change.table)
    statement.bind(change.row, at: 1)
    statement.bind(.integer(Int64(change.dot.number)), at: 2)
    statement.bind(.integer(Int64(change.kind.rawValue)), at: 3)
    statement.bind(.integer(Int64(index(ofMask: change.cells.keys.sorted()))), at: 4)
    for (column, cell) in change.cells {
      statement.bind(cell.base, at: Int32(5 + 2 * column))
      statement.bind(cell.new, at: Int32(6 + 2 * column))
    }
    try statement.run()
    count += 1
  }

  func index(ofMask columns: [Int]) -> Int {
    if let index = maskIndex[columns] { return index }
    masks.append(columns)
    maskIndex[columns] = masks.count - 1
    return masks.count - 1
  }

  private func statement(for table: Int) throws -> RawStatement {
    if let statement = statements[table] { return statement }
    let resolved = tables[table]
    let columns = resolved.sync.columns.indices.map { ", b\($0), v\($0)" }.joined()
    let parameters = String(repeating: ", ?", count: 2 * resolved.sync.columns.count)
    let statement = try RawStatement(
      db,
      sql: """
        INSERT OR REPLACE INTO \(resolved.stage)(gid, number, kind, mask\(columns))
        VALUES (?, ?, ?, ?\(parameters))
        """)
    statements[table] = statement
    return statement
  }
}
