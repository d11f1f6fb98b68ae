import Records

/// The rule for one column group that a change touches.
struct GroupRule {
  let group: TablePlan.Group
  let cells: [CellChange]
  let current: [Value]
  /// What the group held on the PC in between.
  let passed: [[Value]]

  /// What the group's columns get, beside its columns; nil where the PC's values stand.
  typealias Outcome = (values: [Value]?, conflicts: [Conflict])

  func decide() -> Outcome {
    // A number that both sides brought to the same value got both differences all the same.
    let isSum = group.policy == .sum
    let fits = zip(current, cells).allSatisfy { $0 == $1.base || !isSum && $0 == $1.new }
    if fits { return (new, []) }
    let isOlder = passed.contains(new)
    switch group.policy {
    case .pocket where isOlder, .keepBoth where isOlder: return oneSided(.pc)
    case .pc, .pocket: return oneSided(group.policy)
    case .keepBoth: return (nil, [conflict(.keptBoth, winner: current, loser: new, isPC: true)])
    case .sum:
      return settled(.summed) { Sum.adding($0.new, since: $0.base, to: $1) }
    case .union:
      return settled(.united) {
        MemberSet.united(current: $1, new: $0.new, base: $0.base, separator: group.separator)
      }
    case .forwardOnly:
      return settled(.movedForward) { later($0.new, $1) }
    }
  }

  private var new: [Value] { cells.map(\.new) }

  private func oneSided(_ policy: ConflictPolicy) -> Outcome {
    policy == .pocket
      ? (new, [conflict(.bothChanged, winner: new, loser: current, isPC: false)])
      : (nil, [conflict(.bothChanged, winner: current, loser: new, isPC: true)])
  }

  /// What stands cell by cell, and each side's values where they do not stand.
  private func settled(
    _ kind: ConflictKind, _ stands: (CellChange, Value) -> Value?
  ) -> Outcome {
    let found = zip(cells, current).compactMap(stands)
    guard found.count == cells.count else { return oneSided(group.otherwise) }
    var conflicts: [Conflict] = []
    if found != current {
      conflicts.append(conflict(kind, winner: found, loser: current, isPC: false))
    }
    if found != new {
      conflicts.append(conflict(kind, winner: found, loser: new, isPC: true))
    }
    return (found, conflicts)
  }

  private func later(_ new: Value, _ current: Value) -> Value? {
    guard let ours = place(of: new), let theirs = place(of: current) else { return nil }
    return ours > theirs ? new : current
  }

  private func place(of state: Value) -> Int? {
    switch state {
    case .text(let text): group.states.firstIndex { $0.utf8.elementsEqual(text.utf8) }
    case .integer(let number): group.states.firstIndex(of: String(number))
    case .null, .real, .blob: nil
    }
  }

  private func conflict(
    _ kind: ConflictKind, winner: [Value], loser: [Value], isPC: Bool
  ) -> Conflict {
    Conflict(
      kind: kind, columns: group.columns, base: cells.map(\.base), winner: winner, loser: loser,
      winnerIsPC: isPC)
  }
}
