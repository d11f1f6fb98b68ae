import GRDB
import Merge
import Records

/// Keeps the losers of decisions in the same commit as the decisions.
final class ReviewWriter {
  private let statement: RawStatement
  private let table: ResolvedTable
  private let head: (seq: Int64, device: RowID)
  private let isOn: Bool

  convenience init(_ merge: TableMerge, of other: ResolvedTable? = nil) throws {
    try self.init(
      merge.db, other ?? merge.table, merge.commit, merge.request, merge.guards)
  }

  init(
    _ db: Database, _ table: ResolvedTable, _ commit: CommitStamp, _ request: MergeRequest,
    _ guards: Guards
  ) throws {
    self.table = table
    isOn = guards.contains(.losers)
    head = (Int64(commit.sequence), request.device)
    statement = try RawStatement(
      db,
      sql: """
        INSERT INTO sync_conflict(seq, device, tbl, gid, kind, columns, base, winner, loser,
          winner_is_pc, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
  }

  func keep(_ conflict: Conflict, of row: RowID) throws {
    guard isOn else { return }
    let columns = conflict.columns.map { ValueText.string(table.sync.columns[$0].name) }
    statement.bind(head.seq, at: 1)
    statement.bind(head.device, at: 2)
    statement.bind(.text(table.name), at: 3)
    statement.bind(row, at: 4)
    statement.bind(.text(conflict.kind.rawValue), at: 5)
    statement.bind(.text("[" + columns.joined(separator: ",") + "]"), at: 6)
    statement.bind(.text(ValueText.encode(conflict.base)), at: 7)
    statement.bind(.text(ValueText.encode(conflict.winner)), at: 8)
    statement.bind(.text(ValueText.encode(conflict.loser)), at: 9)
    statement.bind(conflict.winnerIsPC ? 1 : 0, at: 10)
    statement.bind(.text(conflict.kind.isSettled ? "settled" : "open"), at: 11)
    try statement.run()
  }
}

/// Changes that could not be placed.
extension TableMerge {
  /// Marks one staged row as not to be placed; what this commit noted of it is taken back.
  func quarantine(_ row: RowID, _ detail: String, _ reason: Reason = .constraint) throws {
    try db.execute(
      sql: "UPDATE \(table.stage) SET verdict = ?, detail = ? WHERE gid = ?",
      arguments: [
        Stage.quarantine.rawValue, reason.rawValue + (detail.isEmpty ? "" : " " + detail), row,
      ])
    try db.execute(
      sql: "DELETE FROM sync_conflict WHERE seq = ? AND tbl = ? AND gid = ?",
      arguments: [Int64(commit.sequence), table.name, row])
    try db.execute(
      sql: "DELETE FROM \(table.past) WHERE until = ? AND gid = ?",
      arguments: [Int64(commit.sequence), row])
  }

  /// The identity that a key of this PC stands for: the key may be another row's tomorrow.
  private func travelling(_ value: Value, _ column: Int) throws -> Value {
    guard let name = table.sync.columns[column].reference, case .integer = value,
      let parent = tables.first(where: { $0.name == name })
    else { return value }
    return try Value.fetchOne(
      db,
      sql: """
        SELECT gid, deleted AS place, rev FROM \(parent.image) WHERE k0 = ?1
        UNION ALL SELECT gid, 2, 0 FROM \(parent.stage) WHERE k0 = ?1
        ORDER BY place, rev DESC LIMIT 1
        """, arguments: [value]) ?? value
  }

  /// Writes every change that could not be placed where it is durable; the number written.
  func storeQuarantine() throws -> Int {
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM \(table.stage) WHERE verdict = ? ORDER BY gid",
      arguments: [Stage.quarantine.rawValue])
    for row in rows {
      let change = staged.change(row)
      let cells = try change.cells.sorted { $0.key < $1.key }.map { column, cell in
        ValueText.string(table.sync.columns[column].name) + ":"
          + ValueText.encode([
            try travelling(cell.base, column), try travelling(cell.new, column),
          ])
      }
      let words = (row["detail"] as String? ?? "").split(separator: " ", maxSplits: 1)
      try db.execute(
        sql: """
          INSERT INTO sync_quarantine(seq, device, incarnation, number, tbl, gid, kind, cells,
            reason, detail, blocks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
          """,
        arguments: [
          Int64(commit.sequence), request.device, origin, Int64(change.dot.number), table.name,
          change.row, change.kind.rawValue, "{" + cells.joined(separator: ",") + "}",
          words.first.map(String.init) ?? "", words.dropFirst().first.map(String.init) ?? "",
        ])
    }
    return rows.count
  }
}
