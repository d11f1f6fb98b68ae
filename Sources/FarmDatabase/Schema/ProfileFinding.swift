package import Records

/// One thing in a profile that does not fit the database, or that a person should know.
package enum ProfileFinding: Sendable, Hashable {
  /// The file was written for another version of the format.
  case unknownFormat(Int)
  /// The profile names a table that the database does not have.
  case noSuchTable(String)
  /// The profile names a table twice.
  case tableTwice(String)
  /// A virtual table cannot take part.
  case virtualTable(String)
  /// The profile names a column that the table does not have.
  case noSuchColumn(table: String, column: String)
  /// A column stands in two groups.
  case columnInTwoGroups(table: String, column: String)
  /// The table has no primary key, so its rows cannot be told apart.
  case noPrimaryKey(String)
  /// The identity `own` needs one key column that holds 16 bytes.
  case identityNeedsOneColumn(String)
  /// The identity `surrogate` needs a key that SQLite hands out.
  case identityNeedsRowIDKey(String)
  /// A column that must travel is excluded: the key, or one that is required without a default.
  case excludedButNeeded(table: String, column: String)
  /// A row of the pocket points to a table that stays out.
  case parentStaysOut(table: String, parent: String)
  /// Tables that point to each other in a circle have no order parents first.
  case circle([String])
  /// A table of the database is neither named nor left out: it is in the copy, not in the sync.
  case notMentioned(String)

  /// A policy of single columns stands for a whole table.
  case policyNeedsGroup(table: String, policy: ConflictPolicy)
  /// A policy that decides about one column stands for several.
  case policyNeedsOneColumn(table: String, policy: ConflictPolicy)
  /// A policy stands for a column that holds something else: a sum of texts, a set of numbers.
  case policyDoesNotFit(table: String, column: String, policy: ConflictPolicy)
  /// `forward-only` needs two or more different states in their order.
  case statesMissing(table: String, column: String)
  /// `union` needs a separator that is not empty.
  case separatorMissing(table: String, column: String)
  /// `keep-both` makes a new row, which a key with a meaning does not allow.
  case keepBothNeedsFreshKeys(String)

  /// True where `init` must refuse.
  package var isFatal: Bool {
    switch self {
    case .notMentioned, .parentStaysOut: false
    default: true
    }
  }
}
