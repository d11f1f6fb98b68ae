import GRDB
import Records

/// Writes what was decided: one statement a change mask, row by row only where a set was refused.
extension TableMerge {
  /// Inserts and updates; rows that the farm's constraints refuse go to quarantine.
  func applySets(_ staged: StageSummary) throws {
    for stage in [Stage.insert, .bringBack] {
      for mask in staged.masks(in: stage) {
        try inSetsOrRows(stage, mask) { condition in try insert(stage, mask, condition) }
      }
    }
    for stage in [Stage.take, .write] {
      for mask in staged.masks(in: stage) {
        try inSetsOrRows(stage, mask) { condition in try update(stage, mask, condition) }
      }
    }
  }

  private func insert(_ stage: Stage, _ mask: Int, _ condition: String) throws {
    let columns = masks[mask]
    var names = columns.map { SQLText.quoted(table.sync.columns[$0].name) }
    var values = columns.map { column in
      let value = cell(column, stage)
      return table.defaults[column].map { "coalesce(\(value), \($0))" } ?? value
    }
    if table.sync.identity != .natural {
      names = keyColumns + names
      values = stageKey("st") + values
    }
    if stage != .insert { try keepPast(condition, stage) }
    try db.execute(
      sql: """
        INSERT OR ABORT INTO \(table.sql)(\(names.joined(separator: ", ")))
        SELECT \(values.joined(separator: ", ")) FROM \(source(stage))
        WHERE \(condition) ORDER BY st.gid
        """)
    guard stage == .insert else { return try refreshImage(condition, stage, origin: "NULL") }
    let same =
      table.sync.columns.indices.map { column in
        let value = columns.contains(column) ? "st.v\(column)" : "NULL"
        return table.same(column, "(+u.\(table.columns[column]) COLLATE BINARY)", value)
      } + ["1"]
    try refreshImage(
      condition, stage, origin: "iif(\(same.joined(separator: " AND ")), \(origin), NULL)")
  }

  func update(_ stage: Stage, _ mask: Int, _ condition: String) throws {
    let columns = masks[mask]
    try keepPast(condition, stage)
    if !columns.isEmpty {
      let set = columns.map {
        "\(SQLText.quoted(table.sync.columns[$0].name)) = \(cell($0, stage))"
      }
      try db.execute(
        sql: """
          UPDATE OR ABORT \(table.sql) AS u SET \(set.joined(separator: ", "))
          FROM \(source(stage)) WHERE \(joinsStage("u", "st")) AND \(condition)
          """)
    }
    // The pocket has the row already where it had seen the old one and nothing else changed.
    let seen = "s.rev <= \(request.feedSequence) OR s.origin = \(origin)"
    if !table.hasTriggers {
      let had = stage == .take ? "iif(\(seen), \(origin), NULL)" : "NULL"
      let cells = columns.map { ", c\($0) = \(cell($0, stage))" }
      try db.execute(
        sql: """
          UPDATE \(table.image) AS s SET rev = \(commit.sequence), origin = \(had)\(cells.joined())
          FROM \(source(stage)) WHERE s.gid = +st.gid AND \(condition)
          """)
      return
    }
    let same = table.sync.columns.indices.map { column in
      let value = columns.contains(column) ? "st.v\(column)" : "s.c\(column)"
      return " AND " + table.same(column, "(+u.\(table.columns[column]) COLLATE BINARY)", value)
    }
    let untouched = """
      EXISTS (SELECT 1 FROM \(table.image) s WHERE s.gid = st.gid AND (\(seen))\(same.joined()))
      """
    try refreshImage(
      condition, stage, origin: stage == .take ? "iif(\(untouched), \(origin), NULL)" : "NULL")
  }

  /// Reads the written rows back into the image. `origin` names the pocket that has them already.
  func refreshImage(_ condition: String, _ stage: Stage, origin: String) throws {
    let surrogate = table.sync.identity == .surrogate
    let names = table.sync.columns.indices.map { ", c\($0)" }.joined()
    let values = table.columns.map { ", u.\($0)" }.joined()
    let cells = table.sync.columns.indices.map { ", c\($0) = excluded.c\($0)" }.joined()
    let replace = (surrogate ? ", k0 = excluded.k0" : "") + cells
    try db.execute(
      sql: """
        INSERT INTO \(table.image)(gid, rev, deleted, origin\(surrogate ? ", k0" : "")\(names))
        SELECT st.gid, \(commit.sequence), 0, \(origin)\(surrogate ? ", st.k0" : "")\(values)
        FROM \(source(stage)) JOIN \(table.sql) u ON \(joinsStage("u", "st"))
        WHERE \(condition) ORDER BY st.gid
        ON CONFLICT(gid) DO UPDATE SET rev = excluded.rev, deleted = 0,
          origin = excluded.origin\(replace)
        """)
  }

  /// Keeps the image rows of the staged rows that meet `condition` as they were before this commit.
  func keepPast(_ condition: String, _ stage: Stage) throws {
    try PastVersions.keep(
      db, of: table, until: commit.sequence, from: source(stage),
      where: "s.gid = st.gid AND \(condition)")
  }

  /// Tries the whole set; where one row is refused, each row by itself.
  private func inSetsOrRows(
    _ stage: Stage, _ mask: Int, _ apply: (String) throws -> Void
  ) throws {
    let all = "st.verdict = \(stage.rawValue) AND \(self.mask(stage)) = \(mask)"
    if try inSavepoint({ try apply(all) }) == nil { return }
    let rows = try RowID.fetchAll(
      db, sql: "SELECT st.gid FROM \(source(stage)) WHERE \(all) ORDER BY st.gid")
    for row in rows {
      let one = "st.gid = x'\(row.hexadecimal)'"
      if let refusal = try inSavepoint({ try apply(one) }) {
        try standWhole(row, stage, refusal)
      }
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
