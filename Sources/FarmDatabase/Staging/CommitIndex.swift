import GRDB

/// An image's index by commit, which is left out while most of its rows get another commit.
///
/// Filled once more in one sorted pass it costs a seventh of what moving every entry does. Nobody
/// sees the image without it: it goes and comes back within one transaction.
struct CommitIndex {
  let db: Database
  let table: ResolvedTable
  /// Nil before the first edit.
  private(set) var isLeftOut: Bool?

  /// Fewer changes than these are not worth the two changes of the schema.
  static let changesMinimum: UInt64 = 1_000
  /// Rows in the image for one that may change.
  private static let rowsMaximum: UInt64 = 3

  init(db: Database, table: ResolvedTable) {
    self.db = db
    self.table = table
  }

  /// Decides once, by the changes that are still to come; no statement may be under way.
  mutating func leaveOut(expecting changes: UInt64) throws {
    guard isLeftOut == nil else { return }
    isLeftOut = try changes >= Self.changesMinimum && !hasMoreRows(than: changes)
    if isLeftOut == true { try db.execute(sql: "DROP INDEX \(table.image)_rev") }
  }

  /// Puts it back.
  mutating func fill() throws {
    if isLeftOut == true { try db.execute(sql: MetadataSchema.commitIndex(of: table)) }
    isLeftOut = nil
  }

  private func hasMoreRows(than changes: UInt64) throws -> Bool {
    let (rows, isMuch) = changes.multipliedReportingOverflow(by: Self.rowsMaximum)
    guard !isMuch, let offset = Int64(exactly: rows) else { return false }
    return try Bool.fetchOne(
      db, sql: "SELECT 1 FROM \(table.image) LIMIT 1 OFFSET ?", arguments: [offset]) ?? false
  }
}
