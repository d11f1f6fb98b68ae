import GRDB
import Records

/// Compares one table with its image slice by slice, each under a read lock of a moment.
///
/// The farm program writes in between. What it writes stands in the key log, so that both together
/// name every row that differs; only the rows without identity are counted as they were met.
struct SlicedComparison {
  /// How many rows are compared under one read lock.
  static let sliceRows = 10_000

  let db: Database
  let table: ResolvedTable
  var rows = Self.sliceRows

  /// The keys of the rows that differ; nil where they are more than `limit`.
  func find(limit: Int) throws -> LookAhead.Found? {
    var keys: [Row] = []
    var keyless = try keylessByNull()
    let imageKey = table.imageKey("s").joined(separator: ", ")
    let isComplete = try slices(of: "\(table.image) s", by: ["s.gid"]) { slice, bounds in
      keys += try Row.fetchAll(
        db,
        sql: """
          SELECT \(imageKey) FROM \(table.image) s LEFT JOIN \(table.sql) u
            ON \(table.joins("u", "s"))
          WHERE s.deleted = 0 AND \(slice)
            AND (\(table.userKey("u")[0]) IS NULL OR \(table.cellsDiffer))
          """, arguments: bounds)
      return keys.count <= limit
    }
    guard isComplete else { return nil }
    let userKey = table.userKey("u")
    let isAllThere = try slices(of: "\(table.sql) u", by: userKey) { slice, bounds in
      keys += try Row.fetchAll(
        db,
        sql: """
          SELECT \(userKey.joined(separator: ", ")) FROM \(table.sql) u
          WHERE \(slice) AND \(table.hasIdentity("u")) AND NOT EXISTS
            (SELECT 1 FROM \(table.image) s WHERE \(table.findsImage("u", "s")) AND s.deleted = 0)
          """, arguments: bounds)
      if table.sync.identity == .own {
        keyless += try count("\(slice) AND NOT (\(table.hasIdentity("u")))", bounds)
      }
      return keys.count <= limit
    }
    return isAllThere ? LookAhead.Found(keys: keys, keyless: keyless) : nil
  }

  /// Rows whose key is NULL somewhere are in no slice.
  private func keylessByNull() throws -> Int {
    guard table.keyMayBeNull, table.sync.identity != .surrogate else { return 0 }
    let missing = table.userKey("u").map { "\($0) IS NULL" }.joined(separator: " OR ")
    return try count(missing, [])
  }

  private func count(_ condition: String, _ bounds: StatementArguments) throws -> Int {
    try Int.fetchOne(
      db, sql: "SELECT count(*) FROM \(table.sql) u WHERE \(condition)", arguments: bounds) ?? 0
  }

  /// Gives the condition of one slice after the other; false where `body` ended it.
  private func slices(
    of source: String, by key: [String], _ body: (String, StatementArguments) throws -> Bool
  ) throws -> Bool {
    let columns = key.joined(separator: ", ")
    let marks = SQLText.list(key.count) { _ in "?" }
    let present = key.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")
    var low: Row?
    var goesOn = true
    repeat {
      try db.inTransaction(.deferred) {
        let after = present + (low == nil ? "" : " AND (\(columns)) > (\(marks))")
        let lower = Self.arguments(low)
        let high = try Row.fetchOne(
          db,
          sql: """
            SELECT \(columns) FROM \(source) WHERE \(after) ORDER BY \(columns)
            LIMIT 1 OFFSET \(rows - 1)
            """, arguments: lower)
        let slice = after + (high == nil ? "" : " AND (\(columns)) <= (\(marks))")
        goesOn = try body(slice, lower + Self.arguments(high))
        low = high
        return .commit
      }
    } while goesOn && low != nil
    return goesOn
  }

  private static func arguments(_ key: Row?) -> StatementArguments {
    StatementArguments(key.map { Array($0.databaseValues) } ?? [])
  }
}

extension FarmDatabase {
  /// Compares everything beside a farm program that never pauses; nil where that cannot be.
  ///
  /// First the triggers are put right, so that from then on whatever is written stands in the log.
  func lookInSlices(
    _ db: Database, rows: Int = SlicedComparison.sliceRows
  ) throws -> LookAhead? {
    guard captures == .triggers else { return nil }
    var basis: LookAhead.Basis?
    try db.inTransaction(.immediate) {
      let isWhole = try KeyLog.read(db)?.isWhole == true
      if try !KeyLog.isInstalled(db, tables, guards: guards) {
        guard try KeyLog.install(db, tables, guards: guards, first: isWhole ? nil : .owed) else {
          return .commit
        }
      } else if !isWhole {
        try KeyLog.begin(db, with: .owed)
      }
      if let log = try KeyLog.read(db), log.isUnbroken {
        basis = .log(first: log.first, schema: try FileMoment.schema(db))
      }
      return .commit
    }
    guard let basis else { return nil }
    var found = LookAhead(basis: basis)
    for table in tables {
      found.tables[table.number] = try SlicedComparison(db: db, table: table, rows: rows)
        .find(limit: LookAhead.keysMaximum)
    }
    return found
  }
}
