import Records

/// The temporary tables of a recovery; made where a pocket brings a lost branch, never otherwise.
///
/// What stays in the database: `sync_lost` says which lost version a row came back from (`seq`,
/// `nonce`) and in which commit (`at`); `sync_lost_branch` names commits of the branch that the
/// pocket of that recovery had, so that a later pocket's branch can be known for the same.
enum RecoverySchema {
  /// Commits of the branch that this pocket names, and how far earlier recoveries share it.
  static let branch = """
    CREATE TABLE IF NOT EXISTS temp.sync_branch(seq INTEGER PRIMARY KEY, nonce INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS temp.sync_shared(at INTEGER PRIMARY KEY, shared INTEGER NOT NULL);
    DELETE FROM temp.sync_branch;
    DELETE FROM temp.sync_shared;
    """

  static func tables(of table: ResolvedTable) -> String {
    let typed = table.sync.columns.enumerated().map { ", c\($0) \($1.affinity)" }.joined()
    let plain = table.sync.columns.indices.map { ", c\($0)" }.joined()
    return """
      CREATE TABLE IF NOT EXISTS \(table.lost)(gid BLOB PRIMARY KEY, seq INTEGER NOT NULL,
        nonce INTEGER NOT NULL, deleted INTEGER NOT NULL, base INTEGER NOT NULL DEFAULT 0,
        skip INTEGER NOT NULL DEFAULT 0\(typed)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS \(table.common)(gid BLOB PRIMARY KEY,
        deleted INTEGER NOT NULL\(plain)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS \(table.passed)(gid BLOB NOT NULL, until INTEGER NOT NULL\(plain),
        PRIMARY KEY(gid, until)) WITHOUT ROWID;
      DELETE FROM \(table.lost);
      DELETE FROM \(table.common);
      DELETE FROM \(table.passed);
      """
  }
}

extension ResolvedTable {
  /// The cells of row `alias` as they travel: identities in place of keys that SQLite handed out.
  func travelling(_ alias: String) -> [String] {
    sync.columns.indices.map { column in
      guard let parent = references[column] else { return "\(alias).c\(column)" }
      return """
        (SELECT r.gid FROM \(parent) r WHERE r.k0 = \(alias).c\(column) ORDER BY r.deleted LIMIT 1)
        """
    }
  }

  /// The table as a recovery writes it: rows come back as they were, also where pockets only read.
  var forRecovery: ResolvedTable {
    var table = self
    table.isRecovered = true
    table.sync.direction = .both
    table.defaults = [:]
    table.plan = plan.forRecovery
    return table
  }
}
