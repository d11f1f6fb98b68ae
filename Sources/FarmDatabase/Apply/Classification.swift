import GRDB
import Records

/// Decides in sets what needs no thought, and names the rows where both sides touched.
extension TableMerge {
  func classify() throws {
    if table.sync.direction == .toPocket {
      try moveExpected(to: .quarantine, .notWritable, where: "1")
      return
    }
    let staged = try summary()
    let known = "EXISTS (SELECT 1 FROM \(table.image) s WHERE s.gid = st.gid)"
    if staged.count(of: .take) > 0 {
      try move(to: .quarantine, .unknownRow, from: .take, where: "NOT \(known)")
    }
    try findKeys(staged)
    try translateReferences()
    if staged.count(of: .insert) > 0 {
      try move(to: .rowRule, from: .insert, where: known)
      try findAliases(staged)
    }
    try classifyUpdates(staged)
    try classifyDeletes(staged)
  }

  /// Gives every staged row its key on this PC; a new one where SQLite hands keys out.
  private func findKeys(_ staged: StageSummary) throws {
    let stage = table.stage
    switch table.sync.identity {
    case .own:
      return
    case .natural:
      let key = table.sync.key.map { "st.v\($0)" }.joined(separator: ", ")
      try move(
        to: .quarantine, .wrongIdentity, from: .insert,
        where: "sync_derived_id(\(SQLText.text(table.name)), \(key)) IS NOT st.gid")
      for mask in staged.masks(in: .take) {
        let touched = table.sync.key.filter(masks[mask].contains)
        if touched.isEmpty { continue }
        let moved = touched.map { "st.v\($0) IS NOT st.b\($0)" }.joined(separator: " OR ")
        try move(
          to: .quarantine, .keyChanged, from: .take, where: "mask = \(mask) AND (\(moved))")
      }
      let set = table.sync.key.map { "v\($0) = s.c\($0)" }.joined(separator: ", ")
      try db.execute(
        sql: """
          UPDATE \(stage) AS st SET \(set) FROM \(table.image) s
          WHERE s.gid = +st.gid AND st.kind <> 1
          """)
    case .surrogate:
      // SQLite may have handed out a deleted row's key again.
      let isFree = """
        s.deleted = 0 OR NOT EXISTS
          (SELECT 1 FROM \(table.sql) u WHERE u.\(keyColumns[0]) = s.k0)
        """
      try db.execute(
        sql: """
          UPDATE \(stage) AS st SET k0 =
            (SELECT k0 FROM \(table.image) s WHERE s.gid = st.gid AND (\(isFree)))
          """)
      try db.execute(
        sql: """
          UPDATE \(stage) AS st SET k0 = \(try nextKey(of: table)) + fresh.place
          FROM (SELECT gid AS id, row_number() OVER (ORDER BY gid) AS place FROM \(stage)
                WHERE kind <> \(ChangeKind.delete.rawValue) AND k0 IS NULL) fresh
          WHERE st.gid = fresh.id
          """)
    }
  }

  /// True where neither the image nor the stage knows the row.
  func isNew(_ row: RowID) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT NOT EXISTS (SELECT 1 FROM \(table.image) WHERE gid = ?1)
          AND NOT EXISTS (SELECT 1 FROM \(table.stage) WHERE gid = ?1)
        """, arguments: [row]) ?? false
  }

  /// Gives one staged row a fresh key where SQLite hands keys out.
  func giveKey(_ row: RowID) throws {
    guard table.sync.identity == .surrogate else { return }
    try db.execute(
      sql: "UPDATE \(table.stage) SET k0 = ? WHERE gid = ?",
      arguments: [try freshKey(of: table), row])
  }

  /// A key that neither a table nor its stage has.
  func freshKey(of table: ResolvedTable) throws -> Int64 {
    let staged = try Int64.fetchOne(db, sql: "SELECT max(k0) FROM \(table.stage)") ?? 0
    return max(try nextKey(of: table), staged) + 1
  }

  /// The highest key that a table ever handed out.
  private func nextKey(of table: ResolvedTable) throws -> Int64 {
    let key = SQLText.quoted(table.key[0])
    var last = try Int64.fetchOne(db, sql: "SELECT max(\(key)) FROM \(table.sql)") ?? 0
    if try db.tableExists("sqlite_sequence") {
      let handed = try Int64.fetchOne(
        db, sql: "SELECT seq FROM sqlite_sequence WHERE name = ?", arguments: [table.name])
      last = max(last, handed ?? 0)
    }
    // Each half has an index of its own; both at once would read the whole image.
    for state in [0, 1] {
      let imaged = try Int64.fetchOne(
        db, sql: "SELECT max(k0) FROM \(table.image) WHERE deleted = \(state)")
      last = max(last, imaged ?? 0)
    }
    return last
  }

  /// Identities that stand for surrogate keys become the keys of this PC.
  private func translateReferences() throws {
    for (column, definition) in table.sync.columns.enumerated() {
      guard let name = definition.reference,
        let parent = tables.first(where: { $0.name == name })
      else { continue }
      let own = parent.name == table.name
      func key(_ cell: String, _ condition: String = "") -> String {
        let image = "(SELECT k0 FROM \(parent.image) p WHERE p.gid = st.\(cell)\(condition))"
        guard own else { return image }
        let fresh = "(SELECT k0 FROM \(table.stage) q WHERE q.gid = st.\(cell) AND q.kind = 1)"
        return "coalesce(\(image), \(fresh))"
      }
      let live = key("v\(column)", " AND p.deleted = 0")
      let missing = "st.v\(column) IS NOT NULL AND \(live) IS NULL"
      if try moveExpected(to: .quarantine, .parentWanted, where: missing) > 0 {
        try returnReferences(column, to: parent)
        try moveExpected(to: .quarantine, .missingParent, where: missing)
      }
      try db.execute(
        sql: """
          UPDATE \(table.stage) AS st
          SET v\(column) = \(live), b\(column) = \(key("b\(column)"))
          WHERE verdict <= \(Stage.delete.rawValue)
          """)
    }
  }

  private func classifyUpdates(_ staged: StageSummary) throws {
    for mask in staged.masks(in: .take) {
      try move(
        to: .rowRule, from: .take, where: "mask = \(mask) AND NOT EXISTS (\(liveAsSeen(mask)))")
    }
  }

  private func classifyDeletes(_ staged: StageSummary) throws {
    let live = "SELECT 1 FROM \(table.image) s WHERE s.gid = st.gid AND s.deleted = 0"
    guard staged.count(of: .delete) > 0 else { return }
    try move(to: .nothing, from: .delete, where: "NOT EXISTS (\(live))")
    for mask in staged.masks(in: .delete) {
      try move(
        to: .rowRule, from: .delete, where: "mask = \(mask) AND NOT EXISTS (\(liveAsSeen(mask)))")
    }
  }

  /// The row is there and each cell that the change touches is as the pocket saw it.
  private func liveAsSeen(_ mask: Int) -> String {
    let columns = masks[mask]
    let unchanged = table.holds(columns, in: "s") { "st.b\(columns[$0])" }
    return """
      SELECT 1 FROM \(table.image) s WHERE s.gid = st.gid AND s.deleted = 0\(unchanged)
      """
  }

  /// A row whose parent is not there cannot be placed; its own new children go the same way.
  func checkParents(_ staged: StageSummary) throws {
    for stage in [Stage.insert, .take, .write, .bringBack] {
      guard try checkParents(of: stage, staged, .parentWanted) > 0 else { continue }
      while try checkParents(of: stage, staged, .parentWanted) > 0 {}
      try returnParents(to: stage, staged)
      while try checkParents(of: stage, staged, .missingParent) > 0 {}
    }
  }

  private func checkParents(
    of stage: Stage, _ staged: StageSummary, _ reason: Reason
  ) throws -> Int {
    var moved = 0
    for mask in staged.masks(in: stage) {
      let touched = Set(masks[mask])
      for key in table.foreignKeys {
        guard let values = parentValues(of: key, stage, touched: touched) else { continue }
        let present = values.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")
        let parent = zip(key.parentColumns, values)
          .map { "p.\(SQLText.quoted($0)) = \($1)" }.joined(separator: " AND ")
        var found = "EXISTS (SELECT 1 FROM \(SQLText.quoted(key.parent)) p WHERE \(parent))"
        if key.parent == table.name, key.parentColumns == table.key {
          let fresh = zip(stageKey("q"), values).map { "\($0) = \($1)" }.joined(separator: " AND ")
          found += """
             OR EXISTS (SELECT 1 FROM \(table.stage) q
              WHERE q.verdict IN (\(Stage.insert.rawValue), \(Stage.bringBack.rawValue))
                AND \(fresh))
            """
        }
        let isOrphan = "\(self.mask(stage)) = \(mask) AND \(present) AND NOT (\(found))"
        moved += try move(
          to: .quarantine, reason, from: stage,
          where: stage.isRuled
            ? "st.gid IN (SELECT st.gid FROM \(source(stage)) WHERE \(isOrphan))" : isOrphan)
      }
    }
    return moved
  }

  /// What the columns of a foreign key will hold; nil where the change leaves them alone.
  func parentValues(
    of key: DatabaseCatalog.ForeignKey, _ stage: Stage, touched: Set<Int>
  ) -> [String]? {
    var touches = false
    let values = key.columns.map { name -> String in
      if let place = table.key.firstIndex(of: name), table.sync.identity != .natural {
        touches = true
        return stageKey("st")[place]
      }
      guard let column = table.sync.columns.firstIndex(where: { $0.name == name }) else {
        return "NULL"
      }
      if touched.contains(column) {
        touches = true
        return cell(column, stage)
      }
      return "(SELECT c\(column) FROM \(table.image) s WHERE s.gid = st.gid)"
    }
    return touches ? values : nil
  }
}
