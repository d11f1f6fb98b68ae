import Records

/// The bookkeeping that lives in the farm database beside the farm's own tables.
///
/// 64-bit nonces and incarnations are stored as the signed integer of the same bits.
enum MetadataSchema {
  /// The version of these tables that this program writes.
  static let currentFormat = 2

  static let tables = """
    CREATE TABLE sync_hub(
      id INTEGER PRIMARY KEY CHECK(id = 1), format INTEGER NOT NULL, hub BLOB NOT NULL,
      farm_name TEXT NOT NULL, profile TEXT NOT NULL, fingerprint BLOB NOT NULL,
      known_broken_keys INTEGER NOT NULL, prepared INTEGER NOT NULL);
    CREATE TABLE sync_table(
      name TEXT PRIMARY KEY, fingerprint BLOB NOT NULL, number INTEGER NOT NULL,
      columns TEXT NOT NULL, key TEXT NOT NULL);
    CREATE TABLE sync_alias(
      tbl TEXT NOT NULL, alias BLOB NOT NULL, gid BLOB NOT NULL, seq INTEGER NOT NULL,
      PRIMARY KEY(tbl, alias)) WITHOUT ROWID;
    CREATE TABLE sync_sum(
      digest BLOB NOT NULL, incarnation INTEGER NOT NULL, count INTEGER NOT NULL,
      last INTEGER NOT NULL, PRIMARY KEY(digest, incarnation)) WITHOUT ROWID;
    CREATE TABLE sync_commit(
      seq INTEGER PRIMARY KEY, nonce INTEGER NOT NULL, kind TEXT NOT NULL, wall INTEGER NOT NULL,
      device BLOB, incarnation INTEGER, number INTEGER, session BLOB);
    CREATE TABLE sync_peer(
      device BLOB PRIMARY KEY, label TEXT NOT NULL, incarnation INTEGER NOT NULL,
      registered INTEGER NOT NULL, retired INTEGER, retired_reason TEXT,
      twins INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE sync_peer_log(
      incarnation INTEGER PRIMARY KEY, device BLOB NOT NULL, merged_number INTEGER NOT NULL,
      merged_nonce INTEGER NOT NULL, merged_seq INTEGER NOT NULL);
    CREATE TABLE sync_lost(
      tbl TEXT NOT NULL, gid BLOB NOT NULL, at INTEGER NOT NULL, seq INTEGER NOT NULL,
      nonce INTEGER NOT NULL, PRIMARY KEY(tbl, gid, at));
    CREATE TABLE sync_lost_branch(
      at INTEGER NOT NULL, seq INTEGER NOT NULL, nonce INTEGER NOT NULL, PRIMARY KEY(at, seq));
    CREATE TABLE sync_superseded(
      tbl TEXT NOT NULL, gid BLOB NOT NULL, columns TEXT NOT NULL, cells TEXT NOT NULL,
      seq INTEGER NOT NULL, PRIMARY KEY(tbl, gid, columns, cells)) WITHOUT ROWID;
    CREATE TABLE sync_conflict(
      id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, device BLOB NOT NULL, tbl TEXT NOT NULL,
      gid BLOB NOT NULL, kind TEXT NOT NULL, columns TEXT NOT NULL, base TEXT NOT NULL,
      winner TEXT NOT NULL, loser TEXT NOT NULL, winner_is_pc INTEGER NOT NULL,
      state TEXT NOT NULL DEFAULT 'open', decided INTEGER, decision TEXT);
    CREATE TABLE sync_quarantine(
      id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, device BLOB NOT NULL,
      incarnation INTEGER NOT NULL, number INTEGER NOT NULL, tbl TEXT NOT NULL, gid BLOB NOT NULL,
      kind INTEGER NOT NULL, cells TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL,
      blocks INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'open');
    CREATE TABLE sync_undo(
      seq INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);
    CREATE TABLE sync_pruning(
      id INTEGER PRIMARY KEY CHECK(id = 1), wall INTEGER NOT NULL, until INTEGER NOT NULL);
    CREATE TABLE sync_extra(
      device BLOB NOT NULL, incarnation INTEGER NOT NULL, number INTEGER NOT NULL,
      tbl TEXT NOT NULL, gid BLOB NOT NULL, kind INTEGER NOT NULL, col TEXT NOT NULL,
      cells TEXT NOT NULL, PRIMARY KEY(device, incarnation, number, tbl, gid, col));
    """

  /// Our image of one table: what both sides had at commit `rev`; a tombstone keeps its image.
  static func image(of table: ResolvedTable) -> String {
    let key = table.sync.identity == .surrogate ? "k0 INTEGER, " : ""
    let columns = cells(of: table)
    let image = table.image
    var sql = """
      CREATE TABLE \(image)(gid BLOB PRIMARY KEY, rev INTEGER NOT NULL, deleted INTEGER NOT NULL,
        origin INTEGER, \(key)\(columns)) WITHOUT ROWID;
      \(commitIndex(of: table))
      """
    if table.sync.identity == .surrogate {
      sql += "CREATE UNIQUE INDEX \(image)_key ON \(image)(k0) WHERE deleted = 0;"
    }
    if table.sync.identity == .natural {
      let key = table.imageKey("").joined(separator: ", ")
      sql += "CREATE INDEX \(image)_key ON \(image)(\(key)) WHERE deleted = 0;"
    }
    sql += "CREATE INDEX \(image)_gone ON \(image)(gid) WHERE deleted = 1;"
    return sql + past(of: table)
  }

  /// What the feed and the history find the rows of a commit by.
  static func commitIndex(of table: ResolvedTable) -> String {
    "CREATE INDEX \(table.image)_rev ON \(table.image)(rev);"
  }

  /// Versions that stood in the image before: `until` is the commit that replaced each.
  private static func past(of table: ResolvedTable) -> String {
    let key = table.sync.identity == .surrogate ? "k0 INTEGER, " : ""
    let columns = cells(of: table)
    return """
      CREATE TABLE \(table.past)(until INTEGER NOT NULL, gid BLOB NOT NULL, rev INTEGER NOT NULL,
        deleted INTEGER NOT NULL, \(key)\(columns), PRIMARY KEY(until, gid)) WITHOUT ROWID;
      """
  }

  /// They convert as the farm's columns do: what goes in there and here comes out alike.
  private static func cells(of table: ResolvedTable, _ letter: String = "c") -> String {
    table.sync.columns.enumerated().map { "\(letter)\($0) \($1.affinity)" }
      .joined(separator: ", ")
  }

  /// What a pocket's change looks like while one dock is merged; dropped with the connection.
  ///
  /// Its columns convert as the farm's do, or a pocket's 5 would not be known again in a TEXT.
  static func stage(of table: ResolvedTable) -> String {
    let columns = table.sync.columns.enumerated().map { index, column in
      "b\(index) \(column.affinity), v\(index) \(column.affinity)"
    }.joined(separator: ", ")
    return """
      CREATE TABLE IF NOT EXISTS \(table.stage)(gid BLOB NOT NULL, number INTEGER NOT NULL,
        kind INTEGER NOT NULL, mask INTEGER NOT NULL, verdict INTEGER NOT NULL, detail TEXT,
        k0 INTEGER,
        accepted INTEGER, accepted_nonce INTEGER, \(columns),
        PRIMARY KEY(gid, number)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS \(table.ruled)(gid BLOB PRIMARY KEY, mask INTEGER NOT NULL,
        \(cells(of: table, "v"))) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS \(table.stood)(gid BLOB NOT NULL, until INTEGER NOT NULL,
        \(cells(of: table)), PRIMARY KEY(gid, until)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS \(table.placed)(gid BLOB PRIMARY KEY) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS \(table.touched)(gid BLOB, col INTEGER, PRIMARY KEY(gid, col))
        WITHOUT ROWID;
      """
  }
}
