import GRDB
import Merge
import Records

/// Every version of one row that is kept, oldest first; the last is the image.
struct RowVersions {
  struct Version: Hashable {
    /// The commit that wrote it.
    var commit: UInt64
    /// The commit that replaced it; nil for the image.
    var until: UInt64?
    var isDeleted: Bool
    var values: [Value]

    var state: RowState { isDeleted ? .deleted(values) : .live(values) }
  }

  var all: [Version]

  static func fetch(_ db: Database, _ table: ResolvedTable, of row: RowID) throws -> RowVersions {
    let columns = SQLText.list(table.sync.columns.count + 1) { $0 == 0 ? "rev" : "c\($0 - 1)" }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT until, deleted, \(columns) FROM \(table.past) WHERE gid = ?
        UNION ALL SELECT NULL, deleted, \(columns) FROM \(table.image) WHERE gid = ?
        ORDER BY rev
        """, arguments: [row, row])
    return RowVersions(
      all: rows.map { row in
        Version(
          commit: UInt64(row["rev"] as Int64), until: (row["until"] as Int64?).map(UInt64.init),
          isDeleted: row["deleted"], values: table.sync.columns.indices.map { row["c\($0)"] })
      })
  }

  /// What stood before a commit; nil where there was no row.
  func before(_ commit: UInt64) -> Version? {
    all.last { $0.commit < commit && $0.until.map { $0 >= commit } ?? true }
  }

  /// What stood after a commit; nil where there was no row.
  func after(_ commit: UInt64) -> Version? {
    all.last { $0.commit <= commit && $0.until.map { $0 > commit } ?? true }
  }

  /// The first commit of the unbroken run, ending before `commit`, with these columns as they were.
  func origin(of columns: [Int], before commit: UInt64) -> UInt64? {
    guard let last = all.lastIndex(where: { $0.commit < commit }) else { return nil }
    func same(_ index: Int) -> Bool {
      all[index].isDeleted == all[last].isDeleted
        && columns.allSatisfy { all[index].values[$0] == all[last].values[$0] }
    }
    var first = last
    while first > 0, same(first - 1) { first -= 1 }
    return all[first].commit
  }
}
