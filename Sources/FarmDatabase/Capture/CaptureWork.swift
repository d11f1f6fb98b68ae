import GRDB
import Records

/// One capture inside the write transaction; the commit is made where the first row differs.
struct CaptureWork {
  let farm: FarmDatabase
  let db: Database
  let touched: TouchedKeys
  private(set) var commit: CommitStamp?
  private(set) var rows = 0
  private(set) var keyless: [Int: Int]

  init(_ farm: FarmDatabase, _ db: Database, keyless: [Int: Int]) throws {
    self.farm = farm
    self.db = db
    self.keyless = keyless
    touched = TouchedKeys(db: db, tables: farm.tables)
    try touched.clear()
  }

  /// Takes the rows that the log names; where the counts disagree, the whole table.
  mutating func takeLogged(_ tables: Set<Int>) throws {
    let logged = farm.tables.filter { tables.contains($0.number) }
    for table in logged { try touched.addLogged(table) }
    for table in logged { try touched.endReused(table) }
    for table in farm.tables {
      try take(table)
      try compareWhereReplaced(table, in: tables)
    }
  }

  /// Compares a table whole where the log may not name a row that went, and the counts say so.
  ///
  /// `isOwed` where the log named rows before that were not counted then.
  private mutating func compareWhereReplaced(
    _ table: ResolvedTable, in tables: Set<Int>, isOwed: Bool = false
  ) throws {
    guard isOwed || tables.contains(table.number),
      farm.guards.contains([.compare, .replaceTrigger]), try isOwed || mayHaveReplaced(table),
      try !comparison(table).countsMatch(keyless: keyless[table.number] ?? 0)
    else { return }
    try compare(table)
  }

  /// False where the log names updates only and a trigger follows every unique key: counting reads
  /// the whole table.
  private func mayHaveReplaced(_ table: ResolvedTable) throws -> Bool {
    let others = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS(SELECT 1 FROM \(KeyLog.table) WHERE tbl = \(table.number)
          AND op <> \(KeyLogTrigger.Event.updated.rawValue))
        """)
    return try others == true || UniqueKey.hasOthers(db, of: table)
  }

  /// Compares every table, or takes what was found ahead of the lock.
  mutating func takeEverything(_ ahead: LookAhead?, endedIn tables: Set<Int>) throws {
    let logged = farm.tables.filter { tables.contains($0.number) }
    for table in logged { try touched.endReused(table) }
    for table in farm.tables {
      if let found = ahead?.tables[table.number] {
        try touched.add(found.keys, to: table)
        if tables.contains(table.number) { try touched.addLogged(table) }
        keyless[table.number] = found.keyless
        try addEnded(table)
        try take(table)
        if ahead?.isPart == true { continue }
        let isOwed = ahead?.uncounted.contains(table.number) == true
        try compareWhereReplaced(table, in: tables, isOwed: isOwed)
      } else {
        try compare(table)
      }
    }
  }

  /// Takes what our own writes set off; many rows are found faster by comparing.
  mutating func takeReactions(_ tables: Set<Int>) throws {
    for table in farm.tables where tables.contains(table.number) {
      try touched.addLogged(table)
      if try touched.count(table) > Self.reactionsMaximum {
        try compare(table)
      } else {
        try take(table)
      }
    }
  }

  private static let reactionsMaximum = 50_000

  private mutating func compare(_ table: ResolvedTable) throws {
    keyless[table.number] = try comparison(table).find()
    try addEnded(table)
    try take(table)
  }

  private func comparison(_ table: ResolvedTable) -> Comparison {
    Comparison(db: db, table: table)
  }

  /// Rows of another identity look the same, so no comparison names them.
  private func addEnded(_ table: ResolvedTable) throws {
    let key = table.imageKey("s").joined(separator: ", ")
    for list in [table.ended, table.repointed] {
      try db.execute(
        sql: """
          INSERT INTO \(table.keys) SELECT \(key) FROM \(list) e
            JOIN \(table.image) s ON s.gid = e.gid
          """)
    }
  }

  private mutating func take(_ table: ResolvedTable) throws {
    guard try !touched.isEmpty(table),
      try Capture(table: table, commit: 0).differs(db)
    else { return }
    let stamp = try commit ?? CommitChain.append(db, .capture, in: farm.surroundings)
    commit = stamp
    rows += try Capture(table: table, commit: stamp.sequence).run(db)
  }
}
