import GRDB
import Records

/// Keeps what an image row was before a commit replaces it; every writer of images asks it first.
///
/// The state of a row before commit S is its version with `until` = S; where it has none and its
/// image says `rev` = S, that commit created it.
enum PastVersions {
  /// Keeps the versions of the image rows `s` that meet `condition`; those of `commit` are none.
  ///
  /// - Parameter source: rows that name the ones to look at; `condition` may say how.
  static func keep(
    _ db: Database, of table: ResolvedTable, until commit: UInt64, from source: String? = nil,
    where condition: String
  ) throws {
    try db.execute(sql: keeping(of: table, until: commit, from: source, where: condition))
  }

  /// The statement that does it.
  static func keeping(
    of table: ResolvedTable, until commit: UInt64, from source: String? = nil,
    where condition: String
  ) -> String {
    let key = table.sync.identity == .surrogate ? ["k0"] : []
    let names = ["gid", "rev", "deleted"] + key + table.sync.columns.indices.map { "c\($0)" }
    let rows = source.map { "\($0) CROSS JOIN \(table.image) s" } ?? "\(table.image) s"
    return """
      INSERT OR IGNORE INTO \(table.past)(until, \(names.joined(separator: ", ")))
      SELECT \(commit), \(names.map { "s.\($0)" }.joined(separator: ", ")) FROM \(rows)
      WHERE s.rev < \(commit) AND (\(condition))
      """
  }
}
