import Foundation
import GRDB
import Merge
import Records

/// A column whose texts have stand-ins.
package struct MaskedColumn: Sendable, Hashable {
  /// The table.
  package let table: String
  /// The column.
  package let column: String

  /// Takes both as they stand.
  package init(table: String, column: String) {
    self.table = table
    self.column = column
  }
}

/// What puts stand-ins in the place of values.
package struct ValueMask {
  /// The stand-in of a text, as long; the number names a further one, for a trial.
  package var text: (_ text: String, _ variant: Int) -> String
  /// A stored batch of the inbox with stand-ins, by the columns that have some.
  package var batch: ([UInt8], Set<MaskedColumn>) -> [UInt8]

  /// Takes both as they stand.
  package init(
    text: @escaping (_ text: String, _ variant: Int) -> String,
    batch: @escaping ([UInt8], Set<MaskedColumn>) -> [UInt8]
  ) {
    self.text = text
    self.batch = batch
  }
}

/// Puts stand-ins in the place of personal texts in a copy of the farm's file and of its ledger.
///
/// Keys, references, states and values that have a word of their own stay, and so does a column
/// whose checks refuse a stand-in: a day, a state, a unit.
package struct MaskedCopy {
  /// Stand-ins of a value that a column's checks are tried with.
  private static let trials = 12

  let db: Database
  let tables: [ResolvedTable]
  let mask: ValueMask

  /// Masks the copy at `path`; gives the columns that have stand-ins now.
  package static func mask(
    _ path: String, of farm: FarmDatabase, by mask: ValueMask
  ) throws(FarmDatabaseError) -> Set<MaskedColumn> {
    let tables = farm.tables
    let lent = Lent(mask: mask)
    let columns: Set<MaskedColumn>
    do {
      var configuration = Configuration()
      configuration.foreignKeysEnabled = false
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      columns = try queue.writeWithoutTransaction { db in
        db.add(
          function: DatabaseFunction("sync_stand_in", argumentCount: 2) { values in
            guard let text = String.fromDatabaseValue(values[0]) else { return values[0] }
            return lent.mask.text(text, Int.fromDatabaseValue(values[1]) ?? 0)
          })
        var found: Set<MaskedColumn> = []
        try db.inTransaction(.immediate) {
          found = try MaskedCopy(db: db, tables: tables, mask: lent.mask).run()
          return .commit
        }
        try rebuild(db)
        return found
      }
      try queue.close()
      try maskLedger(Ledger.place(besideDatabase: path), columns, mask)
    } catch { throw FarmDatabaseError(error, path: path) }
    return columns
  }

  /// What was deleted or written over still stands in pages that nobody uses: they stay behind.
  static func rebuild(_ db: Database) throws { try db.execute(sql: "VACUUM") }

  /// Safe to send: SQLite calls it on the queue's thread, and whoever gave it waits for that.
  private struct Lent: @unchecked Sendable {
    let mask: ValueMask
  }

  private func run() throws -> Set<MaskedColumn> {
    let triggers = try Row.fetchAll(
      db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    for trigger in triggers {
      try db.execute(sql: "DROP TRIGGER \(SQLText.quoted(trigger["name"]))")
    }
    let columns = Set(try candidates().filter(accepts))
    for column in columns.sorted(by: { ($0.table, $0.column) < ($1.table, $1.column) }) {
      try setStandIns(column)
    }
    for table in tables { try maskImages(table, columns) }
    try maskReviews(columns)
    try db.execute(
      sql: """
        UPDATE sync_hub SET farm_name = sync_stand_in(farm_name, 0);
        UPDATE sync_peer SET label = sync_stand_in(label, 0),
          retired_reason = sync_stand_in(retired_reason, 0);
        """)
    for trigger in triggers { try db.execute(sql: trigger["sql"]) }
    return columns
  }

  /// Every column that may hold texts which say something of a person.
  private func candidates() throws -> [MaskedColumn] {
    let catalog = try DatabaseCatalog.read(db)
    return catalog.tables.filter { !$0.isVirtual }.flatMap { table in
      let pointedTo = catalog.tables.flatMap(\.foreignKeys)
        .filter { $0.parent.lowercased() == table.name.lowercased() }.flatMap(\.parentColumns)
      let kept = keptColumns(of: table).union(pointedTo)
      return table.columns.filter { !$0.isGenerated && !kept.contains($0.name) }
        .map { MaskedColumn(table: table.name, column: $0.name) }
    }
  }

  /// Keys, references, and what a rule looks into: states and sets.
  private func keptColumns(of table: DatabaseCatalog.Table) -> Set<String> {
    var kept = Set(table.foreignKeys.flatMap(\.columns) + table.primaryKey.map(\.name))
    guard let resolved = tables.first(where: { $0.name == table.name }) else { return kept }
    kept.formUnion(resolved.words?.values?.keys.map { $0 } ?? [])
    for group in resolved.plan.groups where [.forwardOnly, .union].contains(group.policy) {
      kept.formUnion(group.columns.map { resolved.sync.columns[$0].name })
    }
    return kept
  }

  /// Whether the checks of a column take stand-ins of the values that it has.
  private func accepts(_ column: MaskedColumn) throws -> Bool {
    let (table, name) = (SQLText.quoted(column.table), SQLText.quoted(column.column))
    let count = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM \(table) WHERE typeof(\(name)) = 'text'")
    guard count ?? 0 > 0 else { return try !isChecked(column) }
    for variant in 1...Self.trials {
      do {
        try db.inSavepoint {
          try db.execute(
            sql: """
              UPDATE \(table) SET \(name) = sync_stand_in(\(name), \(variant))
              WHERE typeof(\(name)) = 'text'
              """)
          return .rollback
        }
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
        // Two of a trial's values may be alike by chance; those of the key's are not.
        if error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE { continue }
        return false
      }
    }
    return true
  }

  /// A column without values tells nothing: where its table checks it, it is left alone.
  private func isChecked(_ column: MaskedColumn) throws -> Bool {
    let sql = try String.fetchOne(
      db, sql: "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?",
      arguments: [column.table])
    return sql?.components(separatedBy: "CHECK").dropFirst().contains {
      $0.contains(column.column)
    } ?? true
  }

  private func setStandIns(_ column: MaskedColumn) throws {
    let name = SQLText.quoted(column.column)
    do {
      try db.execute(
        sql: """
          UPDATE \(SQLText.quoted(column.table)) SET \(name) = sync_stand_in(\(name), 0)
          WHERE typeof(\(name)) = 'text'
          """)
    } catch let error as DatabaseError
      where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE
    {
      try writeAnew(column)
    }
  }

  /// Of a unique column one row's stand-in may be another row's text: no row may be there then.
  private func writeAnew(_ column: MaskedColumn) throws {
    guard let table = try DatabaseCatalog.read(db).table(named: column.table) else { return }
    let (sql, all) = (SQLText.quoted(table.name), table.columns.filter { !$0.isGenerated })
    let rowID = table.isWithoutRowID || table.hasRowIDKey ? [] : ["rowid"]
    let names = rowID + all.map { SQLText.quoted($0.name) }
    let kept = names.indices.map { "k\($0)" }
    let values = zip(names, kept).map { name, kept in
      name == SQLText.quoted(column.column)
        ? "iif(typeof(\(kept)) = 'text', sync_stand_in(\(kept), 0), \(kept))" : kept
    }
    let list = zip(names, kept).map { "\($0) AS \($1)" }.joined(separator: ", ")
    try db.execute(
      sql: """
        CREATE TEMP TABLE sync_masked AS SELECT \(list) FROM \(sql);
        DELETE FROM \(sql);
        INSERT INTO \(sql)(\(names.joined(separator: ", ")))
        SELECT \(values.joined(separator: ", ")) FROM sync_masked;
        DROP TABLE sync_masked;
        """)
  }

  private func maskImages(_ table: ResolvedTable, _ columns: Set<MaskedColumn>) throws {
    for (index, column) in table.sync.columns.enumerated()
    where columns.contains(MaskedColumn(table: table.name, column: column.name)) {
      for image in [table.image, table.past] {
        try db.execute(
          sql: """
            UPDATE \(image) SET c\(index) = sync_stand_in(c\(index), 0)
            WHERE typeof(c\(index)) = 'text'
            """)
      }
    }
  }
}
