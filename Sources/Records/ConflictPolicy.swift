/// What stands where both sides changed the same cells and neither saw the other.
package enum ConflictPolicy: String, Codable, Sendable, CaseIterable {
  /// The PC's value stands; the pocket's is kept for review.
  case pc
  /// The pocket's value stands; the PC's is kept for review.
  case pocket
  /// The PC's row stands, and the pocket's becomes a row of its own.
  case keepBoth = "keep-both"
  /// What the pocket added or took away is added to what the PC has.
  case sum
  /// The later one of a list of states stands.
  case forwardOnly = "forward-only"
  /// One text cell is a set: what either added is in it, what either removed is not.
  case union

  /// True where one side's values stand whole and a person reviews the other's.
  package var isOneSided: Bool { self == .pc || self == .pocket }
}

/// Columns that only make sense together, such as a value and its unit.
package struct ColumnGroup: Codable, Hashable, Sendable {
  /// Names in the farm database.
  package var columns: [String]
  /// What stands in a conflict; the table's policy when absent.
  package var policy: ConflictPolicy?
  /// For `forwardOnly`: the states from the first to the last.
  package var states: [String]?
  /// For `union`: what stands between two members; a comma when absent.
  package var separator: String?

  /// Takes everything as it stands.
  package init(
    columns: [String], policy: ConflictPolicy? = nil, states: [String]? = nil,
    separator: String? = nil
  ) {
    self.columns = columns
    self.policy = policy
    self.states = states
    self.separator = separator
  }
}
