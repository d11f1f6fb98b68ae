import Foundation
import GRDB
import Merge
import Records

/// Rows that both sides touched: the pure rule decides, one at a time.
extension TableMerge {
  /// Decides and writes; the number of conflicts kept for review.
  func applyRowRule() throws -> Int {
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM \(table.stage) WHERE verdict = ? ORDER BY gid",
      arguments: [Stage.rowRule.rawValue])
    return try rows.reduce(0) { conflicts, row in
      let change = staged.change(row)
      let verdict = MergeRule.decide(change, meets: try state(of: change.row), plan: table.plan)
      return conflicts + (try carryOut(verdict, change))
    }
  }

  private func state(of row: RowID) throws -> RowState {
    guard
      let image = try Row.fetchOne(
        db, sql: "SELECT * FROM \(table.image) WHERE gid = ?", arguments: [row])
    else { return .absent }
    let values = table.sync.columns.indices.map { image["c\($0)"] as Value }
    return image["deleted"] == true ? .deleted(values) : .live(values)
  }

  private func carryOut(_ verdict: Verdict, _ change: RowChange) throws -> Int {
    switch verdict {
    case .nothing:
      try settle(change.row, .nothing)
      return 0
    case .unknownRow:
      try quarantine(change.row, "", .unknownRow)
      return 0
    case .insert(let values):
      return try write(change, []) { try insertRow(change.row, values) }
    case .write(let values, let conflicts):
      return try write(change, conflicts) { try updateRow(change.row, values) }
    case .bringBack(let image, let conflict):
      let values = Dictionary(uniqueKeysWithValues: image.enumerated().map { ($0, $1) })
      return try write(change, [conflict]) { try insertRow(change.row, values) }
    case .delete:
      try settle(change.row, .delete)
      return 0
    case .keep(let conflict):
      return try write(change, [conflict]) {}
    }
  }

  private func write(
    _ change: RowChange, _ conflicts: [Conflict], _ body: () throws -> Void
  ) throws -> Int {
    let refusal = try inSavepoint {
      try body()
      try settle(change.row, .written)
      try refreshImage("st.gid = x'\(change.row.hexadecimal)'", origin: "NULL")
    }
    if let refusal {
      try quarantine(change.row, refusal)
      return 0
    }
    for conflict in conflicts { try keep(conflict, of: change.row) }
    return conflicts.count
  }

  private func insertRow(_ row: RowID, _ values: [Int: Value]) throws {
    let given = values.filter { !$0.value.isNull || table.defaults[$0.key] == nil }
    var cells = given.sorted { $0.key < $1.key }.map { column, value in
      (SQLText.quoted(table.sync.columns[column].name), value)
    }
    if table.sync.identity == .own { cells.append((keyColumns[0], .blob(row.bytes))) }
    if table.sync.identity == .surrogate { cells.append((keyColumns[0], try surrogateKey(row))) }
    try db.execute(
      sql: """
        INSERT INTO \(table.sql)(\(cells.map(\.0).joined(separator: ", ")))
        VALUES (\(cells.map { _ in "?" }.joined(separator: ", ")))
        """, arguments: StatementArguments(cells.map(\.1)))
  }

  private func surrogateKey(_ row: RowID) throws -> Value {
    try Value.fetchOne(
      db, sql: "SELECT k0 FROM \(table.stage) WHERE gid = ?", arguments: [row]) ?? .null
  }

  private func updateRow(_ row: RowID, _ values: [Int: Value]) throws {
    guard !values.isEmpty else { return }
    let cells = values.sorted { $0.key < $1.key }
    let set = cells.map { "\(SQLText.quoted(table.sync.columns[$0.key].name)) = ?" }
    try db.execute(
      sql: """
        UPDATE \(table.sql) AS u SET \(set.joined(separator: ", ")) FROM \(table.stage) st
        WHERE st.gid = ? AND \(joinsStage("u", "st"))
        """,
      arguments: StatementArguments(cells.map(\.value)) + [row])
  }

  func settle(_ row: RowID, _ stage: Stage) throws {
    try db.execute(
      sql: "UPDATE \(table.stage) SET verdict = ? WHERE gid = ?",
      arguments: [stage.rawValue, row])
  }
}
