/// Why a demo database could not be written or read; facts only.
package enum DemoFarmError: Error, Hashable, Sendable {
  /// SQLite refused: its result code, its message, and the statement.
  case sqlite(code: Int32, message: String, statement: String)
  /// Generated rows point to a parent that is not there: a fault of the generator.
  case brokenForeignKeys(count: Int)
  /// The database has no row of a table that the week's work needs.
  case nothingToWorkOn(table: String)
}
