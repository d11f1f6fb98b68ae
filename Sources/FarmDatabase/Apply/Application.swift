import GRDB
import Records

/// Writes what was decided: one statement a change mask, row by row only where a set was refused.
extension TableMerge {
  /// Inserts and takes; rows that the farm's constraints refuse go to quarantine.
  func applySets() throws {
    for mask in try masks(in: .insert) {
      try inSetsOrRows(.insert, mask) { condition in try insert(mask, condition) }
    }
    for mask in try masks(in: .take) {
      try inSetsOrRows(.take, mask) { condition in try take(mask, condition) }
    }
  }

  private func insert(_ mask: Int, _ condition: String) throws {
    let columns = masks[mask]
    var names = columns.map { SQLText.quoted(table.sync.columns[$0].name) }
    var values = columns.map { column in
      table.defaults[column].map { "coalesce(st.v\(column), \($0))" } ?? "st.v\(column)"
    }
    if table.sync.identity != .natural {
      names = keyColumns + names
      values = stageKey("st") + values
    }
    try db.execute(
      sql: """
        INSERT INTO \(table.sql)(\(names.joined(separator: ", ")))
        SELECT \(values.joined(separator: ", ")) FROM \(table.stage) st
        WHERE \(condition) ORDER BY st.gid
        """)
    let same =
      table.sync.columns.indices.map { column in
        let value = columns.contains(column) ? "st.v\(column)" : "NULL"
        return SQLText.same("(+u.\(table.columns[column]) COLLATE BINARY)", value)
      } + ["1"]
    try refreshImage(condition, origin: "iif(\(same.joined(separator: " AND ")), \(origin), NULL)")
  }

  private func take(_ mask: Int, _ condition: String) throws {
    let columns = masks[mask]
    guard !columns.isEmpty else { return }
    let set = columns.map { "\(SQLText.quoted(table.sync.columns[$0].name)) = st.v\($0)" }
    try db.execute(
      sql: """
        UPDATE \(table.sql) AS u SET \(set.joined(separator: ", ")) FROM \(table.stage) st
        WHERE \(joinsStage("u", "st")) AND \(condition)
        """)
    // The pocket has the row already where it had seen the old one and nothing else changed.
    let same = table.sync.columns.indices.map { column in
      let value = columns.contains(column) ? "st.v\(column)" : "s.c\(column)"
      return " AND " + SQLText.same("(+u.\(table.columns[column]) COLLATE BINARY)", value)
    }
    let seen = """
      EXISTS (SELECT 1 FROM \(table.image) s WHERE s.gid = st.gid
        AND (s.rev <= \(request.feedSequence) OR s.origin = \(origin))\(same.joined()))
      """
    try refreshImage(condition, origin: "iif(\(seen), \(origin), NULL)")
  }

  /// Reads the written rows back into the image. `origin` names the pocket that has them already.
  func refreshImage(_ condition: String, origin: String) throws {
    let surrogate = table.sync.identity == .surrogate
    let names = table.sync.columns.indices.map { ", c\($0)" }.joined()
    let values = table.columns.map { ", u.\($0)" }.joined()
    let replace = table.sync.columns.indices.map { ", c\($0) = excluded.c\($0)" }.joined()
    try keepPast(condition)
    try db.execute(
      sql: """
        INSERT INTO \(table.image)(gid, rev, deleted, origin\(surrogate ? ", k0" : "")\(names))
        SELECT st.gid, \(commit.sequence), 0, \(origin)\(surrogate ? ", st.k0" : "")\(values)
        FROM \(table.stage) st JOIN \(table.sql) u ON \(joinsStage("u", "st"))
        WHERE \(condition) ORDER BY st.gid
        ON CONFLICT(gid) DO UPDATE SET rev = excluded.rev, deleted = 0,
          origin = excluded.origin\(replace)
        """)
  }

  /// Keeps the image rows of the staged rows that meet `condition` as they were before this commit.
  func keepPast(_ condition: String) throws {
    try PastVersions.keep(
      db, of: table, until: commit.sequence,
      where: "s.gid IN (SELECT st.gid FROM \(table.stage) st WHERE \(condition))")
  }

  /// Tries the whole set; where one row is refused, each row by itself.
  private func inSetsOrRows(
    _ stage: Stage, _ mask: Int, _ apply: (String) throws -> Void
  ) throws {
    let all = "st.verdict = \(stage.rawValue) AND st.mask = \(mask)"
    if try inSavepoint({ try apply(all) }) == nil { return }
    let rows = try RowID.fetchAll(
      db, sql: "SELECT gid FROM \(table.stage) st WHERE \(all) ORDER BY gid")
    for row in rows {
      let one = "st.gid = x'\(row.hexadecimal)'"
      if let refusal = try inSavepoint({ try apply(one) }) { try quarantine(row, refusal) }
    }
  }

  /// Runs `body`; undoes it and gives SQLite's message where a constraint refused it.
  func inSavepoint(_ body: () throws -> Void) throws -> String? {
    do {
      try db.inSavepoint {
        try body()
        return .commit
      }
      return nil
    } catch let fault as DatabaseError where fault.resultCode == .SQLITE_CONSTRAINT {
      return fault.message ?? ""
    }
  }
}
