package import Records

/// The rule for one row: three-way on base values, a column group at a time; no clock decides.
package enum MergeRule {
  /// What becomes of a row of the PC when a pocket's folded change meets it; total and pure.
  ///
  /// - Parameter passed: versions of the row that came and went on the PC since the pocket looked.
  ///   Their values were seen by whoever replaced them, and do not win again.
  package static func decide(
    _ change: RowChange, meets state: RowState, plan: TablePlan, passed: [[Value]] = []
  ) -> Verdict {
    switch (change.kind, state) {
    case (.create, .absent):
      return .insert(change.newValues)
    case (.update, .absent):
      return .unknownRow
    case (.delete, .absent), (.delete, .deleted):
      return .nothing
    case (.delete, .live(let current)):
      return decideDelete(change, current)
    case (.create, .live(let current)), (.update, .live(let current)):
      let outcome = decideGroups(change, current, plan, passed)
      return outcome.values.isEmpty && outcome.conflicts.isEmpty
        ? .nothing : .write(outcome.values, outcome.conflicts)
    case (.create, .deleted(let image)), (.update, .deleted(let image)):
      return decideReturn(change, image)
    }
  }

  /// A delete holds only where the row is as the pocket saw it; an edit beats it otherwise.
  private static func decideDelete(_ change: RowChange, _ current: [Value]) -> Verdict {
    let seen = change.cells.allSatisfy { column, cell in current[column] == cell.base }
    if seen { return .delete }
    let columns = change.cells.keys.filter { current[$0] != change.cells[$0]?.base }.sorted()
    return .keep(
      Conflict(
        kind: .deletedOnPocket, columns: columns,
        base: columns.map { change.cells[$0]?.base ?? .null },
        winner: columns.map { current[$0] }, loser: columns.map { _ in .null }, winnerIsPC: true))
  }

  /// An edit of a row that the PC deleted brings it back, for review with the whole row.
  private static func decideReturn(_ change: RowChange, _ image: [Value]) -> Verdict {
    var row = image
    for (column, cell) in change.cells { row[column] = cell.new }
    return .bringBack(
      row,
      Conflict(
        kind: .deletedOnPC, columns: Array(image.indices),
        base: image.indices.map { change.cells[$0]?.base ?? image[$0] }, winner: row,
        loser: image.map { _ in .null }, winnerIsPC: false))
  }

  private static func decideGroups(
    _ change: RowChange, _ current: [Value], _ plan: TablePlan, _ passed: [[Value]]
  ) -> (values: [Int: Value], conflicts: [Conflict]) {
    var values: [Int: Value] = [:]
    var conflicts: [Conflict] = []
    for group in plan.groups(touchedBy: change.cells.keys) {
      let outcome = GroupRule(
        group: group, cells: group.columns.map { change.cells[$0]! },
        current: group.columns.map { current[$0] },
        passed: passed.map { version in group.columns.map { version[$0] } }
      ).decide()
      for (column, value) in zip(group.columns, outcome.values ?? [])
      where current[column] != value { values[column] = value }
      conflicts += outcome.conflicts
    }
    return (values, conflicts)
  }
}
