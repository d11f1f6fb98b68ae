package import Records

/// How the columns of one table are decided: groups with their policies, single columns otherwise.
package struct TablePlan: Hashable, Sendable {
  /// Columns that are decided together.
  package struct Group: Hashable, Sendable {
    /// Indices in the schema's order.
    package var columns: [Int]
    /// Who wins.
    package var policy: ConflictPolicy

    /// Takes both as they stand.
    package init(columns: [Int], policy: ConflictPolicy) {
      self.columns = columns
      self.policy = policy
    }
  }

  /// The groups; no column stands in two.
  package let groups: [Group]
  private let groupOfColumn: [Int: Int]

  /// Completes `groups` with one group for each column that none names.
  package init(columnCount: Int, groups: [Group], policy: ConflictPolicy) {
    let named = Set(groups.flatMap(\.columns))
    precondition(named.count == groups.reduce(0) { $0 + $1.columns.count }, "a column in 2 groups")
    let single = (0..<columnCount).filter { !named.contains($0) }
    let all = groups + single.map { Group(columns: [$0], policy: policy) }
    self.groups = all
    groupOfColumn = Dictionary(
      uniqueKeysWithValues: all.enumerated().flatMap { index, group in
        group.columns.map { ($0, index) }
      })
  }

  /// The touched part of each group, in a fixed order, with its policy.
  func groups(touchedBy columns: some Sequence<Int>) -> [(columns: [Int], policy: ConflictPolicy)] {
    var touched: [Int: [Int]] = [:]
    for column in columns.sorted() { touched[groupOfColumn[column]!, default: []].append(column) }
    return touched.sorted { $0.key < $1.key }.map { ($0.value, groups[$0.key].policy) }
  }
}
