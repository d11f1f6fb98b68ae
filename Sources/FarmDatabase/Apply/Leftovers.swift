import GRDB
import Records

/// What was put aside is tried again once something changed: a parent came, a key is free, the
/// database has the column now. What finds its place leaves the quarantine in a commit of its own.
struct Leftovers {
  /// Changes tried again in one dock.
  private static let changesMaximum = 10_000

  let farm: FarmDatabase
  let db: Database

  /// One change put aside, and where it stands.
  private struct Leftover {
    var change: RowChange
    var quarantine: Int64?
  }

  /// Tries everything again after a commit; without one, only cells that have a column now.
  func retry(after commit: CommitStamp?) throws {
    let waiting = commit == nil ? "0" : "state = 'open' AND reason IN ('\(Self.reasons)')"
    let logs = try Row.fetchAll(
      db,
      sql: """
        SELECT device, incarnation FROM sync_quarantine WHERE \(waiting)
        UNION SELECT device, incarnation FROM sync_extra WHERE \(hasColumn)
        """)
    for log in logs {
      let (device, incarnation) = (log[0] as RowID, UInt64(bitPattern: log[1] as Int64))
      let leftovers =
        try quarantined(device, incarnation, waiting) + extras(device, incarnation)
      guard !leftovers.isEmpty else { continue }
      try db.inSavepoint {
        try merge(leftovers, device, incarnation) ? .commit : .rollback
      }
    }
  }

  /// An identity or a natural key that does not fit never will.
  private static let reasons = [
    TableMerge.Reason.missingParent, .unknownRow, .constraint, .contradictoryKey, .notWritable,
  ].map(\.rawValue).joined(separator: "', '")

  /// False where nothing found its place.
  private func merge(
    _ leftovers: [Leftover], _ device: RowID, _ incarnation: UInt64
  ) throws -> Bool {
    try News.clear(db)
    let stager = try Stager(db, farm.tables)
    for leftover in leftovers {
      try stager.add(leftover.change)
      try News.add(db, leftover.change.table, leftover.change.row)
    }
    let commit = try CommitChain.append(db, .retry, in: farm.surroundings)
    // As if the pocket had seen everything: what is refused now was not mixed by this commit.
    let request = MergeRequest(
      device: device, incarnation: incarnation, session: RowID(high: 0, low: 0), lastNumber: 0,
      lastNonce: 0, feedSequence: .max >> 1)
    _ = try farm.mergeTables(db, request, stager, commit, farm.tables, storing: false)
    let refused = try farm.tables.map { table in
      Set(
        try RowID.fetchAll(
          db, sql: "SELECT gid FROM \(table.stage) WHERE verdict = ?",
          arguments: [TableMerge.Stage.quarantine.rawValue]))
    }
    var placed = 0
    for leftover in leftovers {
      let row = try canonical(leftover.change)
      guard refused[leftover.change.table].isDisjoint(with: [row, leftover.change.row]) else {
        continue
      }
      placed += 1
      try forget(leftover, device, incarnation)
    }
    return placed > 0
  }

  private func canonical(_ change: RowChange) throws -> RowID {
    try RowID.fetchOne(
      db, sql: "SELECT gid FROM sync_alias WHERE tbl = ? AND alias = ?",
      arguments: [farm.tables[change.table].name, change.row]) ?? change.row
  }

  private func forget(
    _ leftover: Leftover, _ device: RowID, _ incarnation: UInt64
  ) throws {
    if let id = leftover.quarantine {
      return try db.execute(
        sql: "UPDATE sync_quarantine SET state = 'placed' WHERE id = ?", arguments: [id])
    }
    let table = farm.tables[leftover.change.table]
    for column in leftover.change.cells.keys {
      try db.execute(
        sql: """
          DELETE FROM sync_extra WHERE device = ? AND incarnation = ? AND number = ? AND tbl = ?
            AND gid = ? AND col = ?
          """,
        arguments: [
          device, Int64(bitPattern: incarnation), Int64(leftover.change.dot.number), table.name,
          leftover.change.row, table.sync.columns[column].name,
        ])
    }
  }

  private func quarantined(
    _ device: RowID, _ incarnation: UInt64, _ waiting: String
  ) throws -> [Leftover] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT * FROM sync_quarantine WHERE \(waiting) AND device = ? AND incarnation = ?
        ORDER BY number, id LIMIT \(Self.changesMaximum)
        """, arguments: [device, Int64(bitPattern: incarnation)]
    ).compactMap { row in
      guard let cells = ValueText.decodeCells(row["cells"]),
        let change = try change(row, incarnation, cells)
      else { return nil }
      return Leftover(change: change, quarantine: row["id"])
    }
  }

  /// Nil where the database no longer has the table or a column.
  private func change(
    _ row: Row, _ incarnation: UInt64, _ named: [String: CellChange]
  ) throws -> RowChange? {
    guard let index = farm.tables.firstIndex(where: { $0.name == row["tbl"] as String }),
      let kind = ChangeKind(rawValue: row["kind"])
    else { return nil }
    let table = farm.tables[index]
    var cells: [Int: CellChange] = [:]
    for (name, cell) in named {
      guard let column = table.sync.columns.firstIndex(where: { $0.name == name }) else {
        return nil
      }
      cells[column] = cell
    }
    return RowChange(
      dot: Dot(incarnation: incarnation, number: UInt64(row["number"] as Int64), nonce: 0),
      kind: kind, table: index, row: row["gid"], seen: 0, cells: cells)
  }

  private func extras(_ device: RowID, _ incarnation: UInt64) throws -> [Leftover] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT * FROM sync_extra WHERE \(hasColumn) AND device = ? AND incarnation = ?
        ORDER BY number, tbl, gid LIMIT \(Self.changesMaximum)
        """, arguments: [device, Int64(bitPattern: incarnation)])
    var leftovers: [Leftover] = []
    for row in rows {
      guard let values = ValueText.decode(row["cells"]), values.count == 2 else { continue }
      let named = [row["col"] as String: CellChange(base: values[0], new: values[1])]
      guard var change = try change(row, incarnation, named) else { continue }
      if change.kind == .create { try setDefaults(&change) }
      if let last = leftovers.last?.change, last.dot == change.dot, last.table == change.table,
        last.row == change.row
      {
        leftovers[leftovers.count - 1].change.cells.merge(change.cells) { first, _ in first }
      } else {
        leftovers.append(Leftover(change: change, quarantine: nil))
      }
    }
    return leftovers
  }

  /// What a new column says of rows that were there before, nobody wrote.
  private func setDefaults(_ change: inout RowChange) throws {
    for (column, value) in farm.tables[change.table].defaults {
      guard change.cells[column] != nil else { continue }
      change.cells[column]?.base = try Value.fetchOne(db, sql: "SELECT \(value)") ?? .null
    }
  }

  /// Cells of creates and updates that have a column by now; deletes were decided as they came.
  private var hasColumn: String {
    let known = farm.tables.flatMap { table in
      table.sync.columns.map {
        "(tbl = \(SQLText.text(table.name)) AND col = \(SQLText.text($0.name)))"
      }
    }
    guard !known.isEmpty else { return "0" }
    return "kind <> \(ChangeKind.delete.rawValue) AND (\(known.joined(separator: " OR ")))"
  }
}
