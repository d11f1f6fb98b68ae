package import Records

/// How the columns of one table are decided: groups with their policies, single columns otherwise.
package struct TablePlan: Hashable, Sendable {
  /// Columns that are decided together.
  package struct Group: Hashable, Sendable {
    /// Indices in the schema's order.
    package var columns: [Int]
    /// What stands in a conflict.
    package var policy: ConflictPolicy
    /// For `forwardOnly`: the states from the first to the last.
    package var states: [String]
    /// For `union`: what stands between two members.
    package var separator: String
    /// Who wins where the policy cannot decide about the values it meets: `pc` or `pocket`.
    package var otherwise: ConflictPolicy

    /// What separates the members of a set where the profile does not say.
    package static let defaultSeparator = ","

    /// Takes everything as it stands.
    package init(
      columns: [Int], policy: ConflictPolicy, states: [String] = [],
      separator: String = defaultSeparator, otherwise: ConflictPolicy = .pc
    ) {
      precondition(otherwise.isOneSided, "\(otherwise) cannot decide about every value")
      self.columns = columns
      self.policy = policy
      self.states = states
      self.separator = separator
      self.otherwise = otherwise
    }
  }

  /// The groups; no column stands in two.
  package let groups: [Group]
  /// Who wins a whole row, where one must stand as it is: `pc` or `pocket`.
  package let rowWinner: ConflictPolicy
  private let groupOfColumn: [Int: Int]

  /// Completes `groups` with one group for each column that none names.
  package init(columnCount: Int, groups: [Group], policy: ConflictPolicy) {
    let named = Set(groups.flatMap(\.columns))
    precondition(named.count == groups.reduce(0) { $0 + $1.columns.count }, "a column in 2 groups")
    let single = (0..<columnCount).filter { !named.contains($0) }
    rowWinner = policy.isOneSided ? policy : .pc
    let all = groups + single.map { Group(columns: [$0], policy: policy) }
    self.groups = all
    groupOfColumn = Dictionary(
      uniqueKeysWithValues: all.enumerated().flatMap { index, group in
        group.columns.map { ($0, index) }
      })
  }

  /// The columns where a change adds to what is there, so that it must be taken in once only.
  package var summedColumns: Set<Int> {
    Set(groups.filter { $0.policy == .sum }.flatMap(\.columns))
  }

  /// The touched part of each group, in a fixed order.
  func groups(touchedBy columns: some Sequence<Int>) -> [Group] {
    var touched: [Int: [Int]] = [:]
    for column in columns.sorted() { touched[groupOfColumn[column]!, default: []].append(column) }
    return touched.sorted { $0.key < $1.key }.map { index, columns in
      var group = groups[index]
      group.columns = columns
      return group
    }
  }
}
