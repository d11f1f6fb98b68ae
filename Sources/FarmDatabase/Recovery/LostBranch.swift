package import Records

/// Commits that a pocket took part in and that this database does not have: it was set back.
package struct LostBranch: Sendable, Hashable {
  /// The last commit that both know; 0 for none.
  package var common: UInt64
  /// Later ones that the pocket named, oldest first; a thinned list.
  package var commits: [CommitStamp]
}

/// A row as it was on a lost branch.
package struct LostRow: Sendable, Hashable {
  /// Index of the table in the schema.
  package var table: Int
  /// The row.
  package var row: RowID
  /// The lost commit of this version; its nonce is 0 where the pocket was never told.
  package var commit: CommitStamp
  /// The values in the schema's order; nil for a tombstone.
  package var values: [Value]?

  /// Takes everything as it stands.
  package init(table: Int, row: RowID, commit: CommitStamp, values: [Value]?) {
    self.table = table
    self.row = row
    self.commit = commit
    self.values = values
  }
}

/// What came back from a pocket after the database had been set back.
package struct RecoveryReceipt: Sendable, Hashable {
  /// Rows that were written.
  package var rows = 0
  /// Decisions, replaced values and rows that could not be placed: what a person should look at.
  package var reviews = 0
}
