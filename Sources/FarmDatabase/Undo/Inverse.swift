import GRDB
import Merge
import Records

/// What becomes of one row when a session is taken back: three-way, decided by the merge rule.
struct Inverse {
  /// What is to be done.
  enum Verdict: Hashable {
    case nothing
    case write([Int: Value], [Conflict])
    case bringBack([Value])
    case delete
    case keep
  }

  let row: RowID
  let verdict: Verdict
  private let now: [Value]

  /// Nil where the row is as if the session had not been.
  init?(_ db: Database, _ table: ResolvedTable, _ row: RowID, _ range: CommitRange) throws {
    let versions = try RowVersions.fetch(db, table, of: row)
    let before = versions.before(range.first)?.state ?? .absent
    let after = versions.after(range.last)?.state ?? .absent
    let state = versions.all.last?.state ?? .absent
    now = state.values
    self.row = row
    verdict = Self.decide(
      row, before: before, after: after, now: state, columnCount: table.sync.columns.count,
      groups: table.plan.groups)
    if verdict == .nothing { return nil }
  }

  /// Base is what the session left, new is what it found, current is what stands now.
  static func decide(
    _ row: RowID, before: RowState, after: RowState, now: RowState, columnCount: Int,
    groups: [TablePlan.Group]
  ) -> Verdict {
    switch (before, after) {
    case (.live(let old), .live(let new)):
      // A row that went since stays away: an undo is nobody's edit.
      guard case .live = now else { return .nothing }
      let touched = old.indices.filter { old[$0] != new[$0] }
      let cells = touched.map { ($0, CellChange(base: new[$0], new: old[$0])) }
      return verdict(.update, row, cells, now, columnCount, groups)
    case (.live(let old), .deleted):
      // Whoever brought it back meanwhile did so with values that he wanted.
      guard case .deleted = now else { return .nothing }
      return .bringBack(old)
    case (.absent, .live(let new)), (.deleted, .live(let new)):
      let cells = new.indices.map { ($0, CellChange(base: new[$0], new: .null)) }
      return verdict(.delete, row, cells, now, columnCount, groups)
    case (_, .absent), (_, .deleted):
      return .nothing
    }
  }

  private static func verdict(
    _ kind: ChangeKind, _ row: RowID, _ cells: [(Int, CellChange)], _ now: RowState,
    _ columnCount: Int, _ groups: [TablePlan.Group]
  ) -> Verdict {
    let change = RowChange(
      dot: Dot(incarnation: 0, number: 0, nonce: 0), kind: kind, table: 0, row: row, seen: 0,
      cells: Dictionary(uniqueKeysWithValues: cells))
    // What somebody wrote since stands, whatever the profile says of pockets.
    let plan = TablePlan(
      columnCount: columnCount,
      groups: groups.map { TablePlan.Group(columns: $0.columns, policy: .pc) }, policy: .pc)
    switch MergeRule.decide(change, meets: now, plan: plan) {
    case .write(let values, let conflicts): return .write(values, conflicts)
    case .delete: return .delete
    case .keep: return .keep
    case .nothing, .insert, .bringBack, .unknownRow: return .nothing
    }
  }

  /// Cells that the farm's rules would not take back.
  static func refused(_ values: [Int: Value], by inverse: Inverse) -> Conflict {
    let columns = values.keys.sorted()
    let now = columns.map { inverse.now[$0] }
    return Conflict(
      kind: .bothChanged, columns: columns, base: now, winner: now,
      loser: columns.map { values[$0] ?? .null }, winnerIsPC: true)
  }
}
