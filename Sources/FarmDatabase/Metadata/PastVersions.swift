import GRDB
import Records

/// Keeps what an image row was before a commit replaces it; every writer of images asks it first.
///
/// The state of a row before commit S is its version with `until` = S; where it has none and its
/// image says `rev` = S, that commit created it.
enum PastVersions {
  /// Keeps the versions of the image rows `s` that meet `condition`; those of `commit` are none.
  static func keep(
    _ db: Database, of table: ResolvedTable, until commit: UInt64, where condition: String
  ) throws {
    try db.execute(sql: keeping(of: table, until: commit, where: condition))
  }

  /// The statement that does it.
  static func keeping(
    of table: ResolvedTable, until commit: UInt64, where condition: String
  ) -> String {
    let key = table.sync.identity == .surrogate ? "k0, " : ""
    let columns = SQLText.list(table.sync.columns.count) { "c\($0)" }
    let names = "gid, rev, deleted, \(key)\(columns)"
    return """
      INSERT OR IGNORE INTO \(table.past)(until, \(names))
      SELECT \(commit), \(names) FROM \(table.image) AS s
      WHERE s.rev < \(commit) AND (\(condition))
      """
  }
}
