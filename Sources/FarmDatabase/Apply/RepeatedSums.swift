import GRDB
import Merge
import Records

/// A difference may be added once only: a pocket that was set back or cloned offers it again.
extension TableMerge {
  /// Takes the cells of sums that were added before out of the staged changes; notes the others.
  ///
  /// A change is known again by its row, column and both values, the k-th time in one log as the
  /// k-th time in another, because a new log has new numbers and nonces.
  func dropRepeatedSums() throws {
    let summed = table.plan.summedColumns
    guard !summed.isEmpty else { return }
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT * FROM \(table.stage) WHERE kind <> ? ORDER BY number",
      arguments: [ChangeKind.delete.rawValue])
    for row in rows {
      let change = staged.change(row)
      for (column, cell) in change.cells where summed.contains(column) && cell.base != cell.new {
        guard try isRepeated(change, column, cell) else { continue }
        try drop(column, of: change, masks[row["mask"]])
      }
    }
  }

  private func isRepeated(
    _ change: RowChange, _ column: Int, _ cell: CellChange
  ) throws -> Bool {
    let name = table.sync.columns[column].name
    let digest = RowID.derived(
      table: table.name,
      key: [
        .blob(request.device.bytes), .blob(change.row.bytes), .text(name), cell.base, cell.new,
      ])
    let own = try Row.fetchOne(
      db, sql: "SELECT count, last FROM sync_sum WHERE digest = ? AND incarnation = ?",
      arguments: [digest, origin])
    let number = Int64(change.dot.number)
    if let last = own?["last"] as Int64?, number <= last { return true }
    let count = (own?["count"] as Int64? ?? 0) + 1
    try db.execute(
      sql: "INSERT OR REPLACE INTO sync_sum VALUES (?, ?, ?, ?)",
      arguments: [digest, origin, count, number])
    let elsewhere = try Int64.fetchOne(
      db, sql: "SELECT max(count) FROM sync_sum WHERE digest = ? AND incarnation <> ?",
      arguments: [digest, origin])
    return count <= elsewhere ?? 0
  }

  private func drop(_ column: Int, of change: RowChange, _ mask: [Int]) throws {
    let current = try Int.fetchOne(
      db, sql: "SELECT mask FROM \(table.stage) WHERE gid = ? AND number = ?",
      arguments: [change.row, Int64(change.dot.number)])
    let rest = (current.map { masks[$0] } ?? mask).filter { $0 != column }
    guard !rest.isEmpty || change.kind == .create else {
      return try db.execute(
        sql: "DELETE FROM \(table.stage) WHERE gid = ? AND number = ?",
        arguments: [change.row, Int64(change.dot.number)])
    }
    try db.execute(
      sql: """
        UPDATE \(table.stage) SET b\(column) = NULL, v\(column) = NULL, mask = ?
        WHERE gid = ? AND number = ?
        """,
      arguments: [stager.index(ofMask: rest), change.row, Int64(change.dot.number)])
  }
}
