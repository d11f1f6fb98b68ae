import Merge
import Records

/// What a lost version asks of a row, as a change against the state that both branches shared.
///
/// Pure and total. The merge then decides as for any change: unchanged rows go forward, the rest is
/// three-way.
enum RecoveryRule {
  /// The change; nil where the row needs none.
  ///
  /// - Parameters:
  ///   - lost: the row on the lost branch, live or deleted.
  ///   - base: the row at the common commit, or when it last came back from the same branch.
  ///   - now: the row today.
  ///   - groups: columns that are decided together.
  ///   - passed: versions that our branch went through since, by column; what it saw, it does not
  ///     take again.
  static func change(
    lost: RowState, base: RowState, now: RowState, groups: [[Int]], passed: [[Int: Value]] = []
  ) -> (kind: ChangeKind, cells: [Int: CellChange])? {
    switch (lost, now) {
    case (.absent, _), (.deleted, .absent), (.deleted, .deleted):
      return nil
    case (.live(let values), .absent):
      return (.create, cells(of: Array(values.indices), from: [], to: values))
    case (.deleted, .live(let current)):
      switch base {
      // The row was deleted on both branches, and ours brought it back.
      case .deleted: return nil
      case .live(let values): return (.delete, image(values))
      case .absent: return (.delete, image(current.map { _ in .null }))
      }
    case (.live(let values), .live), (.live(let values), .deleted):
      let known = base.values
      var columns = values.indices.filter { values[$0] != (known.isEmpty ? .null : known[$0]) }
      if case .deleted = now, !base.isLive { columns = Array(values.indices) }
      let wanted = groups + columns.filter { !groups.joined().contains($0) }.map { [$0] }
      let news = wanted.filter { group in
        group.contains(where: columns.contains)
          && !(now.isLive && passed.contains { holds($0, group, of: values, beside: known) })
      }
      guard !news.isEmpty else { return nil }
      return (.update, cells(of: news.joined().sorted(), from: known, to: values))
    }
  }

  /// True where a version that our branch passed has the group as the lost version has it; cells
  /// that it does not name count where they bring nothing over the base.
  private static func holds(
    _ old: [Int: Value], _ group: [Int], of values: [Value], beside known: [Value]
  ) -> Bool {
    group.contains { old[$0] != nil }
      && group.allSatisfy { column in
        let unnamed = known.isEmpty ? .null : known[column]
        return (old[column] ?? unnamed) == values[column]
      }
  }

  private static func cells(
    of columns: [Int], from base: [Value], to new: [Value]
  ) -> [Int: CellChange] {
    Dictionary(
      uniqueKeysWithValues: columns.map { column in
        (column, CellChange(base: base.isEmpty ? .null : base[column], new: new[column]))
      })
  }

  private static func image(_ values: [Value]) -> [Int: CellChange] {
    Dictionary(
      uniqueKeysWithValues: values.enumerated().map { ($0, CellChange(base: $1, new: .null)) })
  }
}

extension RowState {
  /// The cells; empty where there is no row.
  var values: [Value] {
    switch self {
    case .absent: []
    case .live(let values), .deleted(let values): values
    }
  }

  var isLive: Bool { if case .live = self { true } else { false } }
}

extension TablePlan {
  /// In a recovery the lost version stands and ours goes to review: it was the newer one once.
  var forRecovery: TablePlan {
    TablePlan(
      columnCount: groups.reduce(0) { $0 + $1.columns.count },
      groups: groups.map { Group(columns: $0.columns, policy: .pocket) }, policy: .pocket)
  }
}
