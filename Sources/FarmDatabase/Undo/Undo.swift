import GRDB
import Merge
import Records

/// What an undo did, or would do, with the rows of one table.
package struct UndoCount: Sendable, Hashable {
  /// The table.
  package var table: WordedName
  /// Rows that the session had created and that went.
  package var removed = 0
  /// Rows that got old values back.
  package var restored = 0
  /// Rows that the session had deleted and that came back.
  package var broughtBack = 0
  /// Review items: somebody changed the row since, or the farm's rules keep it as it is.
  package var kept = 0
}

/// What an undo did.
package struct UndoReceipt: Sendable, Hashable {
  /// What was taken back.
  package var session: Author
  /// The new commit; nil where nothing was left to take back and for a dry run.
  package var commit: UInt64?
  /// Tables in the schema's order; those that stayed as they were are left out.
  package var tables: [UndoCount]
}

/// Takes back what one session or one commit wrote, as a commit of inverse changes.
struct Undo {
  let db: Database
  let tables: [ResolvedTable]
  let range: CommitRange
  let commit: UInt64
  /// The pocket that review items are filed under.
  let device: RowID
  let catalog: DatabaseCatalog

  /// Restores parents first, then takes away children first; a count for each table.
  func run() throws -> [UndoCount] {
    var counts = tables.map { UndoCount(table: $0.worded) }
    var going: [[Inverse]] = tables.map { _ in [] }
    for (index, table) in tables.enumerated() {
      for row in try range.rows(db, of: table) {
        guard let inverse = try Inverse(db, table, row, range) else { continue }
        if case .delete = inverse.verdict {
          going[index].append(inverse)
        } else {
          try carryOut(inverse, table, &counts[index])
        }
      }
    }
    for index in tables.indices.reversed() { try remove(going[index], index, &counts[index]) }
    return counts
  }

  private func carryOut(
    _ inverse: Inverse, _ table: ResolvedTable, _ count: inout UndoCount
  ) throws {
    let writer = RowWriter(db: db, table: table, commit: commit)
    switch inverse.verdict {
    case .nothing, .delete: return
    case .keep:
      try keep(.undoKeptRow, inverse, table, [], &count)
    case .bringBack(let values):
      if try attempt({ try writer.insert(inverse.row, values) }) {
        count.broughtBack += 1
      } else {
        try keep(.undoKeptDeletion, inverse, table, [], &count)
      }
    case .write(let values, let conflicts):
      if try attempt({ try writer.update(inverse.row, values) }) {
        if !values.isEmpty { count.restored += 1 }
      } else {
        let refused = Inverse.refused(values, by: inverse)
        try keep(.undoKeptCells, inverse, table, [refused], &count)
      }
      if !conflicts.isEmpty { try keep(.undoKeptCells, inverse, table, conflicts, &count) }
    }
  }

  /// Takes rows away as long as one goes: rows of one table may point to each other.
  private func remove(_ rows: [Inverse], _ index: Int, _ count: inout UndoCount) throws {
    let table = tables[index]
    let writer = RowWriter(db: db, table: table, commit: commit)
    let keys = catalog.children(of: table)
    var left = rows
    var before = -1
    while !left.isEmpty, left.count != before {
      before = left.count
      left = try left.filter { inverse in
        guard try writer.children(of: inverse.row, keys).isEmpty else { return true }
        return try !attempt { try writer.delete(inverse.row) }
      }
    }
    count.removed += rows.count - left.count
    for inverse in left { try keep(.undoKeptRow, inverse, table, [], &count) }
  }

  /// Runs `body`; false where one of the farm's rules refused it, and then nothing is changed.
  private func attempt(_ body: () throws -> Void) throws -> Bool {
    do {
      try db.inSavepoint {
        try body()
        return .commit
      }
      return true
    } catch let fault as DatabaseError where fault.resultCode == .SQLITE_CONSTRAINT {
      return false
    }
  }

  private func keep(
    _ kind: ReviewKind, _ inverse: Inverse, _ table: ResolvedTable, _ conflicts: [Conflict],
    _ count: inout UndoCount
  ) throws {
    let empty = Conflict(
      kind: .bothChanged, columns: [], base: [], winner: [], loser: [], winnerIsPC: true)
    for conflict in conflicts.isEmpty ? [empty] : conflicts {
      let columns = conflict.columns.map { ValueText.string(table.sync.columns[$0].name) }
      try db.execute(
        sql: """
          INSERT INTO sync_conflict(seq, device, tbl, gid, kind, columns, base, winner, loser,
            winner_is_pc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
          """,
        arguments: [
          Int64(commit), device, table.name, inverse.row, kind.rawValue,
          "[" + columns.joined(separator: ",") + "]", ValueText.encode(conflict.base),
          ValueText.encode(conflict.winner), ValueText.encode(conflict.loser),
        ])
    }
    count.kept += 1
  }
}
