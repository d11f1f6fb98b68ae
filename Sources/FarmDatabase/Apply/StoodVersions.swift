import GRDB
import Records

/// Versions of the rows that both sides touched which came and went after the pocket's last look.
///
/// A pocket that was set back offers again what it wrote then: who replaced it here had seen it.
final class StoodVersions {
  private let merge: TableMerge
  private var statement: RawStatement?

  init(_ merge: TableMerge) { self.merge = merge }

  /// The cells of each such version of a row; none in a recovery, which knows the lost branch.
  func versions(of row: RowID) throws -> [[Records.Value]] {
    let table = merge.table
    guard !table.isRecovered, !table.columns.isEmpty else { return [] }
    let statement = try self.statement ?? find()
    self.statement = statement
    statement.bind(row, at: 1)
    var versions: [[Records.Value]] = []
    while try statement.step() {
      versions.append(table.sync.columns.indices.map { statement.value(Int32($0)) })
    }
    return versions
  }

  /// Looks through the past once for all rows: it is kept by commit, not by row.
  private func find() throws -> RawStatement {
    let table = merge.table
    let cells = { (alias: String) in
      table.sync.columns.indices.map { "\(alias)c\($0)" }.joined(separator: ", ")
    }
    let feed = Int64(merge.request.feedSequence)
    try merge.db.execute(
      sql: """
        DELETE FROM \(table.stood);
        INSERT INTO \(table.stood)
        SELECT p.gid, p.until, \(cells("p."))
        FROM \(table.past) p CROSS JOIN \(table.stage) st ON st.gid = p.gid
        WHERE p.until > \(feed) AND p.rev > \(feed) AND p.deleted = 0
          AND st.verdict = \(TableMerge.Stage.rowRule.rawValue);
        """)
    return try RawStatement(
      merge.db, sql: "SELECT \(cells("")) FROM \(table.stood) WHERE gid = ? ORDER BY until")
  }
}
