import CSQLite
import GRDB
import Records

/// Finds the rows of one table that differ from our image of it, by comparing the two whole.
///
/// Cells compare by storage class and bytes: no affinity (`+`), no collation of the farm's.
struct Comparison {
  let db: Database
  let table: ResolvedTable

  /// Puts the keys of all rows that differ into `keys`; the number of rows without identity.
  func find() throws -> Int {
    try db.execute(sql: "DELETE FROM \(table.keys)")
    return try table.sync.identity == .own ? findInOrder() : findByImage()
  }

  /// True where the farm's table has as many rows as the image, `keyless` ones aside.
  func countsMatch(keyless: Int) throws -> Bool { try live() == rows() - keyless }

  /// Both sides lie in the order of the identities, so SQLite walks them side by side.
  private func findInOrder() throws -> Int {
    let key = table.userKey("u")[0]
    let names = table.sync.columns.indices
    // An expression would make SQLite sort what lies in order already.
    let user =
      zip(table.sync.columns, table.columns).map { column, name in
        comparesBytes(column.name) ? "u.\(name)" : "+u.\(name) COLLATE BINARY"
      } + typesOf(table.columns, "u")
    let image = names.map { "s.c\($0)" } + typesOf(names.map { "c\($0)" }, "s")
    let order = (1...user.count + 1).map(String.init).joined(separator: ", ")
    try db.execute(
      sql: """
        INSERT INTO \(table.keys) SELECT k FROM (
          SELECT \(([key + " AS k"] + user).joined(separator: ", ")) FROM \(table.sql) u
          EXCEPT SELECT \((["s.gid"] + image).joined(separator: ", ")) FROM \(table.image) s
            WHERE s.deleted = 0
          ORDER BY \(order))
        """)
    try db.execute(
      sql: """
        DELETE FROM \(table.keys)
        WHERE typeof(k0) <> 'blob' OR length(k0) <> \(RowID.byteCount)
        """)
    let keyless = db.changesCount
    let added = try count(
      """
      \(table.keys) k WHERE NOT EXISTS
        (SELECT 1 FROM \(table.image) s WHERE s.gid = k.k0 AND s.deleted = 0)
      """)
    if try live() != rows() - keyless - added { try findRemoved() }
    return keyless
  }

  private func findByImage() throws -> Int {
    let key = table.imageKey("s").joined(separator: ", ")
    let missing = "\(table.userKey("u")[0]) IS NULL"
    try db.execute(
      sql: """
        INSERT INTO \(table.keys) SELECT \(key) FROM \(table.image) s
          LEFT JOIN \(table.sql) u ON \(table.joins("u", "s"))
        WHERE s.deleted = 0 AND (\(missing) OR \(table.cellsDiffer))
        """)
    let removed = try count(
      """
      \(table.keys) k WHERE NOT EXISTS (SELECT 1 FROM \(table.sql) u
        WHERE \(zip(table.userKey("u"), table.key.indices).map { "\($0) = k.k\($1)" }
          .joined(separator: " AND ")))
      """)
    let keyless =
      table.keyMayBeNull && table.sync.identity == .natural
      ? try count("\(table.sql) u WHERE NOT (\(table.hasIdentity("u")))") : 0
    if try live() - removed != rows() - keyless { try findAdded() }
    return keyless
  }

  private func findAdded() throws {
    try db.execute(
      sql: """
        INSERT INTO \(table.keys) SELECT \(table.userKey("u").joined(separator: ", "))
        FROM \(table.sql) u WHERE \(table.hasIdentity("u")) AND NOT EXISTS
          (SELECT 1 FROM \(table.image) s WHERE \(table.findsImage("u", "s")) AND s.deleted = 0)
        """)
  }

  private func findRemoved() throws {
    try db.execute(
      sql: """
        INSERT INTO \(table.keys) SELECT s.gid FROM \(table.image) s
        WHERE s.deleted = 0
          AND NOT EXISTS (SELECT 1 FROM \(table.sql) u WHERE \(table.joins("u", "s")))
        """)
  }

  /// Where the column does not make one class of 1 and 1.0, the class is compared as well.
  private func typesOf(_ names: [String], _ row: String) -> [String] {
    table.sync.columns.indices.filter { table.sync.columns[$0].affinity == "BLOB" }
      .map { "typeof(\(row).\(names[$0]))" }
  }

  private func comparesBytes(_ column: String) -> Bool {
    var collation: UnsafePointer<CChar>?
    let code = sqlite3_table_column_metadata(
      db.sqliteConnection, "main", table.name, column, nil, &collation, nil, nil, nil)
    return code == SQLITE_OK && collation.map { String(cString: $0) } == "BINARY"
  }

  /// Counted without a condition that would read every row.
  private func live() throws -> Int {
    try count(table.image) - count("\(table.image) WHERE deleted = 1")
  }

  private func rows() throws -> Int { try count(table.sql) }

  private func count(_ from: String) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM \(from)") ?? 0
  }
}

extension ResolvedTable {
  /// The SQL condition that a cell of the farm's row `u` is not the one of our row `s`.
  var cellsDiffer: String {
    guard !columns.isEmpty else { return "0" }
    return columns.enumerated().map { index, column in
      let differs = "(+u.\(column) COLLATE BINARY) IS NOT s.c\(index)"
      // Elsewhere the column itself makes one class of 1 and 1.0.
      guard sync.columns[index].affinity == "BLOB" else { return differs }
      return differs + " OR typeof(u.\(column)) <> typeof(s.c\(index))"
    }.joined(separator: " OR ")
  }
}
