import GRDB
import Merge
import Records

/// Parents that the PC deleted come back for a row of the pocket that points to them.
extension TableMerge {
  private var wanted: String {
    """
    st.verdict = \(Stage.quarantine.rawValue)
      AND st.detail = \(SQLText.text(Reason.parentWanted.rawValue))
    """
  }

  /// Brings back what it can and lets the waiting rows be judged again.
  func returnParents(to stage: Stage, _ staged: StageSummary) throws {
    let chain = try ParentChain(self)
    let age = "ifnull((SELECT s.rev FROM \(table.image) s WHERE s.gid = st.gid), 0)"
    for mask in staged.masks(in: stage) {
      for key in table.foreignKeys {
        let touched = Set(masks[mask])
        guard let values = parentValues(of: key, stage, touched: touched) else { continue }
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT DISTINCT \(age), \(values.joined(separator: ", ")) FROM \(source(stage))
            WHERE \(wanted) AND \(self.mask(stage)) = \(mask)
            """)
        for row in rows {
          let cells = values.indices.map { row[$0 + 1] as Value }
          _ = try chain.bringBack(key, cells, since: row[0])
        }
      }
    }
    try db.execute(
      sql: "UPDATE \(table.stage) AS st SET verdict = ?, detail = NULL WHERE \(wanted)",
      arguments: [stage.rawValue])
  }

  /// The same for a column in which the parent's identity travels.
  func returnReferences(_ column: Int, to parent: ResolvedTable) throws {
    let rows = try RowID.fetchAll(
      db,
      sql: """
        SELECT DISTINCT st.v\(column) FROM \(table.stage) st
        WHERE \(wanted) AND typeof(st.v\(column)) = 'blob'
          AND length(st.v\(column)) = \(RowID.byteCount)
        """)
    let chain = try ParentChain(self)
    for row in rows { _ = try chain.bringBack(parent, row) }
    try db.execute(
      sql: """
        UPDATE \(table.stage) AS st SET detail = NULL, verdict = CASE kind
          WHEN \(ChangeKind.create.rawValue) THEN \(Stage.insert.rawValue)
          WHEN \(ChangeKind.update.rawValue) THEN \(Stage.take.rawValue)
          ELSE \(Stage.delete.rawValue) END
        WHERE \(wanted)
        """)
  }
}

/// Brings tombstones back, each after its own parents; every one is kept for review.
final class ParentChain {
  /// How many generations may come back for one row.
  private static let generationsMaximum = 64

  private let merge: TableMerge
  private var tried: Set<RowID> = []
  private var generation = 0

  init(_ merge: TableMerge) throws { self.merge = merge }

  /// Brings back the row that a foreign key means; false where it is not there afterwards.
  ///
  /// - Parameter since: the commit of the version that pointed to it; its key may be another
  ///   row's by now.
  func bringBack(
    _ key: DatabaseCatalog.ForeignKey, _ values: [Value], since: Int64
  ) throws -> Bool {
    if try values.contains(.null) || isThere(key, values) { return true }
    guard
      let parent = merge.tables.first(where: { $0.name.lowercased() == key.parent.lowercased() }),
      let row = try tombstone(of: parent, key.parentColumns, values, since: since)
    else { return false }
    return try bringBack(parent, row) && isThere(key, values)
  }

  /// Brings one row back from its tombstone; false where it has none or its place is taken.
  ///
  /// A key that SQLite handed out again stays where it is: the row gets another.
  func bringBack(_ parent: ResolvedTable, _ row: RowID) throws -> Bool {
    guard generation < Self.generationsMaximum, tried.insert(row).inserted else { return false }
    generation += 1
    defer { generation -= 1 }
    guard
      let image = try Row.fetchOne(
        merge.db, sql: "SELECT * FROM \(parent.image) WHERE gid = ? AND deleted = 1",
        arguments: [row])
    else { return false }
    let known = parent.sync.columns.indices.map { image["c\($0)"] as Value }
    // Nobody knows what an empty tombstone of a lost branch had held.
    guard known.isEmpty || !known.allSatisfy(\.isNull) else { return false }
    for key in parent.foreignKeys {
      let values = key.columns.map { value(of: $0, in: parent, row, image) }
      let isOwn = key.parent == parent.name && key.columns == key.parentColumns
      if try !isOwn && !bringBack(key, values, since: image["rev"]) { return false }
    }
    let refusal = try merge.inSavepoint { try put(parent, row, image) }
    guard refusal == nil else { return false }
    try ReviewWriter(merge, of: parent).keep(
      Conflict(
        kind: .parentBroughtBack, columns: Array(known.indices), base: known, winner: known,
        loser: known.map { _ in .null }, winnerIsPC: false), of: row)
    return true
  }

  private func put(_ parent: ResolvedTable, _ row: RowID, _ image: Row) throws {
    let db = merge.db
    try PastVersions.keep(
      db, of: parent, until: merge.commit.sequence, where: "s.gid = x'\(row.hexadecimal)'")
    if parent.sync.identity == .surrogate { try claimKey(parent, row, image) }
    var names = parent.columns
    var values = parent.sync.columns.indices.map { "s.c\($0)" }
    switch parent.sync.identity {
    case .own: (names, values) = (names + parent.key.map(SQLText.quoted), values + ["s.gid"])
    case .surrogate: (names, values) = (names + parent.key.map(SQLText.quoted), values + ["s.k0"])
    case .natural: break
    }
    try db.execute(
      sql: """
        INSERT OR ABORT INTO \(parent.sql)(\(names.joined(separator: ", ")))
        SELECT \(values.joined(separator: ", ")) FROM \(parent.image) s WHERE s.gid = ?
        """, arguments: [row])
    try db.execute(
      sql: "UPDATE \(parent.image) SET deleted = 0, rev = ?, origin = NULL WHERE gid = ?",
      arguments: [Int64(merge.commit.sequence), row])
  }

  private func claimKey(_ parent: ResolvedTable, _ row: RowID, _ image: Row) throws {
    let key = SQLText.quoted(parent.key[0])
    let isTaken = "SELECT EXISTS(SELECT 1 FROM \(parent.sql) WHERE \(key) = ?)"
    guard
      try Bool.fetchOne(merge.db, sql: isTaken, arguments: [image["k0"] as Int64]) == true
    else { return }
    let fresh = try merge.freshKey(of: parent)
    try merge.db.execute(
      sql: """
        UPDATE \(parent.image) SET k0 = ?1 WHERE gid = ?2;
        UPDATE \(parent.stage) SET k0 = ?1 WHERE gid = ?2
        """, arguments: [fresh, row, fresh, row])
  }

  private func isThere(_ key: DatabaseCatalog.ForeignKey, _ values: [Value]) throws -> Bool {
    let condition = key.parentColumns.map { "\(SQLText.quoted($0)) = ?" }
    return try Bool.fetchOne(
      merge.db,
      sql: """
        SELECT EXISTS(SELECT 1 FROM \(SQLText.quoted(key.parent))
          WHERE \(condition.joined(separator: " AND ")))
        """, arguments: StatementArguments(values)) ?? false
  }

  private func tombstone(
    of parent: ResolvedTable, _ columns: [String], _ values: [Value], since: Int64
  ) throws -> RowID? {
    if parent.sync.identity == .own, columns == parent.key, case .blob(let bytes) = values[0] {
      return RowID(bytes)
    }
    let cells = columns.map { name in
      switch parent.sync.columns.firstIndex(where: { $0.name == name }) {
      case let column?: "c\(column)"
      case nil: parent.sync.identity == .surrogate ? "k0" : "gid"
      }
    }
    // A key that was handed out twice means the row that was still there at that time.
    let condition = cells.map { "\($0) = ?" }.joined(separator: " AND ")
    return try RowID.fetchOne(
      merge.db,
      sql: """
        SELECT gid FROM \(parent.image) WHERE deleted = 1 AND rev >= ? AND \(condition)
        ORDER BY rev \(since > 0 ? "ASC" : "DESC") LIMIT 1
        """, arguments: [since] + StatementArguments(values))
  }

  private func value(
    of name: String, in table: ResolvedTable, _ row: RowID, _ image: Row
  ) -> Value {
    if let column = table.sync.columns.firstIndex(where: { $0.name == name }) {
      return image["c\(column)"]
    }
    guard table.key.contains(name) else { return .null }
    return table.sync.identity == .surrogate ? image["k0"] : .blob(row.bytes)
  }
}
